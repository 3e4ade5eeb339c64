package org.tare.spark.stage;

import org.apache.spark.sql.Dataset;

/** The form {@code text}: what was learned as a person reads it, which is what {@code toString} gives. */
public final class PlainText implements TextForm {
    @Override
    public String name() {
        return "text";
    }

    @Override
    public String of(Object learned, Dataset<?> data) {
        return learned.toString();
    }
}
