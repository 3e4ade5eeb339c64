package org.tare.train.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ShardAssignmentTest {
    @Property
    void every_row_has_a_place_of_its_own(
            @ForAll @IntRange(min = 1, max = 200) int rows,
            @ForAll @IntRange(min = 1, max = 20) int shards,
            @ForAll boolean consecutive) {
        ShardAssignment assignment = new ShardAssignment(rows, shards, consecutive);
        Set<List<Integer>> taken = new HashSet<>();
        int last = 0;
        for (int row = 0; row < rows; row++) {
            int shard = assignment.shard(row);
            assertThat(assignment.place(row)).isBetween(0, assignment.size(shard) - 1);
            assertThat(taken.add(List.of(shard, assignment.place(row)))).isTrue();
            if (consecutive) {
                assertThat(shard).isGreaterThanOrEqualTo(last);
                last = shard;
            }
        }
        for (int shard = 0; shard < shards; shard++) {
            assertThat(assignment.size(shard)).isBetween(rows / shards, rows / shards + 1);
        }
    }

    @Property
    void an_epoch_sees_each_row_once_in_batches_and_shares_that_differ_by_a_row(
            @ForAll @IntRange(min = 1, max = 200) int rows,
            @ForAll @IntRange(min = 1, max = 20) int shards,
            @ForAll @IntRange(min = 1, max = 64) int batchSize,
            @ForAll long seed) {
        ShardAssignment assignment = new ShardAssignment(rows, shards, false);
        EpochOrder order = assignment.order(seed, 3);
        int steps = assignment.steps(batchSize);
        assertThat(steps).isEqualTo((rows + batchSize - 1) / batchSize);
        Set<List<Integer>> seen = new HashSet<>();
        for (int step = 0; step < steps; step++) {
            List<List<Integer>> batch = new ArrayList<>();
            int most = 0;
            int least = Integer.MAX_VALUE;
            for (int shard = 0; shard < shards; shard++) {
                int from = assignment.begin(shard, step, batchSize);
                int to = assignment.begin(shard, step + 1, batchSize);
                for (int i = from; i < to; i++) {
                    int place = order.places(shard)[i];
                    assertThat(place).isLessThan(assignment.size(shard));
                    batch.add(List.of(shard, place));
                }
                most = Math.max(most, to - from);
                least = Math.min(least, to - from);
            }
            assertThat(batch.size()).isBetween(rows / steps, (rows + steps - 1) / steps);
            assertThat(most - least).isLessThanOrEqualTo(1);
            seen.addAll(batch);
        }
        assertThat(seen).hasSize(rows);
    }

    /** Generators that are the same stream, one draw apart, shuffle many rows nearly alike. */
    @Property(tries = 10)
    void orders_of_neighboring_seeds_and_epochs_are_not_alike(
            @ForAll long seed, @ForAll @IntRange(max = 100) int epoch) {
        int rows = 1_000_000;
        double middle = (rows - 1) / 2.0;
        // What products of two uniform numbers in [-1/2, 1/2] have as deviation, so that each sum has a deviation of 1.
        double unit = (double) rows * rows / 12 * Math.sqrt(rows);
        ShardAssignment assignment = new ShardAssignment(rows, 1, false);
        int[] order = assignment.order(seed, epoch).places(0);
        for (int[] neighbor : List.of(
                assignment.order(seed + 1, epoch).places(0),
                assignment.order(seed, epoch + 1).places(0))) {
            for (int shift = -1; shift <= 1; shift++) {
                double products = 0;
                for (int i = 1; i < rows - 1; i++) {
                    products += (order[i] - middle) * (neighbor[i + shift] - middle);
                }
                assertThat(products / unit).isBetween(-7.0, 7.0);
            }
        }
    }

    @Property
    void epochs_and_seeds_have_orders_of_their_own(@ForAll @IntRange(min = 20, max = 200) int rows) {
        ShardAssignment assignment = new ShardAssignment(rows, 1, false);
        int[] order = assignment.order(1, 0).places(0);
        assertThat(assignment.order(1, 0).places(0)).containsExactly(order);
        assertThat(assignment.order(1, 1).places(0)).isNotEqualTo(order);
        assertThat(assignment.order(2, 0).places(0)).isNotEqualTo(order);
    }

    /** Of 100 epochs the one row that has no like on the other shards comes last in 1 of 11, not in all. */
    @Test
    void the_rows_that_are_left_over_come_at_any_time() {
        ShardAssignment assignment = new ShardAssignment(101, 10, false);
        long last = IntStream.range(0, 100)
                .filter(epoch -> assignment.order(7, epoch).places(0)[10] == 10)
                .count();
        assertThat(last).isBetween(1L, 30L);
    }
}
