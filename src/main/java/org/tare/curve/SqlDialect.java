package org.tare.curve;

/** How SQL is written. */
public enum SqlDialect {
    /** That of Spark: names in backticks, NaN is told from numbers. */
    SPARK("`", "DOUBLE") {
        @Override
        String orMissing(String x, String value) {
            return "COALESCE(NANVL(" + x + ", " + value + "), " + value + ")";
        }

        @Override
        String isMissing(String x) {
            return "(" + x + ") IS NULL OR ISNAN(" + x + ")";
        }
    },

    /** That of the standard, which warehouses read: names in double quotes, and NaN, of which it knows nothing, is any number. */
    ANSI("\"", "DOUBLE PRECISION") {
        @Override
        String orMissing(String x, String value) {
            return "COALESCE(" + x + ", " + value + ")";
        }

        @Override
        String isMissing(String x) {
            return "(" + x + ") IS NULL";
        }
    };

    private final String quote;
    private final String type;

    SqlDialect(String quote, String type) {
        this.quote = quote;
        this.type = type;
    }

    /** A name, whatever it holds. */
    public String quoted(String name) {
        return quote + name.replace(quote, quote + quote) + quote;
    }

    /** A number as double. */
    public String asDouble(String x) {
        return "CAST(" + x + " AS " + type + ")";
    }

    /** A double to its last bit; without an exponent it would be a decimal. */
    static String number(double x) {
        String text = Double.toString(x);
        return text.contains("E") ? text : text + "E0";
    }

    /** {@code x}, or the value where there is none. */
    abstract String orMissing(String x, String value);

    abstract String isMissing(String x);

    /** What has no number stays so, in front of other cases. */
    String cases(String x, String cases) {
        return "CASE WHEN " + isMissing(x) + " THEN " + x + cases + " END";
    }
}
