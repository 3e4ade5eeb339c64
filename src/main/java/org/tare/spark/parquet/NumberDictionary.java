package org.tare.spark.parquet;

/** The different values of a column, which its pages name by their places. */
final class NumberDictionary {
    private final PlainPage page;
    private final double[] values;

    NumberDictionary(PlainPage page) {
        this.page = page;
        this.values = new double[page.size()];
        page.get(0, values.length, values);
    }

    double get(int place) {
        return values[place];
    }

    long getLong(int place) {
        return page.getLong(place);
    }
}
