package org.tare.train.rows;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** What must be known of the rows before a training starts: how many there are, and what is wrong with them. */
public final class RowSummary implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The name of the hash within the {@link #identity}. */
    public static final String HASH = "rowsHash";

    /** More distinct labels than this are numbers, not classes. */
    static final int MAX_CLASSES = 10_000;

    private final long[] rows = new long[2];
    private final long[] weightless = new long[2];
    private final RowsHash[] hashes = {new RowsHash(), new RowsHash()};
    private final LabelType labelType;
    /** How many training rows each label has, by their weights. */
    private final TreeMap<Double, Double> labels = new TreeMap<>();

    private boolean manyLabels;
    private int features = -1;
    private String error;

    /** @param labelType whether different labels are to be told apart */
    public RowSummary(LabelType labelType) {
        this.labelType = labelType;
    }

    private static String notFinite(double value, String where) {
        return Double.isNaN(value)
                ? " is null or NaN" + where + "; replace or drop such rows"
                : " is " + value + where + "; give finite numbers";
    }

    /** A row of weight 0 is as one that is not there, whatever it holds. */
    public void add(double[] x, double label, double weight, boolean validation) {
        if (weight == 0) {
            weightless[validation ? 1 : 0]++;
            return;
        }
        rows[validation ? 1 : 0]++;
        if (labelType == LabelType.CLASSES && !manyLabels) {
            // Adding 0 makes 0 of -0, which a tree would keep apart.
            labels.merge(label + 0.0, validation ? 0 : weight, Double::sum);
            manyLabels = labels.size() > MAX_CLASSES;
        }
        // What is wrong with a row alone comes first: one that is null is no shorter row.
        for (int i = 0; i < x.length; i++) {
            if (!Double.isFinite(x[i])) {
                fail("feature " + i + notFinite(x[i], " in some row"));
            }
        }
        if (features >= 0 && x.length != features) {
            fail("rows have " + features + " and " + x.length + " features; give rows of one length");
        }
        features = x.length;
        if (!Double.isFinite(label)) {
            fail("a label" + notFinite(label, ""));
        }
        if (!(weight >= 0) || weight == Double.POSITIVE_INFINITY) {
            fail("a weight is " + weight + "; give weights that are finite and not negative");
        }
    }

    /** Adds the hash of a row's content, in the order of the rows. */
    void addHash(long hash, boolean validation) {
        hashes[validation ? 1 : 0].add(hash);
    }

    private void fail(String what) {
        error = error == null ? what : error;
    }

    RowSummary merge(RowSummary other) {
        rows[0] += other.rows[0];
        rows[1] += other.rows[1];
        weightless[0] += other.weightless[0];
        weightless[1] += other.weightless[1];
        hashes[0].append(other.hashes[0]);
        hashes[1].append(other.hashes[1]);
        if (!manyLabels) {
            other.labels.forEach((label, weight) -> labels.merge(label, weight, Double::sum));
            manyLabels = other.manyLabels || labels.size() > MAX_CLASSES;
        }
        if (other.error != null) {
            fail(other.error);
        }
        if (features >= 0 && other.features >= 0 && features != other.features) {
            fail("rows have " + features + " and " + other.features + " features; give rows of one length");
        }
        features = Math.max(features, other.features);
        return this;
    }

    public long rows(boolean validation) {
        return rows[validation ? 1 : 0];
    }

    public int features() {
        return features;
    }

    /**
     * What must be the same of the rows when a training goes on: how many were given, those of weight 0 too, and a hash of the
     * content and order of the others.
     */
    public Map<String, String> identity() {
        Map<String, String> identity = new LinkedHashMap<>();
        identity.put("rows", "" + (rows[0] + weightless[0]));
        identity.put("validationRows", "" + (rows[1] + weightless[1]));
        RowsHash both = new RowsHash();
        both.add(hashes[0].value());
        both.add(hashes[1].value());
        identity.put(HASH, Long.toHexString(both.value()));
        return identity;
    }

    /**
     * Refuses rows that cannot be trained on.
     *
     * @throws IllegalArgumentException that says why
     */
    public void check(TableColumns columns) {
        if (error != null) {
            String weight = columns.weight().isEmpty() ? "" : "', '" + columns.weight();
            throw new IllegalArgumentException("The rows cannot be trained on (columns '" + columns.features() + "', '"
                    + columns.label() + weight + "'): " + error + ".");
        }
        for (int kind = 0; kind < rows.length; kind++) {
            if (rows[kind] == 0 && weightless[kind] > 0) {
                throw new IllegalArgumentException("The weights of all " + (kind == 0 ? "training" : "validation")
                        + " rows are 0; give some of them a weight above 0.");
            }
        }
        if (rows[0] == 0) {
            throw new IllegalArgumentException("There are no rows to train on"
                    + (rows[1] > 0 ? ", only " + rows[1] + " for validation" : "") + "; give some.");
        }
    }

    /** What labels are. */
    public LabelType labelType() {
        return labelType;
    }

    /**
     * The classes that a network of so many outputs can tell apart, 0 and 1 for a single output, and no training row has.
     *
     * @throws IllegalArgumentException for a label that is none of these classes, or when only one label occurs
     */
    public List<Integer> absentClasses(String labelCol, int outputs) {
        int classes = Math.max(2, outputs);
        String column = "Column '" + labelCol + "' holds ";
        for (double label : labels.keySet()) {
            if (label < 0 || label != Math.rint(label)) {
                throw new IllegalArgumentException(
                        column + "the label " + label + "; give labels 0, 1, 2, ... as StringIndexer makes them.");
            }
        }
        if (manyLabels) {
            throw new IllegalArgumentException(column + "more than " + MAX_CLASSES
                    + " different labels; give labels 0, 1, 2, ... as StringIndexer makes them.");
        }
        if (labels.lastKey() >= classes) {
            throw new IllegalArgumentException(column + labels.size() + " different labels up to "
                    + labels.lastKey().longValue() + ", but a network that ends in " + outputs
                    + (outputs == 1 ? " output" : " outputs") + " knows 0 to " + (classes - 1)
                    + (labels.lastKey() < MAX_CLASSES
                            ? "; end layers with dense(" + (labels.lastKey().longValue() + 1) + "), or"
                            : ";")
                    + " give labels 0, 1, 2, ... as StringIndexer makes them.");
        }
        if (labels.size() < 2) {
            throw new IllegalArgumentException(
                    column + "only the label " + labels.firstKey().intValue() + "; give rows of at least two classes.");
        }
        return IntStream.range(0, classes)
                .filter(label -> !labels.containsKey((double) label))
                .boxed()
                .toList();
    }

    /**
     * What classes have to count so that each of those that occur counts the same, 1 on average over the training rows:
     * {@code n / (k·n_c)}, for the weights n_c of k classes and n of all.
     */
    public List<Double> balancedWeights(int classes) {
        double all = labels.values().stream().mapToDouble(weight -> weight).sum();
        long present = labels.values().stream().filter(weight -> weight > 0).count();
        List<Double> weights = new ArrayList<>();
        for (int label = 0; label < classes; label++) {
            double weight = labels.getOrDefault((double) label, 0.0);
            weights.add(weight > 0 ? all / (present * weight) : 1);
        }
        return List.copyOf(weights);
    }
}
