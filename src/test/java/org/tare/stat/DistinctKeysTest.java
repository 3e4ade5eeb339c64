package org.tare.stat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class DistinctKeysTest {
    private static long filled(double[] values, int level) {
        return Arrays.stream(values)
                .mapToLong(x -> OrderedBits.of(x) >> level)
                .distinct()
                .count();
    }

    /** What a table of buckets holds: finite values, and one zero. */
    static double[] held(long[] bits) {
        return Arrays.stream(bits)
                .mapToDouble(Double::longBitsToDouble)
                .filter(Double::isFinite)
                .map(x -> x + 0.0)
                .toArray();
    }

    @Property
    void the_level_is_the_least_with_so_few_buckets(
            @ForAll @Size(max = 300) long[] bits,
            @ForAll @IntRange(min = 2, max = 200) int most,
            @ForAll @IntRange(max = OrderedBits.COARSEST) int from) {
        double[] values = held(bits);
        DistinctKeys keys = new DistinctKeys(values, most);
        int level = keys.levelFrom(from);
        int expected = from;
        while (filled(values, expected) > most) {
            expected++;
        }
        assertThat(level).isEqualTo(expected);
        assertThat(keys.count(level)).isEqualTo((int) filled(values, level));
    }
}
