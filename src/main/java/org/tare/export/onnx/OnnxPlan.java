package org.tare.export.onnx;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.tare.curve.Curves;
import org.tare.nn.core.Shape;
import org.tare.nn.text.TermParser;
import org.tare.scoring.AssembleStep;
import org.tare.scoring.LabelStep;
import org.tare.scoring.NetworkStep;
import org.tare.scoring.NormStep;
import org.tare.scoring.Port;
import org.tare.scoring.ScaleStep;
import org.tare.scoring.ScoringPlan;
import org.tare.scoring.Step;

/** The steps of a plan as one graph, whose inputs and outputs bear the names of the columns. */
final class OnnxPlan {
    private static final String REPLACED = "_scaled";

    private final OnnxGraph graph;
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Map<String, Port> written = new LinkedHashMap<>();
    private final Set<String> texts = new HashSet<>();
    private final Set<String> inputs = new HashSet<>();

    private OnnxPlan(ScoringPlan plan, OnnxPrecision precision) {
        Set<String> taken = new HashSet<>();
        plan.inputs().forEach(port -> taken.add(port.name()));
        for (Step step : plan.steps()) {
            step.writes().forEach(port -> taken.add(port.name()));
        }
        graph = new OnnxGraph(precision, taken);
        for (Port port : plan.inputs()) {
            graph.input(port.name(), port.size());
            values.put(port.name(), port.name());
            inputs.add(port.name());
        }
    }

    /** The graph of all steps; what a step puts in the place of an input is named as that with {@code _scaled}. */
    static OnnxGraph write(ScoringPlan plan, OnnxPrecision precision) {
        OnnxPlan written = new OnnxPlan(plan, precision);
        plan.steps().forEach(written::add);
        written.outputs();
        return written.graph;
    }

    private void outputs() {
        Set<String> taken = new HashSet<>(inputs);
        taken.addAll(written.keySet());
        for (Map.Entry<String, Port> output : written.entrySet()) {
            String name = output.getKey();
            String free = name;
            while (inputs.contains(name) && !taken.add(free)) {
                free += REPLACED;
            }
            graph.rename(values.get(name), free);
            if (texts.contains(name)) {
                graph.outputOfText(free);
            } else {
                graph.output(free, output.getValue().size());
            }
        }
    }

    private void add(Step step) {
        if (step instanceof ScaleStep scale) {
            scale(scale);
        } else if (step instanceof AssembleStep assemble) {
            write(Port.vector(assemble.output(), 0), assemble, graph.concat(read(assemble)));
        } else if (step instanceof NormStep norm) {
            norm(norm);
        } else if (step instanceof NetworkStep network) {
            network(network);
        } else if (step instanceof LabelStep label) {
            label(label);
        }
    }

    private List<String> read(Step step) {
        return step.reads().stream().map(port -> values.get(port.name())).toList();
    }

    private void write(Port port, Step step, String value) {
        Port sized = step.writes().stream()
                .filter(one -> one.name().equals(port.name()))
                .findFirst()
                .orElse(port);
        written.put(port.name(), sized);
        values.put(port.name(), value);
    }

    private void scale(ScaleStep step) {
        int size = step.inputs().stream().mapToInt(Port::size).sum();
        String x = graph.concat(read(step));
        if (step.curves().size() < size) {
            x = graph.columns(
                    x,
                    LongStream.range(0, step.curves().size())
                            .map(i -> step.from() + i)
                            .toArray());
        }
        String y = new OnnxCurves(graph)
                .apply(x, step.curves().stream().map(Curves::steps).toList());
        write(step.output(), step, rounded(y, step));
    }

    private String rounded(String y, ScaleStep step) {
        if (step.floats().isEmpty()) {
            return y;
        }
        if (step.floats().size() == step.curves().size()) {
            return graph.roundToFloat(y);
        }
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < step.curves().size(); i++) {
            String number = graph.columns(y, i);
            numbers.add(step.floats().contains(i) ? graph.roundToFloat(number) : number);
        }
        return graph.concat(numbers);
    }

    private void norm(NormStep step) {
        String result = new NormForm(graph).apply(graph.concat(read(step)), step.p());
        int from = 0;
        for (Port port : step.writes()) {
            long[] places = new long[port.size()];
            for (int i = 0; i < places.length; i++) {
                places[i] = from++;
            }
            write(port, step, step.writes().size() == 1 ? result : graph.columns(result, places));
        }
    }

    private void network(NetworkStep step) {
        Tensor x = new Tensor(read(step).get(0), Shape.of(step.features()));
        Tensor y = new OnnxLayers(graph, step.weights()).write(TermParser.parse(step.layers()), "", x);
        String outputs = y.flat(graph).value();
        if (!step.isClassifier()) {
            write(Port.number(step.prediction()), step, graph.columns(outputs, 0));
            return;
        }
        String raw =
                y.shape().size() == 1 ? graph.add("Mul", outputs, graph.numbers(new double[] {-0.5, 0.5})) : outputs;
        String probability = graph.add("Softmax", new Attribute("axis", 1), raw);
        String chosen = step.thresholds().isEmpty()
                ? raw
                : graph.add(
                        "Div",
                        probability,
                        graph.numbers(step.thresholds().stream()
                                .mapToDouble(threshold -> threshold)
                                .toArray()));
        write(Port.vector(step.raw(), 0), step, raw);
        write(Port.vector(step.probability(), 0), step, probability);
        write(
                Port.number(step.prediction()),
                step,
                graph.castToNumber(graph.add("ArgMax", new Attribute("axis", 1), chosen)));
    }

    private void label(LabelStep step) {
        String index = graph.castToWhole(read(step).get(0));
        write(
                Port.number(step.output()),
                step,
                graph.add("Gather", new Attribute("axis", 0), graph.texts(step.labels()), index));
        texts.add(step.output());
    }
}
