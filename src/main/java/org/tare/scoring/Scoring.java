package org.tare.scoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.Reader;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.tare.scoring.Step.Operation;

/**
 * A saved scaler, network or pipeline of them, applied to rows without Spark: with the bits that {@code transform} gives, where
 * the matrix products are those of the same BLAS. Any number of threads may use one.
 *
 * <p>The class path needs Tare's jar and {@code jackson-databind}; for networks {@code dev.ludovic.netlib:blas} too, for the
 * inverse of a normal distribution {@code commons-math3}.
 *
 * <p>Missing numbers are NaN, and stay so unless an imputer fills them; no row is refused or left out, whatever
 * {@code handleInvalid} says.
 */
@DefaultSerializer(JavaSerializer.class)
public final class Scoring implements Serializable {
    private final ScoringPlan plan;
    private final transient List<Port> inputs;
    private final transient Map<String, Place> places = new LinkedHashMap<>();
    private final transient List<Place> results = new ArrayList<>();
    private final transient List<int[]> from = new ArrayList<>();
    private final transient List<Integer> to = new ArrayList<>();
    private final transient int width;
    private final transient int size;
    private final transient Queue<List<Operation>> idle = new ConcurrentLinkedQueue<>();

    private Object readResolve() {
        return of(plan);
    }

    private record Place(int from, int size) {}

    private Scoring(ScoringPlan plan) {
        this.plan = plan;
        this.inputs = plan.inputs();
        int end = 0;
        for (Port input : inputs) {
            places.put(input.name(), new Place(end, input.size()));
            end += input.size();
        }
        this.width = end;
        for (Step step : plan.steps()) {
            from.add(step.reads().stream()
                    .map(port -> places.get(port.name()))
                    .flatMapToInt(place -> java.util.stream.IntStream.range(place.from, place.from + place.size))
                    .toArray());
            to.add(end);
            for (Port port : step.writes()) {
                places.put(port.name(), new Place(end, port.size()));
                end += port.size();
            }
        }
        this.size = end;
        plan.results().forEach(port -> results.add(places.get(port.name())));
        idle.add(operations());
    }

    /**
     * Loads a model.
     *
     * @param path a folder on this machine's disk that {@code save} of a {@code ScalerModel}, a network or a
     *     {@code PipelineModel} wrote, or a file of {@code jobs/export --to json}
     * @throws IllegalArgumentException if there is no whole model, or a stage that needs Spark, with its name
     */
    public static Scoring load(String path) {
        ScoringPlan plan = plan(path);
        try {
            return of(plan);
        } catch (RuntimeException e) {
            throw SavedStage.broken(path, "its steps cannot be read", e);
        }
    }

    /** What is done to a row by the model at that path; see {@link #load}. */
    public static ScoringPlan plan(String path) {
        Path place = place(Objects.requireNonNull(path, "The path is null; give that of a saved model."));
        if (Files.notExists(place)) {
            throw new IllegalArgumentException(
                    "There is nothing at '" + path
                            + "'; give the path of a folder on this machine's disk that save(...) wrote, or of a file of jobs/export --to json.");
        }
        try {
            if (!Files.isRegularFile(place)) {
                return SavedModel.read(place);
            }
            try (Reader in = Files.newBufferedReader(place, UTF_8)) {
                return ScoringPlan.read(in);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("'" + path + "' " + e.getMessage() + ".", e);
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "'" + path + "' holds no whole model: " + e.getOriginalMessage() + "; save it again.", e);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(
                    "'" + path + "' holds no whole model: it is no text; give the folder of a saved one, or a file that"
                            + " jobs/export --to json wrote.",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException("'" + path + "' cannot be read: " + e.getMessage(), e);
        }
    }

    private static Path place(String path) {
        try {
            return Path.of(path);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(
                    "'" + path + "' is no path (" + e.getReason() + "); give that of a saved model.", e);
        }
    }

    /** What does that to rows. */
    public static Scoring of(ScoringPlan plan) {
        return new Scoring(Objects.requireNonNull(plan, "The plan is null; give one."));
    }

    /** The columns of a row, in the order in which {@link #apply} takes their numbers. */
    public List<Port> inputs() {
        return inputs;
    }

    /** The columns of the result. */
    public List<Port> outputs() {
        return plan.results();
    }

    /**
     * The result for one row: the scaled numbers; of a network that tells classes the probability of each, of another the
     * number that it predicts.
     *
     * @param row the numbers of all {@link #inputs()}, one column behind the other, NaN where one is missing
     * @throws IllegalArgumentException if there are not as many
     */
    public double[] apply(double... row) {
        double[] all = run(row);
        if (results.size() == 1) {
            Place only = results.get(0);
            return Arrays.copyOfRange(all, only.from, only.from + only.size);
        }
        double[] result = new double[results.stream().mapToInt(Place::size).sum()];
        int at = 0;
        for (Place place : results) {
            System.arraycopy(all, place.from, result, at, place.size);
            at += place.size;
        }
        return result;
    }

    /** All columns, those that were given and those that steps wrote, by name; texts are not among them. */
    public Map<String, double[]> columns(double... row) {
        double[] all = run(row);
        Map<String, double[]> columns = new LinkedHashMap<>();
        places.forEach(
                (name, place) -> columns.put(name, Arrays.copyOfRange(all, place.from, place.from + place.size)));
        return columns;
    }

    /**
     * The prediction of a network: a number, or that of the class.
     *
     * @throws IllegalStateException if the model has no network
     */
    public double predict(double... row) {
        return run(row)[places.get(network().prediction()).from];
    }

    /**
     * The name of the class that is predicted.
     *
     * @throws IllegalStateException if the model has no names of classes
     */
    public String label(double... row) {
        LabelStep step =
                last(LabelStep.class, "names of classes, which a model of jobs/train has where labels are texts");
        int number = (int) run(row)[places.get(step.input()).from];
        if (number < 0 || number >= step.labels().size()) {
            throw new IllegalStateException("The model has no name of class " + number + "; call predict.");
        }
        return step.labels().get(number);
    }

    /** The columns that it reads, and those that it gives. */
    @Override
    public String toString() {
        return "Scoring(" + names(inputs) + " -> " + names(outputs()) + ")";
    }

    private static String names(List<Port> ports) {
        return ports.stream().map(Port::name).collect(Collectors.joining(", "));
    }

    private NetworkStep network() {
        return last(NetworkStep.class, "network");
    }

    private <S extends Step> S last(Class<S> type, String what) {
        return plan.steps().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .reduce((a, b) -> b)
                .orElseThrow(() -> new IllegalStateException("The model has no " + what + "; call apply."));
    }

    private double[] run(double... row) {
        Objects.requireNonNull(row, "The row is null; give the numbers of the model's inputs, in order.");
        if (row.length != width) {
            throw new IllegalArgumentException("The row has " + row.length + " numbers where the model takes " + width
                    + "; give those of its inputs, in order.");
        }
        double[] all = Arrays.copyOf(row, size);
        List<Operation> operations = idle.poll();
        if (operations == null) {
            operations = operations();
        }
        for (int i = 0; i < from.size(); i++) {
            operations.get(i).run(all, from.get(i), to.get(i));
        }
        idle.add(operations);
        return all;
    }

    private List<Operation> operations() {
        return plan.steps().stream().map(Step::operation).toList();
    }
}
