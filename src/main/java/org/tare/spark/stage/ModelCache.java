package org.tare.spark.stage;

import org.apache.spark.ml.util.ReadWriteUtils;

/** Spark Connect's cache of models, which has them saved to plain files of the driver; Spark 4.0 has none. */
final class ModelCache {
    private static final boolean EXISTS = exists();

    private ModelCache() {}

    private static boolean exists() {
        try {
            Class.forName("org.apache.spark.ml.util.ReadWriteUtils$", false, ModelCache.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** Whether this thread saves a model to it or loads one from it. */
    static boolean isActive() {
        return EXISTS && (Boolean) ReadWriteUtils.localSavingModeState().get();
    }
}
