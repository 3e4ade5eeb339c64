package org.tare.scan;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.EOFException;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.types.DataType;
import org.tare.stat.Moments;
import org.tare.stat.MomentsAccumulator;
import org.tare.stat.Statistic;

/**
 * What was learned of one column: one {@link FeatureStatistics} for a scalar, or one for each element of its vectors or
 * arrays. Immutable.
 */
// Left to itself, Kryo writes neither records nor lists that do not change.
@DefaultSerializer(JavaSerializer.class)
public final class ColumnStatistics implements Serializable {
    private final ColumnTraits traits;
    private final List<FeatureStatistics> features;
    private final long nulls;
    private final long sparseRows;
    private final long rounded;

    /**
     * @param features one for each element; none as long as no row has told how many elements there are
     * @param nulls null rows that still wait to be counted as missing, because there are no elements yet
     * @param sparseRows how many sparse vectors were seen
     * @param rounded how many whole numbers lost digits on their way to double
     */
    ColumnStatistics(ColumnTraits traits, List<FeatureStatistics> features, long nulls, long sparseRows, long rounded) {
        Moments missing = missing(features.isEmpty() ? 0 : nulls);
        this.traits = traits;
        this.features = IntStream.range(0, features.size())
                .mapToObj(e -> features.get(e).named(traits.feature(e, features.size())))
                .map(feature -> missing == null ? feature : feature.withMissing(missing))
                .toList();
        this.nulls = features.isEmpty() ? nulls : 0;
        this.sparseRows = sparseRows;
        this.rounded = rounded;
    }

    private static Moments missing(long n) {
        if (n == 0) {
            return null;
        }
        MomentsAccumulator missing = new MomentsAccumulator();
        missing.addMissing(n);
        return missing.result();
    }

    /** The column's name, as the data spells it. */
    public String name() {
        return traits.name();
    }

    /** The column's type; arrays count as able to hold nulls. */
    public DataType type() {
        return traits.type();
    }

    /** The column's features in order: one for a scalar, none while only null vectors or arrays were seen. */
    public List<FeatureStatistics> features() {
        return features;
    }

    /** How many features the column holds: 1 for a scalar, 0 while only null vectors or arrays were seen. */
    public int size() {
        return features.size();
    }

    /**
     * The statistics of one element.
     *
     * @throws IndexOutOfBoundsException unless the element is from 0 to below {@link #size()}
     */
    public FeatureStatistics feature(int element) {
        if (element < 0 || element >= size()) {
            throw new IndexOutOfBoundsException(
                    "Column '" + name() + "' has no feature " + element + " of " + size() + "; give one from 0 on.");
        }
        return features.get(element);
    }

    /**
     * The statistics of a column that holds one feature, as a scalar does.
     *
     * @throws IllegalStateException if the column holds more features, or none
     */
    public FeatureStatistics feature() {
        if (size() != 1) {
            throw new IllegalStateException(
                    "Column '" + name() + "' holds " + size() + " features, not one; ask for each by its index.");
        }
        return feature(0);
    }

    /** How many sparse vectors were seen; their implicit zeros are counted as the zeros they are. */
    public long sparseRows() {
        return sparseRows;
    }

    /** How many whole numbers beyond 2^53 were no doubles and were rounded, as Spark's cast does. */
    public long rounded() {
        return rounded;
    }

    /** Whether there are values whose sums are known. */
    public boolean hasSums() {
        return features.stream()
                .map(FeatureStatistics::moments)
                .anyMatch(moments -> moments.count() > 0 && moments.hasSums());
    }

    /** Whether there are values whose sums are not known. */
    public boolean lacksSums() {
        return features.stream().anyMatch(feature -> !feature.moments().hasSums());
    }

    /** The kinds of statistics of its features that a merge can keep. */
    public List<Statistic<?>> mergedKinds() {
        return features.stream()
                .<Statistic<?>>flatMap(feature -> feature.kinds().stream())
                .filter(kind -> !kind.isOfOneDataset())
                .distinct()
                .toList();
    }

    ColumnTraits traits() {
        return traits;
    }

    long nulls() {
        return nulls;
    }

    /** Whether no row was counted; those of weight 0 are not. */
    boolean weighsNothing() {
        return nulls == 0
                && features.stream()
                        .map(FeatureStatistics::moments)
                        .allMatch(moments -> moments.count() + moments.missing() + moments.infinite() == 0);
    }

    /** The statistics of both together, null rows of one side counted in the elements that the other side knows. */
    ColumnStatistics merge(ColumnStatistics other) {
        ColumnTraits both = traits.merge(other.traits);
        List<FeatureStatistics> merged = features.isEmpty() ? other.features : features;
        if (!features.isEmpty() && !other.features.isEmpty()) {
            requireSize(name(), size(), other.size());
            merged = IntStream.range(0, size())
                    .mapToObj(e -> features.get(e).merge(other.features.get(e)))
                    .toList();
        }
        return new ColumnStatistics(
                both,
                merged,
                Math.addExact(nulls, other.nulls),
                Math.addExact(sparseRows, other.sparseRows),
                Math.addExact(rounded, other.rounded));
    }

    /** These statistics and those of a further scan of the same column. */
    ColumnStatistics and(ColumnStatistics further) {
        requireSize(name(), size(), further.size());
        return new ColumnStatistics(
                traits,
                IntStream.range(0, size())
                        .mapToObj(e -> features.get(e).and(further.features.get(e)))
                        .toList(),
                nulls,
                sparseRows,
                rounded);
    }

    /** These statistics without the kinds that only make sense for the dataset that was scanned. */
    ColumnStatistics ofAnyDataset() {
        return new ColumnStatistics(
                traits, features.stream().map(FeatureStatistics::ofAnyDataset).toList(), nulls, sparseRows, rounded);
    }

    /** The statistics of a column of numbers, none of which was rounded, of which nothing but moments is asked. */
    static ColumnStatistics of(ColumnRequest request, Moments moments) {
        Moments asked = request.takesSums() ? moments : moments.withoutSums();
        return new ColumnStatistics(
                request.traits(), List.of(new FeatureStatistics(request.name(), asked, Map.of())), 0, 0, 0);
    }

    /** These statistics with just the kinds of a request. */
    ColumnStatistics of(ColumnRequest request) {
        return new ColumnStatistics(
                traits,
                IntStream.range(0, size())
                        .mapToObj(e -> features.get(e).of(request.kinds(e)))
                        .toList(),
                nulls,
                sparseRows,
                rounded);
    }

    static void requireSize(String column, int expected, int size) {
        if (size != expected) {
            throw new BadDataException("Column '" + column + "' has " + Math.min(expected, size)
                    + " elements in one row and " + Math.max(expected, size)
                    + " in another; bring all rows to one size, or make the odd ones null.");
        }
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(nulls);
        out.writeLong(sparseRows);
        out.writeLong(rounded);
        out.writeInt(features.size());
        for (FeatureStatistics feature : features) {
            feature.write(out);
        }
    }

    static ColumnStatistics read(ColumnRequest request, DataInput in) throws IOException {
        long nulls = in.readLong();
        long sparseRows = in.readLong();
        long rounded = in.readLong();
        int size = in.readInt();
        if (size < 0) {
            throw new EOFException("A column of " + size + " features is none.");
        }
        // As many as there are, so that a wild size meets the end and not the end of memory.
        List<FeatureStatistics> features = new ArrayList<>();
        for (int e = 0; e < size; e++) {
            features.add(FeatureStatistics.read(request.traits().feature(e, size), request.kinds(e), in));
        }
        return new ColumnStatistics(request.traits(), features, nulls, sparseRows, rounded);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ColumnStatistics that
                && traits.equals(that.traits)
                && features.equals(that.features)
                && nulls == that.nulls
                && sparseRows == that.sparseRows
                && rounded == that.rounded;
    }

    @Override
    public int hashCode() {
        return Objects.hash(traits, features, nulls, sparseRows, rounded);
    }

    /** One line for each feature. */
    @Override
    public String toString() {
        return features.isEmpty()
                ? name() + ": only nulls"
                : features.stream().map(FeatureStatistics::toString).collect(Collectors.joining("\n"));
    }
}
