package org.tare.spark.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.parquet.format.Encoding;

/** The pages of numbers of a row group. */
final class NumberPages implements AutoCloseable {
    private final NumberColumn column;
    private final DataPages pages;
    private NumberDictionary dictionary;

    NumberPages(NumberColumn column, DataPages pages) {
        this.column = column;
        this.pages = pages;
    }

    NumberColumn column() {
        return column;
    }

    /** The next page, valid until the one after it. */
    Optional<EncodedPage> next() throws IOException {
        Optional<EncodedPage> page = pages.next();
        if (dictionary == null && pages.dictionary() != null) {
            dictionary = new NumberDictionary(column.type(), pages.dictionary());
        }
        return page;
    }

    /** The numbers of a page that are there. */
    NumberPage numbers(EncodedPage page, Presence presence) {
        if (page.encoding() == Encoding.PLAIN) {
            return new PlainPage(column.type(), page.values(), presence);
        }
        return presence.size() == 0
                ? new PlainPage(column.type(), ByteBuffer.allocate(0), presence)
                : new DictionaryCodes(dictionary, pages.codes(page, presence.size()), presence);
    }

    @Override
    public void close() {
        pages.close();
    }
}
