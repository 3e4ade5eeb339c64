package org.tare.stat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What is summed side by side and what is handed back are together what each group has alone. */
class GroupedSumsTest {
    private static final int GROUPS = 5;

    private static MomentsAccumulator[] accumulators() {
        return IntStream.range(0, GROUPS)
                .mapToObj(g -> new MomentsAccumulator())
                .toArray(MomentsAccumulator[]::new);
    }

    private static void move(GroupedSums sums, MomentsAccumulator... to) {
        for (int group = 0; group < GROUPS; group++) {
            to[group].add(sums, group);
        }
    }

    private static void requireEach(MomentsAccumulator[] found, int[] groups, double... values) {
        for (int group = 0; group < GROUPS; group++) {
            MomentsAccumulator alone = new MomentsAccumulator();
            for (int i = 0; i < values.length; i++) {
                if (groups[i] == group) {
                    alone.add(values[i]);
                }
            }
            assertThat(found[group].result()).isEqualTo(alone.result());
        }
    }

    @Property(tries = 300)
    void values_of_any_scale_are_those_of_their_groups(
            @ForAll @IntRange(min = 1, max = 300) int size,
            @ForAll @IntRange(min = -1_074, max = 1_023) int exponent,
            @ForAll @IntRange(min = 0, max = 80) int spread,
            @ForAll Random random) {
        double[] others = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0, -0.0, Double.MIN_VALUE};
        double[] x = Samples.draw(
                size,
                any -> random.nextInt(9) == 0
                        ? others[random.nextInt(others.length)]
                        : Math.scalb(random.nextDouble() - 0.5, exponent - random.nextInt(spread + 1)));
        int[] groups = random.ints(size + 3L, 0, GROUPS).toArray();
        MomentsAccumulator[] found = accumulators();
        GroupedSums sums = new GroupedSums(x, 0, 1 + random.nextInt(size));
        sums.reserve(GROUPS);
        int half = random.nextInt(size + 1);
        sums.add(groups, 3, x, 0, half, (group, value) -> found[group].add(value));
        if (random.nextBoolean()) {
            move(sums, found);
        }
        sums.add(groups, 3 + half, x, half, size, (group, value) -> found[group].add(value));
        move(sums, found);
        requireEach(found, Arrays.copyOfRange(groups, 3, size + 3), x);
    }

    @Property(tries = 300)
    void moments_are_those_of_what_was_not_handed_back(
            @ForAll @IntRange(min = 1, max = 300) int size,
            @ForAll @IntRange(min = -1_074, max = 1_023) int exponent,
            @ForAll Random random) {
        double[] x = Samples.draw(
                size, any -> random.nextInt(9) == 0 ? Double.NaN : Math.scalb(random.nextDouble() - 0.5, exponent));
        int[] groups = random.ints(size, 0, GROUPS).toArray();
        MomentsAccumulator[] handedBack = accumulators();
        GroupedSums sums = new GroupedSums(x, 0, 1 + random.nextInt(size));
        sums.reserve(GROUPS);
        sums.add(groups, 0, x, 0, size, (group, value) -> handedBack[group].add(value));
        for (int group = 0; group < GROUPS; group++) {
            int of = group;
            MomentsAccumulator alone = new MomentsAccumulator();
            IntStream.range(0, size).filter(i -> groups[i] == of).forEach(i -> alone.add(x[i]));
            assertThat(sums.moments(group).merge(handedBack[group].result())).isEqualTo(alone.result());
        }
    }

    /** About 2^62 units the cast to long is cut down, and would pass for a value. */
    @Property(tries = 100)
    void values_beyond_the_window_are_handed_back(
            @ForAll @IntRange(min = -900, max = 900) int top, @ForAll @IntRange(min = 0, max = 5) int above) {
        double[] x = {Math.scalb(0.75, top), Math.scalb(1.0, top + above), -Math.scalb(1.0, top + above), 0};
        int[] groups = {0, 1, 1, 2};
        MomentsAccumulator[] found = accumulators();
        GroupedSums sums = new GroupedSums(x, 0, 1);
        sums.reserve(GROUPS);
        int rest = sums.add(groups, 0, x, 0, x.length, (group, value) -> found[group].add(value));
        assertThat(rest).isEqualTo(above < 1 ? 0 : above == 1 ? 1 : 2);
        move(sums, found);
        requireEach(found, groups, x);
    }

    @Property(tries = 20)
    void groups_that_come_later_find_room(@ForAll Random random) {
        double[] x = random.doubles(200).toArray();
        int[] groups = random.ints(200, 0, GROUPS).sorted().toArray();
        MomentsAccumulator[] found = accumulators();
        GroupedSums sums = new GroupedSums(x, 0, x.length);
        for (int i = 0; i < x.length; i++) {
            sums.reserve(groups[i] + 1);
            sums.add(groups, i, x, i, i + 1, (group, value) -> found[group].add(value));
        }
        sums.reserve(GROUPS);
        move(sums, found);
        requireEach(found, groups, x);
    }
}
