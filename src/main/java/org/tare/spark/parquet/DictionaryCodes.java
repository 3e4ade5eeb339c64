package org.tare.spark.parquet;

/** A page whose values stand as their places in a dictionary of the column. A few bytes may hold very many of them. */
final class DictionaryCodes extends NumberPage {
    private static final int AT_ONCE = 1024;

    private final NumberDictionary dictionary;
    private final CodeStream codes;
    private final int[] some = new int[AT_ONCE];

    DictionaryCodes(NumberDictionary dictionary, CodeStream codes, Presence presence) {
        super(presence);
        this.dictionary = dictionary;
        this.codes = codes;
    }

    @Override
    public void next(int count, double[] values) {
        for (int from = 0; from < count; from += AT_ONCE) {
            int next = Math.min(AT_ONCE, count - from);
            codes.next(next, some);
            dictionary.get(some, next, values, from);
        }
    }

    @Override
    public long nextLong() {
        codes.next(1, some);
        return dictionary.getLong(some[0]);
    }
}
