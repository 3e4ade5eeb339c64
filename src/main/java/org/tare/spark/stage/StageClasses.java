package org.tare.spark.stage;

import org.apache.spark.ml.util.MLAllowListedLoader;

/** Stages by the names of their classes, as they are stored. */
public final class StageClasses {
    private StageClasses() {}

    /**
     * A stage of that class and identity. On a Spark Connect server only registered classes are loaded.
     *
     * @throws IllegalArgumentException if there is no such class of that type, or it has no public constructor that takes an
     *     identity
     */
    public static <T> T create(Class<T> type, String className, String uid) {
        try {
            return MLAllowListedLoader.load(className)
                    .asSubclass(type)
                    .getConstructor(String.class)
                    .newInstance(uid);
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new IllegalArgumentException(
                    type.getSimpleName() + " '" + className
                            + "' cannot be made; give it a public constructor that takes its" + " uid.",
                    e);
        }
    }
}
