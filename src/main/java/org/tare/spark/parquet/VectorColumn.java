package org.tare.spark.parquet;

import java.io.IOException;
import java.util.stream.Stream;
import org.apache.parquet.hadoop.metadata.ColumnPath;

/**
 * ML vectors, of which Parquet stores each part apart.
 *
 * @param type 0 of a sparse vector, 1 of a dense one, null where there is no vector
 * @param size how many elements a sparse vector has
 * @param indices where the entries of a sparse vector stand
 * @param values the entries of a sparse vector, or all elements of a dense one
 */
record VectorColumn(NumberColumn type, NumberColumn size, NumberColumn indices, NumberColumn values)
        implements PlainColumn {
    @Override
    public Stream<ColumnPath> paths() {
        return Stream.of(type, size, indices, values).map(NumberColumn::path);
    }

    @Override
    public void read(RowGroup group, int place, PageConsumer to) throws IOException {
        try (NumberPages types = group.pages(type);
                NumberPages sizes = group.pages(size);
                NumberPages indexPages = group.pages(indices);
                NumberPages valuePages = group.pages(values)) {
            VectorPages vectors = new VectorPages(
                    group.rows(),
                    new NumberRows(types),
                    new NumberRows(sizes),
                    new ListRows(indexPages),
                    new ListRows(valuePages));
            to.add(place, vectors);
            vectors.requireEnd();
        }
    }
}
