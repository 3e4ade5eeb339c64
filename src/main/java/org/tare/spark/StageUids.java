package org.tare.spark;

import org.apache.spark.ml.util.Identifiable$;

/**
 * Hands a stage its identity before its constructor runs. Spark's predictors create their parameters in the constructor of
 * the superclass, which asks for {@code uid()} when no field of a Java class can have been set.
 */
public final class StageUids {
    private static final ThreadLocal<String> NEXT = new ThreadLocal<>();

    private StageUids() {}

    /** To be called in the arguments of {@code this(...)}, with the identity or a prefix for a new one. */
    public static Void next(String uid) {
        NEXT.set(uid);
        return null;
    }

    public static Void random(String prefix) {
        return next(Identifiable$.MODULE$.randomUID(prefix));
    }

    /** The identity of the stage that is being constructed. */
    public static String take() {
        String uid = NEXT.get();
        NEXT.remove();
        return uid;
    }
}
