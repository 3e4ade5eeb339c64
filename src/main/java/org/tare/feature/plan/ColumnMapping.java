package org.tare.feature.plan;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.tare.spark.column.ColumnIndex;

/**
 * From which column to which.
 *
 * @param input the column that is scaled
 * @param output the column that results; within a vector of all results, the input's own name
 * @param encoding how numbers are held on either side
 */
@DefaultSerializer(JavaSerializer.class)
public record ColumnMapping(String input, String output, Encoding encoding) implements Serializable {
    static final String SUFFIX = "_scaled";

    /** From numbers to numbers. */
    public ColumnMapping(String input, String output) {
        this(input, output, Encoding.NUMBERS);
    }

    /** The same with each result, the number of a bin, as zeros and a one. */
    public ColumnMapping toOneHot() {
        return new ColumnMapping(input, output, Encoding.TO_ONE_HOT);
    }

    ColumnMapping to(String otherOutput) {
        return new ColumnMapping(input, otherOutput, encoding);
    }

    /**
     * The mappings of a stage.
     *
     * @param inputs names as the user gave them
     * @param outputs as many names, or null for the usual ones
     * @param assembled the column that takes all results, or null
     * @param find how the name of an input is found
     */
    public static List<ColumnMapping> of(
            String[] inputs, String[] outputs, AssembledColumn assembled, UnaryOperator<String> find) {
        if (inputs.length == 0) {
            throw new IllegalArgumentException("inputCols is empty; name the columns to scale with setInputCols.");
        }
        if (outputs != null && assembled != null) {
            throw new IllegalArgumentException(assembled.param() + " '" + assembled.name()
                    + "' and outputCols are both set; set " + assembled.param()
                    + " for one column of all results, or outputCols for a column each.");
        }
        if (outputs != null && outputs.length != inputs.length) {
            throw new IllegalArgumentException("There are " + outputs.length + " outputCols for " + inputs.length
                    + " inputCols; give as many, or none for the default names.");
        }
        List<ColumnMapping> mappings = IntStream.range(0, inputs.length)
                .mapToObj(i -> {
                    String input = find.apply(inputs[i]);
                    return new ColumnMapping(input, assembled != null ? input : output(input, outputs, i));
                })
                .toList();
        requireDifferent(
                "inputCols", mappings.stream().map(ColumnMapping::input).toList());
        return mappings;
    }

    private static String output(String input, String[] outputs, int i) {
        if (outputs == null) {
            boolean endsQuoted = input.endsWith("`") && input.contains(".`");
            return endsQuoted ? input.substring(0, input.length() - 1) + SUFFIX + "`" : input + SUFFIX;
        }
        return ColumnIndex.isSame(input, outputs[i]) ? input : outputs[i];
    }

    static void requireDifferent(String what, List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(ColumnIndex.key(name))) {
                throw new IllegalArgumentException(what + " has '" + name + "' twice; name each column once.");
            }
        }
    }

    boolean isInPlace() {
        return input.equals(output);
    }

    ColumnMapping inverse() {
        return new ColumnMapping(output, input, encoding.inverse());
    }
}
