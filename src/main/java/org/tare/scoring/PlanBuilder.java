package org.tare.scoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Puts the stages of a pipeline one behind the other, and knows how many numbers each of their columns has. */
public final class PlanBuilder {
    private static final String SUFFIX = "_scaled";

    /** Of what is told about a network, what is longer says nothing to a reader. */
    private static final int LONGEST = 200;

    private final Map<String, Integer> sizes;
    private final Set<String> sized = new HashSet<>();
    private final UnaryOperator<String> key;
    /** How each column is spelled, by what its spellings have in common. */
    private final Map<String, String> names = new HashMap<>();

    private final List<Step> steps = new ArrayList<>();
    private final Map<String, Port> written = new HashMap<>();
    private final Map<String, String> casts = new HashMap<>();
    private final Set<String> left = new HashSet<>();
    private final Map<String, String> about = new HashMap<>();
    private final List<String> statistics = new ArrayList<>();

    /** A plan of stages that tell by themselves how many numbers their columns have. */
    public PlanBuilder() {
        this(Map.of(), name -> name.toLowerCase(Locale.ROOT));
    }

    /**
     * The same, where sizes tell how many numbers vectors and arrays have that are assembled or normalized as they are given, and
     * names of equal keys are names of one column.
     */
    public PlanBuilder(Map<String, Integer> sizes, UnaryOperator<String> key) {
        this.sizes = Map.copyOf(sizes);
        this.key = key;
        sizes.keySet().forEach(this::spell);
    }

    /**
     * A column that a scaler fitted.
     *
     * @param input its name
     * @param output the name of the result
     * @param type as Spark's DDL names it
     * @param curves the text of the curve of each feature
     */
    @DefaultSerializer(JavaSerializer.class)
    public record ScaledColumn(String input, String output, String type, List<String> curves) implements Serializable {
        boolean isVector() {
            return type.equals("vector") || type.startsWith("array<");
        }

        boolean isRounded() {
            return type.equals("array<float>");
        }
    }

    /**
     * Where the inputs of an inverse stand in the vector that holds them.
     *
     * @param name of the vector
     * @param size how many numbers it has
     * @param from where each column starts
     */
    @DefaultSerializer(JavaSerializer.class)
    public record Source(String name, int size, List<Integer> from) implements Serializable {}

    /**
     * Adds a fitted scaler.
     *
     * @param source the vector that holds the inputs, or null
     * @param vectorCol the vector that takes all results, or null
     */
    public void scaler(List<ScaledColumn> columns, Source source, String vectorCol) {
        if (source != null && vectorCol != null) {
            throw new IllegalArgumentException("The scaler reads the vector '" + source.name() + "' and writes '"
                    + vectorCol + "'; select its columns, with a result for each.");
        }
        List<Step> scaled = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            ScaledColumn column = columns.get(c);
            int size = column.curves().size();
            Port input = source == null
                    ? new Port(found(column.input()), size, column.isVector())
                    : Port.vector(found(source.name()), source.size());
            Port output = new Port(column.output(), size, column.isVector());
            scaled.add(step(List.of(input), source == null ? 0 : source.from().get(c), output, List.of(column)));
        }
        if (vectorCol != null) {
            List<Port> inputs =
                    scaled.stream().flatMap(step -> step.reads().stream()).toList();
            int size = columns.stream().mapToInt(c -> c.curves().size()).sum();
            scaled = List.of(step(inputs, 0, Port.vector(vectorCol, size), columns));
        }
        scaled.forEach(step -> requireSizes("scaler", step.reads()));
        StepOrder.of(scaled).forEach(this::add);
    }

    private static Step step(List<Port> inputs, int from, Port output, List<ScaledColumn> columns) {
        List<String> curves = new ArrayList<>();
        List<Integer> floats = new ArrayList<>();
        for (ScaledColumn column : columns) {
            for (String curve : column.curves()) {
                if (column.isRounded()) {
                    floats.add(curves.size());
                }
                curves.add(curve);
            }
        }
        return new ScaleStep(inputs, from, output, curves, floats);
    }

    /** Tells of the exact statistics of a feature, which are equal where the same rows were fitted. */
    public void learnedFrom(String exact) {
        statistics.add(exact);
    }

    /** Adds what puts columns into one vector; one that nothing wrote is taken for a number. */
    public void assembler(List<String> inputs, String output) {
        add(new AssembleStep(inputs.stream().map(this::port).toList(), output));
    }

    /**
     * Adds what divides rows by their norm: the numbers together, each vector alone.
     *
     * @param outputs as many as inputs, or none for the usual names
     */
    public void normalizer(List<String> inputs, List<String> outputs, String vectorCol, double p) {
        List<Port> ports = inputs.stream().map(this::port).toList();
        if (vectorCol != null) {
            add(new NormStep(ports, List.of(vectorCol), p));
            return;
        }
        List<String> named =
                outputs.isEmpty() ? inputs.stream().map(name -> name + SUFFIX).toList() : outputs;
        List<Port> numbers = new ArrayList<>();
        List<String> results = new ArrayList<>();
        List<Step> vectors = new ArrayList<>();
        for (int i = 0; i < ports.size(); i++) {
            if (ports.get(i).isVector()) {
                vectors.add(new NormStep(List.of(ports.get(i)), List.of(named.get(i)), p));
            } else {
                numbers.add(ports.get(i));
                results.add(named.get(i));
            }
        }
        if (!numbers.isEmpty()) {
            vectors.add(0, new NormStep(numbers, results, p));
        }
        StepOrder.of(vectors).forEach(this::add);
    }

    /** Tells what decided the weights of a network, by name. */
    public void trainedWith(Map<String, String> identity) {
        identity.forEach((name, value) -> {
            if (value.length() <= LONGEST) {
                about.put("network." + name, value);
            }
        });
    }

    /** Adds a network, whose features tell how many numbers a column has that an assembler takes as it is given. */
    public void network(NetworkStep step) {
        String input = found(step.input());
        Port known = written.get(input);
        if (known != null && known.size() != step.features()) {
            widen(input, step.features() - known.size());
        }
        NetworkStep named = new NetworkStep(
                input,
                step.features(),
                step.layers(),
                step.weights(),
                step.classes(),
                step.raw(),
                step.probability(),
                step.prediction(),
                step.thresholds());
        requireSizes("network", named.reads());
        add(named);
    }

    private void widen(String output, int by) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i) instanceof AssembleStep step && step.output().equals(output)) {
                List<Port> given = step.inputs().stream()
                        .filter(port -> !written.containsKey(port.name()))
                        .toList();
                if (given.size() == 1 && by > 0) {
                    List<Port> wider = step.inputs().stream()
                            .map(port -> given.contains(port) ? Port.vector(port.name(), 1 + by) : port)
                            .toList();
                    AssembleStep widened = new AssembleStep(wider, output);
                    steps.set(i, widened);
                    widened.writes().forEach(port -> written.put(port.name(), port));
                }
            }
        }
    }

    /** Adds what names classes. */
    public void labels(String input, String output, List<String> labels) {
        add(new LabelStep(found(input), output, labels));
    }

    /** Adds a cast to double, which changes no number. */
    public void cast(String input, String output) {
        casts.put(output, found(input));
        spell(output);
    }

    /** Leaves a stage out whose result is for training only. */
    public void leaveOut(String output) {
        left.add(output);
        spell(output);
    }

    private void spell(String name) {
        names.put(key.apply(name), name);
    }

    private void add(Step step) {
        for (Port port : step.writes()) {
            if (casts.containsValue(port.name())) {
                throw new IllegalArgumentException("Column '" + port.name()
                        + "' is replaced after a cast of it was taken; give the result another name.");
            }
            casts.remove(port.name());
            left.remove(port.name());
            written.put(port.name(), port);
            spell(port.name());
        }
        steps.add(step);
    }

    private String found(String name) {
        String spelled = names.computeIfAbsent(key.apply(name), any -> name);
        String found = casts.getOrDefault(spelled, spelled);
        if (left.contains(found)) {
            throw new IllegalArgumentException("Column '" + found
                    + "' comes from a StringIndexerModel, which is left out; export a pipeline that does not need it.");
        }
        return found;
    }

    private Port port(String name) {
        String found = found(name);
        Port known = written.get(found);
        if (known != null || !sizes.containsKey(found)) {
            return known == null ? Port.number(found) : known;
        }
        sized.add(found);
        return Port.vector(found, sizes.get(found));
    }

    private void requireSizes(String what, List<Port> reads) {
        for (Port port : reads) {
            Port known = written.get(port.name());
            if (known != null && known.size() != port.size()) {
                throw new IllegalArgumentException("The " + what + " takes " + port.size() + " numbers of '"
                        + port.name() + "', which has " + known.size()
                        + " as far as is known before data is read; scale vectors before they are assembled.");
            }
        }
    }

    /** The plan of all stages that were added, about which this is told, and the hash of the statistics. */
    public ScoringPlan plan(Map<String, String> whole) {
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("There is no stage to export; give a fitted scaler or network.");
        }
        sizes.forEach((name, size) -> {
            if (!sized.contains(name) || size < 1) {
                throw new IllegalArgumentException(
                        "Column '" + name + "' is given the size " + size
                                + (size < 1
                                        ? ", and a vector has 1 number at least; give how many it has."
                                        : ", which no stage asks for; leave it out, or name a vector that is assembled or normalized as it is."));
            }
        });
        about.putAll(whole);
        if (!statistics.isEmpty()) {
            about.put("statistics", SavedSums.sum(String.join("\n", statistics).getBytes(UTF_8)));
        }
        return new ScoringPlan(about, steps);
    }
}
