package org.tare.train;

import java.util.OptionalInt;
import org.apache.spark.sql.Dataset;
import org.tare.spark.plan.Plans;
import org.tare.train.rows.LabelType;
import org.tare.train.rows.TableColumns;

/** Tells that a network does not fit the rows before these are read, where a first row or its ML attributes tell it. */
final class FirstLook {
    private FirstLook() {}

    /** @throws IllegalArgumentException if no rows of so many features can be trained on */
    static void check(Settings settings, Dataset<?> data, LabelType labelType) {
        TableColumns columns = settings.columns();
        OptionalInt features = columns.declaredFeatures(data.schema());
        if (features.isEmpty() && Plans.isWithoutShuffle(data)) {
            features = columns.featuresOfFirstRow(data);
        }
        if (features.isEmpty()) {
            return;
        }
        try {
            settings.check(features.getAsInt(), labelType);
        } catch (IllegalArgumentException e) {
            // A stage that made other vectors may have left the attributes as they were.
            if (columns.featuresOfFirstRow(data).equals(features)) {
                throw e;
            }
        }
    }
}
