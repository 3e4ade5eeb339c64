package org.tare.spark.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageType;
import org.apache.parquet.io.ParquetDecodingException;

/** The pages of data of a column of a row group, and the dictionary that they may share. */
final class DataPages implements AutoCloseable {
    static final Set<Encoding> BY_DICTIONARY =
            Collections.unmodifiableSet(EnumSet.of(Encoding.PLAIN_DICTIONARY, Encoding.RLE_DICTIONARY));

    private static final Set<Encoding> OF_DICTIONARIES = EnumSet.of(Encoding.PLAIN, Encoding.PLAIN_DICTIONARY);

    private final ColumnDescriptor column;
    private final PageStream pages;
    private long left;
    private Dictionary dictionary;

    /** @param bytes so many values and nothing else, in little endian order */
    record Dictionary(ByteBuffer bytes, int size) {}

    /** @param size how many values, null or not, and lists without any there are */
    DataPages(ColumnDescriptor column, PageStream pages, long size) {
        this.column = column;
        this.pages = pages;
        this.left = size;
    }

    /** The next page, valid until the one after it. */
    Optional<EncodedPage> next() throws IOException {
        Optional<PageStream.Page> page = pages.next();
        if (page.isPresent() && page.get().header().getType() == PageType.DICTIONARY_PAGE && dictionary == null) {
            dictionary = dictionary(page.get());
            page = pages.next();
        }
        Optional<EncodedPage> encoded = page.map(next -> EncodedPage.of(next, column));
        left -= encoded.map(EncodedPage::size).orElse(0);
        if (left < 0) {
            throw new ParquetDecodingException(
                    "Column '" + String.join(".", column.getPath()) + "' has " + -left + " values too many.");
        }
        return encoded;
    }

    private static Dictionary dictionary(PageStream.Page page) {
        DictionaryPageHeader header = page.header().getDictionary_page_header();
        if (!OF_DICTIONARIES.contains(header.getEncoding())) {
            throw new ParquetDecodingException("A dictionary is encoded by " + header.getEncoding() + ".");
        }
        // The memory of a page is used again for the next one.
        ByteBuffer bytes = ByteBuffer.allocate(page.bytes().limit())
                .put(page.bytes())
                .flip()
                .order(ByteOrder.LITTLE_ENDIAN);
        return new Dictionary(bytes, header.getNum_values());
    }

    /** The dictionary of the pages so far, or null. */
    Dictionary dictionary() {
        return dictionary;
    }

    /** The places of a page's values in the dictionary. */
    CodeStream codes(EncodedPage page, int size) {
        if (!BY_DICTIONARY.contains(page.encoding()) || dictionary == null) {
            throw new ParquetDecodingException(
                    "Values are encoded by " + page.encoding() + (dictionary == null ? " without a dictionary." : "."));
        }
        int width = page.values().get(0);
        return new CodeStream(width, page.values().slice(1, page.values().limit() - 1), size);
    }

    @Override
    public void close() {
        pages.close();
    }
}
