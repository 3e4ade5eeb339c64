package org.tare.spark.parquet;

import java.io.IOException;
import java.io.UncheckedIOException;

/** A page whose values stand as their places in a dictionary of the column. A few bytes may hold very many of them. */
final class DictionaryCodes extends NumberPage {
    private final NumberDictionary dictionary;
    private final CodeStream codes;

    DictionaryCodes(NumberDictionary dictionary, CodeStream codes, Presence presence) {
        super(presence);
        this.dictionary = dictionary;
        this.codes = codes;
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
