package org.tare.spark.stage;

import org.apache.spark.ml.util.Identifiable$;
import org.tare.spark.SparkVersion;

/**
 * Hands a stage its uid before its constructor runs. The constructors of Spark's predictors create parameters and ask for
 * {@code uid()}, at a time when no field of the Java subclass can have been set.
 */
public final class StageUids {
    private static final ThreadLocal<String> NEXT = new ThreadLocal<>();

    private StageUids() {}

    /** Keeps the uid of the stage that is about to be constructed; to be called in the arguments of {@code this(...)}. */
    public static Void next(String uid) {
        SparkVersion.require();
        NEXT.set(uid);
        return null;
    }

    /** The same with a new uid of this prefix. */
    public static Void random(String prefix) {
        return next(Identifiable$.MODULE$.randomUID(prefix));
    }

    /** The uid of the stage that is being constructed. */
    public static String take() {
        String uid = NEXT.get();
        NEXT.remove();
        return uid;
    }
}
