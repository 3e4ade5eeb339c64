package org.tare.job.option;

import java.util.Locale;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/** The parameters of a stage of Spark ML, by the names of a job's options: {@code batchSize} is {@code --batch-size}. */
public final class StageParams {
    private StageParams() {}

    /**
     * Sets a parameter, unless the value is null.
     *
     * @throws IllegalArgumentException if the value is not allowed, naming the option
     */
    public static void set(Params stage, String name, Object value) {
        if (value == null) {
            return;
        }
        Param<Object> param = stage.getParam(name);
        try {
            stage.set(param, value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    option(name) + " cannot be " + value + " (" + param.doc() + "); give another value.", e);
        }
    }

    /** The value that was set, or the default one. */
    public static Object get(Params stage, String name) {
        return stage.getOrDefault(stage.getParam(name));
    }

    public static String text(Params stage, String name) {
        return (String) get(stage, name);
    }

    private static String option(String name) {
        return "--" + name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
