package org.tare.spark.parquet;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.parquet.hadoop.metadata.ColumnPath;

/**
 * A column of numbers, of which a row has one or null.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/data-pages/encodings/">Parquet's encodings</a>
 */
record ScalarColumn(NumberColumn numbers) implements PlainColumn {
    @Override
    public Stream<ColumnPath> paths() {
        return Stream.of(numbers.path());
    }

    @Override
    public void read(RowGroup group, int place, PageConsumer to) throws IOException {
        RowCount rows = new RowCount(numbers.path(), group.rows());
        try (NumberPages pages = group.pages(numbers)) {
            for (Optional<EncodedPage> page = pages.next(); page.isPresent(); page = pages.next()) {
                rows.add(page.get().size());
                to.add(place, pages.numbers(page.get(), numbers.presence(page.get())));
            }
        }
        rows.requireAll();
    }
}
