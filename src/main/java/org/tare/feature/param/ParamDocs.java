package org.tare.feature.param;

import java.util.Arrays;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import scala.Option;

/** A parameter in words, with the elements of an array where Spark prints its address. */
public final class ParamDocs {
    private ParamDocs() {}

    public static String param(Params stage, Param<?> param) {
        String before = stage.getDefault(param).isDefined() ? "default: " + text(stage.getDefault(param)) : "";
        String now = stage.get(param).isDefined() ? "current: " + text(stage.get(param)) : "";
        String values = before.isEmpty() || now.isEmpty() ? before + now : before + ", " + now;
        return param.name() + ": " + param.doc() + " (" + (values.isEmpty() ? "undefined" : values) + ")";
    }

    private static String text(Option<?> value) {
        if (value.get() instanceof double[] numbers) {
            return Arrays.toString(numbers);
        }
        return value.get() instanceof Object[] array ? Arrays.toString(array) : String.valueOf((Object) value.get());
    }
}
