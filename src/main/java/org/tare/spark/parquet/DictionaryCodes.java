package org.tare.spark.parquet;

/** A page whose values stand as their places in a dictionary of the column. */
final class DictionaryCodes implements NumberPage {
    private final NumberDictionary dictionary;
    private final int[] codes;
    private final int nulls;

    DictionaryCodes(NumberDictionary dictionary, int[] codes, int nulls) {
        this.dictionary = dictionary;
        this.codes = codes;
        this.nulls = nulls;
    }

    @Override
    public int size() {
        return codes.length;
    }

    @Override
    public int nulls() {
        return nulls;
    }

    @Override
    public void get(int from, int count, double[] values) {
        for (int i = 0; i < count; i++) {
            values[i] = dictionary.get(codes[from + i]);
        }
    }

    @Override
    public long getLong(int i) {
        return dictionary.getLong(codes[i]);
    }
}
