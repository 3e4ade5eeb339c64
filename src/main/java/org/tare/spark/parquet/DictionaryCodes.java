package org.tare.spark.parquet;

import java.io.IOException;
import java.io.UncheckedIOException;

/** A page whose values stand as their places in a dictionary of the column. A few bytes may hold very many of them. */
final class DictionaryCodes implements NumberPage {
    private final NumberDictionary dictionary;
    private final CodeStream codes;
    private final int size;
    private final int nulls;

    DictionaryCodes(NumberDictionary dictionary, CodeStream codes, int size, int nulls) {
        this.dictionary = dictionary;
        this.codes = codes;
        this.size = size;
        this.nulls = nulls;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int nulls() {
        return nulls;
    }

    @Override
    public void next(int count, double[] values) {
        for (int i = 0; i < count; i++) {
            values[i] = dictionary.get(code());
        }
    }

    @Override
    public long nextLong() {
        return dictionary.getLong(code());
    }

    private int code() {
        try {
            return codes.next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
