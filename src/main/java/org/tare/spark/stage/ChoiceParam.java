package org.tare.spark.stage;

import java.util.List;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/**
 * A parameter that is one of a few texts. Setting another throws an {@link IllegalArgumentException} that names the parameter,
 * the text and the texts to choose from.
 */
public final class ChoiceParam extends Param<String> {
    private static final long serialVersionUID = 1L;

    private final List<String> values;

    /** A parameter of these values, in the order in which they are listed. */
    public ChoiceParam(Params stage, String name, String doc, List<String> values) {
        this(stage, name, doc, values, List.of());
    }

    /**
     * A parameter that still accepts what earlier versions stored.
     *
     * @param formerValues accepted and not listed
     */
    public ChoiceParam(Params stage, String name, String doc, List<String> values, List<String> formerValues) {
        super(stage, name, doc, check(name, List.copyOf(values), List.copyOf(formerValues)));
        this.values = List.copyOf(values);
    }

    private static ParamCheck<String> check(String name, List<String> values, List<String> formerValues) {
        return new ParamCheck<>(name, value -> values.contains(value) || formerValues.contains(value), either(values));
    }

    private static String either(List<String> values) {
        int last = values.size() - 1;
        return last == 0 ? values.get(0) : String.join(", ", values.subList(0, last)) + " or " + values.get(last);
    }

    /** The values to choose from. */
    public List<String> values() {
        return values;
    }
}
