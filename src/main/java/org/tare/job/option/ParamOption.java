package org.tare.job.option;

import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.FloatParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;
import org.tare.spark.stage.ChoiceParam;
import picocli.CommandLine.Model.OptionSpec;
import scala.Option;

/**
 * A parameter of a stage as an option of a job: its name, sentence, type, default and check are the parameter's own.
 *
 * @param standard what the help says of the default
 */
record ParamOption(Params stage, Param<Object> param, String standard) {
    /** The parameters that one text can give, and what picocli is to make of it. A parameter of another class is no option. */
    private static final Map<Class<?>, Class<?>> TYPES = Map.of(
            Param.class, String.class,
            ChoiceParam.class, String.class,
            BooleanParam.class, Boolean.class,
            IntParam.class, Integer.class,
            LongParam.class, Long.class,
            FloatParam.class, Float.class,
            DoubleParam.class, Double.class,
            DoubleArrayParam.class, double[].class,
            StringArrayParam.class, ColumnList.class);

    /** The options that the parameters of a stage are, in the order of their names. */
    static Stream<ParamOption> of(Params stage) {
        return Stream.of(stage.params())
                .filter(param -> TYPES.containsKey(param.getClass()))
                .map(param -> of(stage, param.name()));
    }

    static ParamOption of(Params stage, String name) {
        Param<Object> param = stage.getParam(name);
        return new ParamOption(stage, param, text(stage.getDefault(param)));
    }

    private static String text(Option<Object> value) {
        return value.isEmpty() ? "" : value.get().toString().replaceFirst("\\.0$", "");
    }

    ParamOption withStandard(String said) {
        return new ParamOption(stage, param, said);
    }

    String name() {
        return param.name();
    }

    /** {@code batchSize} is {@code --batch-size}. */
    String option() {
        return JobWords.option(param.name());
    }

    /** The option, whose values go to the parameter as soon as they are parsed. */
    OptionSpec spec() {
        return spec(this::set);
    }

    OptionSpec spec(Consumer<Object> taken) {
        Class<?> type = TYPES.get(param.getClass());
        OptionSpec.Builder option = OptionSpec.builder(option())
                .type(type)
                .paramLabel(label(type))
                .description(sentence())
                .setter(new OptionSection.Taker<>(Object.class, taken));
        if (type == Boolean.class) {
            option.arity("0..1").fallbackValue("true");
        }
        if (type == double[].class) {
            option.splitRegex(",").hideParamSyntax(true);
        }
        if (type == ColumnList.class) {
            option.converters(new ColumnList.Parser());
        }
        return option.build();
    }

    private String label(Class<?> type) {
        if (isChoice()) {
            return "HOW";
        }
        if (type == Boolean.class) {
            return "BOOL";
        }
        if (type == double[].class) {
            return "NUMBER,...";
        }
        if (Number.class.isAssignableFrom(type)) {
            return type == Integer.class || type == Long.class ? "N" : "NUMBER";
        }
        return param.name().endsWith("Dir") ? "PATH" : param.name().matches(".*Cols?") ? "COLUMN" : "TEXT";
    }

    private String sentence() {
        String doc = param.doc();
        String said = doc.substring(0, 1).toUpperCase(Locale.ROOT) + doc.substring(1) + (doc.endsWith(".") ? "" : ".");
        boolean saysDefault = doc.toLowerCase(Locale.ROOT).contains("default");
        return saysDefault || standard.isEmpty() ? said : said + " Default: " + standard + ".";
    }

    private boolean isChoice() {
        return param.getClass() == (Class<?>) ChoiceParam.class;
    }

    boolean isGiven() {
        return stage.isSet(param);
    }

    /** Gives another stage the value, if one was given. */
    void copyTo(Params other) {
        if (isGiven()) {
            other.set(other.getParam(param.name()), stage.getOrDefault(param));
        }
    }

    /**
     * Gives the parameter of the stage that value.
     *
     * @throws IllegalArgumentException if it is not allowed, naming the option
     */
    void set(Object given) {
        Object value = given instanceof ColumnList columns ? columns.array() : given;
        try {
            stage.set(param, value);
        } catch (IllegalArgumentException e) {
            String found = param.name() + " cannot be ";
            throw new IllegalArgumentException(
                    e.getMessage().startsWith(found)
                            ? e.getMessage().replace(param.name() + " ", option() + " ")
                            : option() + " cannot be " + value + " (" + param.doc() + "); give another value.",
                    e);
        }
    }
}
