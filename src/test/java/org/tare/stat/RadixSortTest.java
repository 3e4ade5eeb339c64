package org.tare.stat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
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
}
