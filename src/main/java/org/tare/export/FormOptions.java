package org.tare.export;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.functions;

/**
 * What a client asks of a form, where it can hand over nothing but data: the first row's column {@value #COLUMN}, a map of texts.
 * Data without that column ask for nothing.
 */
final class FormOptions {
    private static final String COLUMN = "tare_options";

    private final Map<String, String> options;

    private FormOptions(Map<String, String> options) {
        this.options = options;
    }

    static FormOptions of(Dataset<?> data) {
        boolean isThere = Arrays.asList(data.columns()).contains(COLUMN);
        return new FormOptions(
                isThere ? data.select(functions.col(COLUMN)).first().getJavaMap(0) : Map.of());
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(options.get(name));
    }
}
