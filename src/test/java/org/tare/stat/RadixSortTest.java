package org.tare.stat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class RadixSortTest {
    @Property
    void values_of_different_buckets_are_sorted(
            @ForAll @Size(min = 200, max = 2000) long[] bits, @ForAll @IntRange(max = OrderedBits.COARSEST) int level) {
        double[] oneOfEach = Arrays.stream(DistinctKeysTest.held(bits))
                .boxed()
                .collect(Collectors.toMap(x -> OrderedBits.of(x) >> level, x -> x, (a, b) -> a))
                .values()
                .stream()
                .mapToDouble(x -> x)
                .toArray();
        double[] expected = oneOfEach.clone();
        Arrays.sort(expected);
        assertThat(RadixSort.increasing(oneOfEach, level)).isEqualTo(expected);
    }

    /** As a further scan keeps them: neighbors, of which some are there twice. */
    @Property
    void values_that_share_their_leading_bits_are_sorted(
            @ForAll @Size(min = 200, max = 2000) long[] bits,
            @ForAll @DoubleRange(min = -1e9, max = 1e9) double near,
            @ForAll @IntRange(min = 1, max = 40) int free) {
        long first = Double.doubleToRawLongBits(near) >> free << free;
        long[] twice = LongStream.concat(
                        Arrays.stream(bits), Arrays.stream(bits).limit(50))
                .map(any -> first | (any >>> (Long.SIZE - free)))
                .toArray();
        double[] values = DistinctKeysTest.held(twice);
        double[] expected = values.clone();
        Arrays.sort(expected);
        assertThat(RadixSort.increasing(values, 0)).isEqualTo(expected);
    }
}
