package org.tare.spark.parquet;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.hadoop.metadata.ColumnPath;

/** A column by which rows are grouped: a few values, each of which stands once in the dictionary. */
record KeyColumn(ColumnDescriptor descriptor, KeyType type) implements PlainColumn {
    private static final Object[] NO_VALUES = {};

    @Override
    public Stream<ColumnPath> paths() {
        return Stream.of(path());
    }

    private ColumnPath path() {
        return ColumnPath.get(descriptor.getPath());
    }

    @Override
    public boolean isReadable(RowGroup group) {
        return group.isReadable(path()) && group.mayBeByDictionary(path());
    }

    @Override
    public void read(RowGroup group, int place, PageConsumer to) throws IOException {
        RowCount rows = new RowCount(path(), group.rows());
        Object[] values = NO_VALUES;
        try (DataPages pages = group.pages(descriptor)) {
            for (Optional<EncodedPage> next = pages.next(); next.isPresent(); next = pages.next()) {
                EncodedPage page = next.get();
                rows.add(page.size());
                if (!DataPages.BY_DICTIONARY.contains(page.encoding())) {
                    throw new NoDictionaryException(
                            "Keys of column '" + path() + "' are encoded by " + page.encoding() + ".");
                }
                if (values == NO_VALUES && pages.dictionary() != null) {
                    values = type.values(pages.dictionary());
                }
                Presence presence = Presence.of(page, descriptor);
                CodeStream codes = presence.size() == 0 ? null : pages.codes(page, presence.size());
                to.add(place, new KeyPage(values, presence, codes));
            }
        }
        rows.requireAll();
    }
}
