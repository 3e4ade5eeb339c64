package org.tare.spark;

import org.apache.spark.sql.SparkSessionExtensions;
import org.tare.spark.aggregate.SqlFunctions;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

/**
 * Tare's aggregate functions in every session of an application or of a Spark Connect server that is started with
 * {@code spark.sql.extensions=org.tare.spark.TareExtensions}.
 */
public final class TareExtensions extends AbstractFunction1<SparkSessionExtensions, BoxedUnit> {
    /** For Spark, which makes one where its settings name it. */
    public TareExtensions() {}

    /** @throws UnsupportedOperationException if Spark is too old */
    @Override
    public BoxedUnit apply(SparkSessionExtensions extensions) {
        SparkVersion.require();
        SqlFunctions.inject(extensions);
        return BoxedUnit.UNIT;
    }
}
