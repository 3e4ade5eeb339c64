package org.tare.spark.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageType;
import org.apache.parquet.io.ParquetDecodingException;

/** The pages of numbers of a row group, with the dictionary that they may share. */
final class NumberPages implements AutoCloseable {
    private static final Set<Encoding> OF_DICTIONARIES = EnumSet.of(Encoding.PLAIN, Encoding.PLAIN_DICTIONARY);
    private static final Set<Encoding> BY_DICTIONARY = EnumSet.of(Encoding.PLAIN_DICTIONARY, Encoding.RLE_DICTIONARY);

    private final NumberColumn column;
    private final PageStream pages;
    private long left;
    private NumberDictionary dictionary;

    /** @param size how many numbers, null or not, and lists without any there are */
    NumberPages(NumberColumn column, PageStream pages, long size) {
        this.column = column;
        this.pages = pages;
        this.left = size;
    }

    NumberColumn column() {
        return column;
    }

    /** The next page, valid until the one after it. */
    Optional<EncodedPage> next() throws IOException {
        Optional<PageStream.Page> page = pages.next();
        if (page.isPresent() && page.get().header().getType() == PageType.DICTIONARY_PAGE && dictionary == null) {
            dictionary = dictionary(page.get());
            page = pages.next();
        }
        Optional<EncodedPage> encoded = page.map(next -> EncodedPage.of(next, column.descriptor()));
        left -= encoded.map(EncodedPage::size).orElse(0);
        if (left < 0) {
            throw new ParquetDecodingException("Column '" + column.path() + "' has " + -left + " values too many.");
        }
        return encoded;
    }

    private NumberDictionary dictionary(PageStream.Page page) {
        DictionaryPageHeader header = page.header().getDictionary_page_header();
        if (!OF_DICTIONARIES.contains(header.getEncoding())) {
            throw new ParquetDecodingException("A dictionary is encoded by " + header.getEncoding() + ".");
        }
        // The memory of a page is used again for the next one.
        ByteBuffer bytes = ByteBuffer.allocate(page.bytes().limit())
                .put(page.bytes())
                .flip()
                .order(ByteOrder.LITTLE_ENDIAN);
        return new NumberDictionary(column.type(), bytes, header.getNum_values());
    }

    /** The numbers of a page that are there. */
    NumberPage numbers(EncodedPage page, Presence presence) {
        if (page.encoding() == Encoding.PLAIN) {
            return new PlainPage(column.type(), page.values(), presence);
        }
        if (!BY_DICTIONARY.contains(page.encoding()) || dictionary == null) {
            throw new ParquetDecodingException(
                    "Values are encoded by " + page.encoding() + (dictionary == null ? " without a dictionary." : "."));
        }
        if (presence.size() == 0) {
            return new PlainPage(column.type(), ByteBuffer.allocate(0), presence);
        }
        int width = page.values().get(0);
        ByteBuffer codes = page.values().slice(1, page.values().limit() - 1);
        return new DictionaryCodes(dictionary, new CodeStream(width, codes, presence.size()), presence);
    }

    @Override
    public void close() {
        pages.close();
    }
}
