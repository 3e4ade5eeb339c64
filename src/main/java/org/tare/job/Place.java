package org.tare.job;

/** Where rows lie: {@code table:NAME} in Spark's catalog, {@code jdbc:...} in a database, else a path. */
record Place(Kind kind, String name) {
    enum Kind {
        PATH,
        TABLE,
        JDBC
    }

    static Place parse(String text) {
        if (text.startsWith("table:")) {
            return new Place(Kind.TABLE, text.substring("table:".length()));
        }
        return new Place(text.startsWith("jdbc:") ? Kind.JDBC : Kind.PATH, text);
    }
}
