package org.tare.stat;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The kind {@code histogramsWithin}: of each of some ranges, a histogram of only the values within it; what a further
 * scan takes to make quantiles exact.
 *
 * <pre>{@code
 * Quantiles quantiles = histogram.quantiles();
 * while (!quantiles.unresolved(0.25, 0.75).isEmpty()) {
 *     HistogramsWithin finer = new HistogramsWithin(quantiles.unresolved(0.25, 0.75));
 *     quantiles = finer.refine(quantiles, scan(finer));
 * }
 * }</pre>
 *
 * <p>A range takes memory for the distinct values that were found within, up to {@code buckets} of them, or, with
 * {@code even=true}, for as many buckets of one width. Each scan takes
 * the base-2 logarithm of that off the level: 18 bits by default, and a histogram of 1,024 buckets or more starts at
 * level 54 at most, so that four scans in all always suffice. Two do where no wanted bucket of the first has more
 * distinct values than that. Where the memory for all features together allows only fewer buckets ({@link #within}), a
 * large table takes a scan more.
 */
@DefaultSerializer(JavaSerializer.class)
public final class HistogramsWithin implements Statistic<List<Histogram>> {
    private static final String NAME = "histogramsWithin";
    private static final int USUAL = 1 << 18;
    private static final int FEWEST = 1 << 4;
    /** Two places of the table of a histogram that fills up, each a count and two values. */
    private static final long BYTES_OF_BUCKET = 48;

    private static final long BYTES_OF_EVEN_BUCKET = 24;

    /** What a task has memory for: 768 MiB. */
    private static final int MOST_EVEN = 1 << 25;

    private static final double PART_OF_NEXT = 0.25;

    private static final String AND = ";";
    private static final String BESIDE = " | ";

    private final double[] least;
    private final double[] greatest;
    private final HistogramStatistic each;
    private final boolean isEven;
    /** How many values a range has at most: no more than its buckets are kept as they are. */
    private final double rows;

    /** Within no range. */
    public HistogramsWithin() {
        this(List.of());
    }

    /** With at most 262,144 buckets a range. */
    public HistogramsWithin(List<ValueRange> ranges) {
        this(ranges, USUAL);
    }

    /**
     * With at most so many buckets a range.
     *
     * @throws IllegalArgumentException unless they are 2 to 262,144
     */
    public HistogramsWithin(List<ValueRange> ranges, int buckets) {
        this(ranges, buckets, false, Double.POSITIVE_INFINITY);
    }

    private HistogramsWithin(List<ValueRange> ranges, int buckets, boolean isEven, double rows) {
        least = ranges.stream().mapToDouble(ValueRange::least).toArray();
        greatest = ranges.stream().mapToDouble(ValueRange::greatest).toArray();
        each = new HistogramStatistic(buckets);
        this.isEven = isEven;
        this.rows = rows;
        if (isEven && !RangeTable.areApart(least, greatest)) {
            throw new IllegalArgumentException(
                    "Ranges with even buckets overlap or are not in their order; give them apart and increasing.");
        }
        if (isEven && (long) least.length * buckets > MOST_EVEN) {
            throw new IllegalArgumentException(least.length + " ranges of " + buckets
                    + " even buckets have more than the " + MOST_EVEN + " that all may have; choose fewer buckets.");
        }
    }

    /**
     * What a further scan shall take to make these quantiles exact, a kind for each range, so that scalers which ask for the
     * same range have it scanned once; nothing where they are. A range of fewer rows than the usual buckets has one for
     * each of them.
     */
    public static List<HistogramsWithin> unresolved(Quantiles quantiles, double... q) {
        return each(quantiles, quantiles.unresolved(q));
    }

    /** A kind for each of some buckets of these quantiles; one of fewer rows than the usual buckets has one for each of them. */
    public static List<HistogramsWithin> each(Quantiles quantiles, List<ValueRange> buckets) {
        return buckets.stream()
                .map(range -> {
                    double rows = quantiles.rowsIn(range);
                    return new HistogramsWithin(List.of(range), (int) Math.min(USUAL, rows), false, rows);
                })
                .toList();
    }

    /**
     * One kind for the ranges of them all, which are apart and increasing; of use where they are so many that the range of a
     * value is rather searched than tried. Where the values of all ranges take no more than so much memory they are kept, and
     * otherwise counted in even buckets.
     */
    public static HistogramsWithin joined(List<HistogramsWithin> kinds, long bytes) {
        List<ValueRange> ranges =
                kinds.stream().flatMap(kind -> kind.ranges().stream()).toList();
        double most = kinds.stream().mapToDouble(kind -> kind.rows).max().orElse(0);
        double all = kinds.stream().mapToDouble(kind -> kind.rows).sum();
        if (most <= USUAL && all * Double.BYTES <= bytes) {
            return new HistogramsWithin(ranges, (int) Math.max(2, most), false, most);
        }
        // The more buckets, the fewer values the next scan keeps: those of two buckets a range, in a part of the
        // memory.
        double enough = 2 * Double.BYTES * all / (PART_OF_NEXT * bytes);
        int buckets = (int) Math.min(Math.min(USUAL, MOST_EVEN / ranges.size()), Math.max(FEWEST, enough));
        return new HistogramsWithin(ranges, Integer.highestOneBit(buckets), true, Double.POSITIVE_INFINITY)
                .within(bytes);
    }

    @Override
    public HistogramsWithin within(long bytes) {
        long share = bytes / Math.max(1, least.length);
        long bucket = isEven ? BYTES_OF_EVEN_BUCKET : BYTES_OF_BUCKET;
        double needed = rows <= each.buckets() ? rows * Double.BYTES : (double) each.buckets() * bucket;
        return needed <= share
                ? this
                : new HistogramsWithin(
                        ranges(),
                        (int) Math.min(each.buckets(), Math.max(FEWEST, Long.highestOneBit(share / bucket))),
                        isEven,
                        rows);
    }

    /** Where values are looked at. */
    public List<ValueRange> ranges() {
        return IntStream.range(0, least.length)
                .mapToObj(i -> new ValueRange(least[i], greatest[i]))
                .toList();
    }

    /**
     * These quantiles with what was found within the ranges.
     *
     * @throws IllegalArgumentException if something else was found than is known of a range
     */
    public Quantiles refine(Quantiles quantiles, List<Histogram> found) {
        return Refinement.refine(quantiles, ranges(), requireSame(found), true);
    }

    /**
     * These quantiles with what several such scans found, whatever their order: ranges may lie within others. What is no bucket of
     * these quantiles, as what was asked for with other values filled in, is left out.
     *
     * @throws IllegalArgumentException if something else was found than is known of a range
     */
    public static Quantiles refine(Quantiles quantiles, Map<ValueRange, Histogram> found) {
        return Refinement.refine(quantiles, List.copyOf(found.keySet()), List.copyOf(found.values()), false);
    }

    @Override
    public Accumulator<List<Histogram>> accumulator() {
        if (isEven && least.length > 0) {
            return new EvenBuckets(least, greatest, each.buckets());
        }
        List<Accumulator<Histogram>> within = new ArrayList<>();
        for (int i = 0; i < least.length; i++) {
            within.add(each.accumulator());
        }
        return new RangesAccumulator<>(least, greatest, within);
    }

    @Override
    public List<Histogram> merge(List<Histogram> a, List<Histogram> b) {
        requireSame(a);
        requireSame(b);
        return IntStream.range(0, least.length)
                .mapToObj(i -> each.merge(a.get(i), b.get(i)))
                .toList();
    }

    @Override
    public void write(List<Histogram> value, DataOutput out) throws IOException {
        for (Histogram histogram : requireSame(value)) {
            each.write(histogram, out);
        }
    }

    @Override
    public List<Histogram> read(DataInput in) throws IOException {
        List<Histogram> value = new ArrayList<>();
        for (int i = 0; i < least.length; i++) {
            value.add(each.read(in));
        }
        return List.copyOf(value);
    }

    @Override
    public String toText(List<Histogram> value) {
        return requireSame(value).stream().map(each::toText).collect(Collectors.joining(BESIDE));
    }

    @Override
    public List<Histogram> parse(String text) {
        return requireSame(Arrays.stream(text.split("\\|", -1))
                .filter(part -> !part.isBlank())
                .map(each::parse)
                .toList());
    }

    private List<Histogram> requireSame(List<Histogram> value) {
        if (value.size() != least.length) {
            throw new IllegalArgumentException("There are " + value.size() + " histograms for the " + least.length
                    + " ranges of '" + this + "'; give those of these ranges.");
        }
        return value;
    }

    @Override
    public boolean isOfOneDataset() {
        return true;
    }

    @Override
    public HistogramsWithin with(Map<String, String> arguments) {
        Map<String, String> others = new TreeMap<>(arguments);
        String text = others.remove("ranges");
        List<ValueRange> ranges = text == null
                ? ranges()
                : Arrays.stream(text.split(AND, -1)).map(ValueRange::parse).toList();
        String even = others.remove("even");
        return new HistogramsWithin(
                ranges, each.with(others).buckets(), even == null ? isEven : isTrue(even), Double.POSITIVE_INFINITY);
    }

    private static boolean isTrue(String even) {
        if (!even.equals("true") && !even.equals("false")) {
            throw new IllegalArgumentException("even is '" + even + "'; choose true or false.");
        }
        return even.equals("true");
    }

    @Override
    public boolean equals(Object other) {
        // By the numbers, as the text of a thousand ranges takes long.
        return other instanceof HistogramsWithin that
                && Arrays.equals(least, that.least)
                && Arrays.equals(greatest, that.greatest)
                && each.equals(that.each)
                && isEven == that.isEven;
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(least) + each.hashCode();
    }

    @Override
    public String toString() {
        List<String> arguments = new ArrayList<>();
        if (least.length > 0) {
            arguments.add(
                    "ranges=" + ranges().stream().map(ValueRange::toString).collect(Collectors.joining(AND)));
        }
        if (each.buckets() != USUAL) {
            arguments.add("buckets=" + each.buckets());
        }
        if (isEven) {
            arguments.add("even=true");
        }
        return arguments.isEmpty() ? NAME : NAME + "(" + String.join(", ", arguments) + ")";
    }
}
