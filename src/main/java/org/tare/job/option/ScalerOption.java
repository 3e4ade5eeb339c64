package org.tare.job.option;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.ml.param.Param;
import org.tare.feature.MaxAbsScaler;
import org.tare.feature.MinMaxScaler;
import org.tare.feature.Scaler;
import org.tare.feature.StandardScaler;
import picocli.CommandLine.Option;

/** One scaler: its kind, its columns, and its own parameters, which are set by their names. */
public final class ScalerOption {
    public enum Kind {
        STANDARD,
        MINMAX,
        MAXABS;

        Scaler<?> create() {
            return switch (this) {
                case STANDARD -> new StandardScaler();
                case MINMAX -> new MinMaxScaler();
                case MAXABS -> new MaxAbsScaler();
            };
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(
            names = "--scaler",
            paramLabel = "NAME",
            description = {
                "standard: (x - mean) / deviation; minmax: from --min to --max; maxabs: x / max|x|. Default: standard.",
                "Repeat it for several scalers in one scan; the options after each, to --clip, are its own."
            })
    private Kind kind = Kind.STANDARD;

    @Option(
            names = "--columns",
            paramLabel = "COLUMN",
            split = ",",
            description =
                    "Columns to scale, separated by commas: numbers, vectors, arrays. Default: all of a numeric type.")
    private String[] columns = {};

    @Option(
            names = "--output-cols",
            paramLabel = "COLUMN",
            split = ",",
            description = "Names of the results, one for each column. Default: the column's name and --suffix.")
    private String[] outputCols = {};

    @Option(
            names = "--suffix",
            paramLabel = "TEXT",
            description = "What follows a column's name in the name of its result. Default: _scaled.")
    private String suffix;

    @Option(names = "--replace", description = "The results take the place of the columns.")
    private boolean replace;

    @Option(
            names = "--with-mean",
            arity = "1",
            paramLabel = "BOOL",
            description = "standard: subtract the mean. Default: true; false for sparse vectors.")
    private Boolean withMean;

    @Option(
            names = "--with-std",
            arity = "1",
            paramLabel = "BOOL",
            description = "standard: divide by the deviation. Default: true.")
    private Boolean withStd;

    @Option(
            names = "--variance",
            paramLabel = "KIND",
            description = "standard: population (divide by n) or sample (by n - 1). Default: population.")
    private String variance;

    @Option(
            names = "--min",
            paramLabel = "NUMBER",
            description = "minmax: what the smallest value becomes. Default: 0.")
    private Double min;

    @Option(names = "--max", paramLabel = "NUMBER", description = "minmax: what the largest value becomes. Default: 1.")
    private Double max;

    @Option(
            names = "--clip",
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "BOOL",
            description = "minmax: hold unseen values within --min and --max. Default: false.")
    private Boolean clip;

    /** The scaler, of what the supplier has if the option names no columns. */
    public Scaler<?> scaler(Supplier<List<String>> numeric) {
        String[] inputs = columns.length == 0 ? numeric.get().toArray(String[]::new) : columns;
        Scaler<?> scaler = kind.create();
        set(scaler, "inputCols", inputs);
        set(scaler, "outputCols", outputs(inputs));
        set(scaler, "withMean", withMean);
        set(scaler, "withStd", withStd);
        set(scaler, "variance", variance);
        set(scaler, "min", min);
        set(scaler, "max", max);
        set(scaler, "clip", clip);
        return scaler;
    }

    /** The names of the results, or null for the default ones. */
    private String[] outputs(String[] inputs) {
        if ((outputCols.length == 0 ? 0 : 1) + (suffix == null ? 0 : 1) + (replace ? 1 : 0) > 1) {
            throw new IllegalArgumentException("--output-cols, --suffix and --replace exclude each other; give one.");
        }
        if (replace) {
            return inputs;
        }
        if (suffix != null) {
            return Stream.of(inputs).map(input -> input + suffix).toArray(String[]::new);
        }
        return outputCols.length == 0 ? null : outputCols;
    }

    private void set(Scaler<?> scaler, String name, Object value) {
        if (value == null) {
            return;
        }
        if (!scaler.hasParam(name)) {
            throw new IllegalArgumentException("--" + name + " means nothing to --scaler " + kind
                    + "; leave it out, or repeat --scaler before it.");
        }
        Param<Object> param = scaler.getParam(name);
        scaler.set(param, value);
    }
}
