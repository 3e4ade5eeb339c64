package org.tare.curve;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** How SQL is written. */
public enum SqlDialect {
    /** That of Spark: names in backticks, NaN is told from numbers. */
    SPARK("`", "DOUBLE") {
        @Override
        String isNaN(String x) {
            return "ISNAN(" + x + ")";
        }

        @Override
        String orMissing(String x, String value) {
            return "COALESCE(NANVL(" + x + ", " + value + "), " + value + ")";
        }

        @Override
        public String all(String relation, List<String> replaced, List<String> replacing) {
            return replaced.isEmpty()
                    ? relation + ".*"
                    : "* EXCEPT (" + String.join(", ", replaced) + "), " + join(replacing, replaced);
        }
    },

    /** That of the standard, which warehouses read: names in double quotes, and NaN, of which it knows nothing, is any number. */
    ANSI("\"", "DOUBLE PRECISION"),

    /** That of DuckDB, which tells NaN from numbers. */
    DUCKDB("\"", "DOUBLE") {
        @Override
        String isNaN(String x) {
            return "ISNAN(" + x + ")";
        }

        @Override
        public String all(String relation, List<String> replaced, List<String> replacing) {
            return replaced.isEmpty() ? relation + ".*" : "* REPLACE (" + join(replacing, replaced) + ")";
        }
    },

    /**
     * That of PostgreSQL, which tells NaN from numbers, but makes an error of a result beyond the range of double. A field is one
     * of a composite type.
     */
    POSTGRESQL("\"", "DOUBLE PRECISION") {
        private static final int LONGEST_NAME = 63;

        @Override
        String isNaN(String x) {
            return x + " = " + number(Double.NaN);
        }

        /** Even with an exponent a number is a decimal there. */
        @Override
        String number(double x) {
            return "FLOAT8 '" + x + "'";
        }

        /** Longer names are cut off without a word. */
        @Override
        public String quoted(String name) {
            if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
                throw new UnsupportedOperationException("The name '" + name + "' is longer than the " + LONGEST_NAME
                        + " bytes that PostgreSQL keeps of one; give a shorter one by outputCols.");
            }
            return super.quoted(name);
        }

        @Override
        public String field(List<String> path) {
            String first = quoted(path.get(0));
            return path.size() == 1
                    ? first
                    : "(" + first + ")"
                            + path.stream()
                                    .skip(1)
                                    .map(part -> "." + quoted(part))
                                    .collect(Collectors.joining());
        }
    },

    /** That of BigQuery: names in backticks, of fewer characters than elsewhere, and NaN is told from numbers. */
    BIGQUERY("`", "FLOAT64") {
        private static final String NOT_IN_NAMES = "!\"$()*,./;?@[\\]^`{}~";

        @Override
        String isNaN(String x) {
            return "IS_NAN(" + x + ")";
        }

        @Override
        public String quoted(String name) {
            if (name.chars().anyMatch(c -> NOT_IN_NAMES.indexOf(c) >= 0 || Character.isISOControl(c))) {
                throw new UnsupportedOperationException(
                        "The name '" + name + "' has one of the characters " + NOT_IN_NAMES
                                + " or a line break or tab, which no column of BigQuery may have; give another by outputCols.");
            }
            return super.quoted(name);
        }

        @Override
        public String all(String relation, List<String> replaced, List<String> replacing) {
            return replaced.isEmpty() ? relation + ".*" : "* REPLACE (" + join(replacing, replaced) + ")";
        }
    };

    private final String quote;
    private final String type;

    SqlDialect(String quote, String type) {
        this.quote = quote;
        this.type = type;
    }

    /**
     * A name, whatever it holds.
     *
     * @throws UnsupportedOperationException if the database has no such names
     */
    public String quoted(String name) {
        if (name.isEmpty() || name.indexOf('\0') >= 0) {
            throw new UnsupportedOperationException(
                    "The name '" + name + "' is none in SQL; give another by outputCols.");
        }
        return quote + name.replace(quote, quote + quote) + quote;
    }

    /** A column, or the field of a struct that the path leads to. */
    public String field(List<String> path) {
        return path.stream().map(this::quoted).collect(Collectors.joining("."));
    }

    /** A number as double. */
    public String asDouble(String x) {
        return "CAST(" + x + " AS " + type + ")";
    }

    /**
     * All columns of a relation, some of which results take the place of.
     *
     * @param replaced their names, quoted
     * @param replacing as many expressions
     * @throws UnsupportedOperationException if the dialect knows no such thing
     */
    public String all(String relation, List<String> replaced, List<String> replacing) {
        if (!replaced.isEmpty()) {
            throw new UnsupportedOperationException("The results " + String.join(", ", replaced)
                    + " take the place of columns, for which " + this
                    + " has no words; give them other names by outputCols.");
        }
        return relation + ".*";
    }

    private static String join(List<String> expressions, List<String> names) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            all.append(i == 0 ? "" : ", ")
                    .append(expressions.get(i))
                    .append(" AS ")
                    .append(names.get(i));
        }
        return all.toString();
    }

    /** A double to its last bit; without an exponent it would be a decimal. */
    String number(double x) {
        String text = Double.toString(x);
        return text.contains("E") ? text : text + "E0";
    }

    /** Whether x is NaN; empty where the dialect cannot tell. */
    String isNaN(String x) {
        return "";
    }

    String isMissing(String x) {
        String isNaN = isNaN(x);
        return "(" + x + ") IS NULL" + (isNaN.isEmpty() ? "" : " OR " + isNaN);
    }

    /** {@code x}, or the value where there is none. */
    String orMissing(String x, String value) {
        return isNaN(x).isEmpty()
                ? "COALESCE(" + x + ", " + value + ")"
                : "CASE WHEN " + isMissing(x) + " THEN " + value + " ELSE " + x + " END";
    }

    /** What has no number stays so, in front of other cases. */
    String cases(String x, String cases) {
        return "CASE WHEN " + isMissing(x) + " THEN " + x + cases + " END";
    }
}
