package org.tare.job.output;

/** Where rows lie: {@code table:NAME} in Spark's catalog, {@code jdbc:...} in a database, else a path. */
public record Location(Kind kind, String name) {
    public enum Kind {
        PATH,
        TABLE,
        JDBC
    }

    public static Location parse(String text) {
        if (text.startsWith("table:")) {
            return new Location(Kind.TABLE, text.substring("table:".length()));
        }
        return new Location(text.startsWith("jdbc:") ? Kind.JDBC : Kind.PATH, text);
    }

    /** For the console and the logs: without what may be a user's name and password. */
    @Override
    public String toString() {
        return switch (kind) {
            case PATH -> name.replaceFirst("://[^/@]*:[^/]*@", "://");
            case TABLE -> "table:" + name;
            case JDBC ->
                name.replaceFirst("^(jdbc:oracle:\\w+:)[^@]*@", "$1@")
                        .replaceFirst("//[^/]*@", "//")
                        .replaceFirst("[?;].*", "");
        };
    }
}
