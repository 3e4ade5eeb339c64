package org.tare.spark.parquet;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.io.ParquetDecodingException;

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
        long read = 0;
        try (NumberPages pages = group.pages(numbers)) {
            for (Optional<EncodedPage> page = pages.next(); page.isPresent(); page = pages.next()) {
                read += page.get().size();
                requireRows(read <= group.rows(), read, group.rows());
                to.add(place, pages.numbers(page.get(), numbers.presence(page.get())));
            }
        }
        requireRows(read == group.rows(), read, group.rows());
    }

    private void requireRows(boolean areRight, long read, long rows) {
        if (!areRight) {
            throw new ParquetDecodingException(
                    "Column '" + numbers.path() + "' has " + read + " values in " + rows + " rows.");
        }
    }
}
