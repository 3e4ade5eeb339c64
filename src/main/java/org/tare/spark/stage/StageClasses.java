package org.tare.spark.stage;

import org.apache.spark.ml.util.MLAllowListedLoader;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.util.Utils;

/** Stages by the names of their classes, as they are stored. */
public final class StageClasses {
    private StageClasses() {}

    /**
     * A stage of that class and identity. On a Spark Connect server only registered classes are loaded, and those beside the type,
     * which such a server does not know as registered where a client brought the jar.
     *
     * @throws IllegalArgumentException if there is no such class of that type, or it has no public constructor that takes an
     *     identity
     */
    public static <T> T create(Class<T> type, String className, String uid) {
        try {
            Class<?> found = className.startsWith(type.getPackageName() + ".")
                    ? Class.forName(className, false, type.getClassLoader())
                    : MLAllowListedLoader.load(className);
            return found.asSubclass(type).getConstructor(String.class).newInstance(uid);
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new IllegalArgumentException(
                    type.getSimpleName() + " '" + className
                            + "' cannot be made; give it a public constructor that takes its uid.",
                    e);
        }
    }

    /** What reads a saved stage of that class, as Spark ML finds it. */
    public static MLReader<?> reader(String className) throws ReflectiveOperationException {
        return (MLReader<?>)
                Utils.classForName(className, true, false).getMethod("read").invoke(null);
    }
}
