package org.tare.export.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A graph that is being written: operators are added by what they compute, values have names that nobody chose. Every value
 * of rows is (rows, numbers), or has more dimensions behind the rows.
 */
final class OnnxGraph {
    private static final String ROWS = "rows";

    private final GraphProto.Builder graph = GraphProto.newBuilder();
    private final OnnxPrecision precision;
    private final Set<String> names = new HashSet<>();
    private final Map<ByteString, String> constants = new HashMap<>();

    /** @param taken names of columns, which no other value may have */
    OnnxGraph(OnnxPrecision precision, Set<String> taken) {
        this.precision = precision;
        this.names.addAll(taken);
    }

    OnnxPrecision precision() {
        return precision;
    }

    /** A new value that an operator makes of others. */
    String add(String operator, String... inputs) {
        return add(operator, List.of(), inputs);
    }

    /** The same with one whole number as attribute. */
    String add(String operator, Attribute attribute, String... inputs) {
        return add(operator, List.of(attribute.proto()), inputs);
    }

    /** The same with several. */
    String add(String operator, List<AttributeProto> attributes, String... inputs) {
        String output = fresh(operator);
        named(operator, attributes, output, inputs);
        return output;
    }

    /** Gives a value a name that others know. */
    void rename(String value, String name) {
        named("Identity", List.of(), name, value);
    }

    private void named(String operator, List<AttributeProto> attributes, String output, String... inputs) {
        graph.addNode(NodeProto.newBuilder()
                .setOpType(operator)
                .setName(output)
                .addAllInput(Arrays.asList(inputs))
                .addOutput(output)
                .addAllAttribute(attributes));
    }

    private String fresh(String what) {
        String name = what + "_" + names.size();
        while (!names.add(name)) {
            name += "_";
        }
        return name;
    }

    /** One number. */
    String number(double x) {
        return numbers(new double[] {x});
    }

    /** Numbers of that shape; one dimension where none is given. */
    String numbers(double[] values, long... shape) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setDataType(precision.type());
        precision.put(tensor, values);
        return constant(tensor, values.length, shape);
    }

    /** Whole numbers of one dimension, such as places and shapes. */
    String whole(long... values) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setDataType(TensorProto.DataType.INT64.getNumber());
        for (long value : values) {
            tensor.addInt64Data(value);
        }
        return constant(tensor, values.length);
    }

    /** Texts of one dimension. */
    String texts(List<String> values) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setDataType(TensorProto.DataType.STRING.getNumber());
        for (String value : values) {
            tensor.addStringData(ByteString.copyFrom(value, StandardCharsets.UTF_8));
        }
        return constant(tensor, values.size());
    }

    private String constant(TensorProto.Builder tensor, long length, long... shape) {
        for (long dimension : shape.length == 0 ? new long[] {length} : shape) {
            tensor.addDims(dimension);
        }
        return constants.computeIfAbsent(tensor.build().toByteString(), key -> {
            String name = fresh("constant");
            graph.addInitializer(tensor.setName(name));
            return name;
        });
    }

    /** Numbers in this graph's type. */
    String castToNumber(String value) {
        return cast(value, precision.type());
    }

    /** Truth values as 0 and 1, or numbers without their fraction. */
    String castToWhole(String value) {
        return cast(value, TensorProto.DataType.INT64.getNumber());
    }

    /** Each number rounded to float. */
    String roundToFloat(String value) {
        return precision == OnnxPrecision.FLOAT
                ? value
                : castToNumber(cast(value, TensorProto.DataType.FLOAT.getNumber()));
    }

    private String cast(String value, int type) {
        return add("Cast", new Attribute("to", type), value);
    }

    /** Some of the numbers of each row. */
    String columns(String value, long... places) {
        return add("Gather", new Attribute("axis", 1), value, whole(places));
    }

    /** The numbers of these values one behind the other. */
    String concat(List<String> values) {
        return values.size() == 1
                ? values.get(0)
                : add("Concat", new Attribute("axis", 1), values.toArray(String[]::new));
    }

    /** A column that is given. */
    void input(String name, int size) {
        graph.addInput(info(name, precision.type(), size));
    }

    /** A column that results. */
    void output(String name, int size) {
        graph.addOutput(info(name, precision.type(), size));
    }

    /** A column of texts that results. */
    void outputOfText(String name) {
        graph.addOutput(info(name, TensorProto.DataType.STRING.getNumber(), 1));
    }

    private static ValueInfoProto info(String name, int type, int size) {
        TensorShapeProto shape = TensorShapeProto.newBuilder()
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam(ROWS))
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(size))
                .build();
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(
                                TypeProto.Tensor.newBuilder().setElemType(type).setShape(shape)))
                .build();
    }

    GraphProto.Builder build() {
        return graph;
    }
}
