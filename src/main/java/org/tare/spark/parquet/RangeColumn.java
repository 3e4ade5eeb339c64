package org.tare.spark.parquet;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.parquet.hadoop.metadata.ColumnPath;

/**
 * A column of which counts, minimum and maximum are asked: told by the footer, or read where that does not tell.
 *
 * @param pages how it is read, if it can be
 */
record RangeColumn(ColumnPath path, RangeType type, Optional<ScalarColumn> pages) implements PlainColumn {
    @Override
    public Stream<ColumnPath> paths() {
        return Stream.of(path);
    }

    @Override
    public boolean isReadable(RowGroup group) {
        return group.range(path, type).isPresent()
                || pages.filter(column -> column.isReadable(group)).isPresent();
    }

    @Override
    public void read(RowGroup group, int place, PageConsumer to) throws IOException {
        Optional<NumberRange> range = group.range(path, type);
        if (range.isPresent()) {
            to.add(place, range.get());
        } else {
            pages.orElseThrow().read(group, place, to);
        }
    }
}
