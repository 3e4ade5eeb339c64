package org.tare.spark.stage;

import java.util.List;
import org.apache.spark.ml.util.ReadWriteUtils;

/** Spark Connect's cache of models, which has them saved to plain files of the driver; Spark 4.0 has none, nor has a client. */
final class ModelCache {
    private static final boolean EXISTS = exists();

    private ModelCache() {}

    private static boolean exists() {
        try {
            for (String needed : List.of("ml.util.ReadWriteUtils$", "sql.classic.Dataset")) {
                Class.forName("org.apache.spark." + needed, false, ModelCache.class.getClassLoader());
            }
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
