package org.tare.spark.stage;

import java.util.Arrays;
import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Params;

/**
 * Makes parameters that are numbers within bounds. Setting another value throws an {@link IllegalArgumentException} that names
 * the parameter, the value and the bounds. NaN is never within bounds.
 */
public final class NumberParams {
    private NumberParams() {}

    /** A whole number of at least {@code least}. */
    public static IntParam atLeast(Params stage, String name, String doc, int least) {
        return new IntParam(stage, name, doc, new ParamCheck<>(name, x -> (Integer) x >= least, "at least " + least));
    }

    /** A whole number from {@code least} to {@code most}, both included. */
    public static IntParam between(Params stage, String name, String doc, int least, int most) {
        ParamCheck<Object> check = new ParamCheck<>(
                name, x -> (Integer) x >= least && (Integer) x <= most, "a number from " + least + " to " + most);
        return new IntParam(stage, name, doc, check);
    }

    /** A number of at least {@code least}. */
    public static DoubleParam atLeast(Params stage, String name, String doc, double least) {
        return new DoubleParam(stage, name, doc, new ParamCheck<>(name, x -> (Double) x >= least, "at least " + least));
    }

    /** A number greater than {@code bound}, and at most {@code most}. */
    public static DoubleParam above(Params stage, String name, String doc, double bound, double most) {
        String upTo = most == Double.MAX_VALUE ? ", and finite" : " and at most " + most;
        ParamCheck<Object> check =
                new ParamCheck<>(name, x -> (Double) x > bound && (Double) x <= most, "more than " + bound + upTo);
        return new DoubleParam(stage, name, doc, check);
    }

    /** A number of at least {@code least} and less than {@code bound}. */
    public static DoubleParam below(Params stage, String name, String doc, double least, double bound) {
        ParamCheck<Object> check = new ParamCheck<>(
                name,
                x -> (Double) x >= least && (Double) x < bound,
                "a number from " + least + " to less than " + bound);
        return new DoubleParam(stage, name, doc, check);
    }

    /** Two numbers in increasing order from {@code least} to {@code most}, both included. */
    public static DoubleArrayParam range(Params stage, String name, String doc, double least, double most) {
        ParamCheck<double[]> check = new ParamCheck<>(
                name,
                x -> x.length == 2 && least <= x[0] && x[0] < x[1] && x[1] <= most,
                "two numbers from " + least + " to " + most + ", the lower one first");
        return new DoubleArrayParam(stage, name, doc, check);
    }

    /** A number from {@code least} to {@code most}, both included. */
    public static DoubleParam between(Params stage, String name, String doc, double least, double most) {
        ParamCheck<Object> check = new ParamCheck<>(
                name, x -> (Double) x >= least && (Double) x <= most, "a number from " + least + " to " + most);
        return new DoubleParam(stage, name, doc, check);
    }

    /** Numbers from {@code least} to {@code most}, both included. */
    public static DoubleArrayParam each(Params stage, String name, String doc, double least, double most) {
        ParamCheck<double[]> check = new ParamCheck<>(
                name,
                x -> Arrays.stream(x).allMatch(one -> one >= least && one <= most),
                "numbers from " + least + " to " + most);
        return new DoubleArrayParam(stage, name, doc, check);
    }
}
