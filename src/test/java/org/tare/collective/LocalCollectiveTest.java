package org.tare.collective;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalCollectiveTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7})
    void every_rank_gathers_every_rank_s_array(int size) {
        List<double[][]> gathered = Ranks.run(size, ranks -> ranks.gather(new double[ranks.rank()]));
        for (double[][] seen : gathered) {
            assertThat(seen).hasNumberOfRows(size);
            assertThat(IntStream.range(0, size)).allMatch(rank -> seen[rank].length == rank);
        }
    }

    @Test
    void a_gathered_array_does_not_follow_its_owner_s_later_changes() {
        List<double[][]> gathered = Ranks.run(2, ranks -> {
            double[] mine = {1};
            double[][] all = ranks.gather(mine);
            mine[0] = 2;
            ranks.gather(new double[0]);
            return all;
        });
        assertThat(gathered).allSatisfy(all -> assertThat(all).isDeepEqualTo(new double[][] {{1}, {1}}));
    }

    @Test
    void a_lent_array_is_the_owner_s() {
        List<LocalCollective> group = LocalCollective.group(3, Duration.ofSeconds(30));
        double[][] own = {{1}, {2}, {3}};
        assertThat(Ranks.failures(group, rank -> {
                    double[][] lent = group.get(rank.rank()).lend(own[rank.rank()]);
                    for (int other = 0; other < own.length; other++) {
                        assertThat(lent[other]).isSameAs(own[other]);
                    }
                    return lent;
                }))
                .containsOnlyNulls();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7})
    void sums_are_those_of_the_tree_on_every_rank_round_after_round(int size) {
        int length = 101;
        List<double[]> sums = Ranks.run(size, ranks -> {
            for (int round = 0; round < 49; round++) {
                ranks.sum(numbers(ranks.rank(), round, length));
            }
            double[] last = numbers(ranks.rank(), 49, length);
            ranks.sum(last);
            return last;
        });
        double[] expected = tree(IntStream.range(0, size)
                .mapToObj(rank -> numbers(rank, 49, length))
                .toList());
        assertThat(sums).allSatisfy(sum -> assertThat(sum).containsExactly(expected));
    }

    /** However many ranks share the shards, also where a rank's shards are no whole subtree, as three of eight are not. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 6, 7, 8})
    void sums_of_shards_are_those_of_the_tree_over_shards(int size) {
        int shards = 8;
        List<double[]> all = IntStream.range(0, shards)
                .mapToObj(shard -> numbers(shard, 0, 33))
                .toList();
        double[] expected = tree(all);
        List<double[]> sums = Ranks.run(size, ranks -> {
            List<double[]> parts = Tree.subtreesOf(ranks.rank(), size, shards).stream()
                    .map(subtree -> tree(all.subList(subtree.from(), subtree.to())))
                    .toList();
            ranks.sum(parts, shards);
            return parts.get(0);
        });
        assertThat(sums).allSatisfy(sum -> assertThat(sum).containsExactly(expected));
    }

    /** The sum in tree order, by the definition. */
    private static double[] tree(List<double[]> parts) {
        return Tree.fold(parts, (left, right) -> {
            double[] sum = new double[left.length];
            Arrays.setAll(sum, i -> left[i] + right[i]);
            return sum;
        });
    }

    @Test
    void different_operations_fail_on_every_rank() {
        List<Throwable> failures = Ranks.failures(3, ranks -> {
            if (ranks.rank() == 1) {
                ranks.sum(new double[4]);
            } else {
                ranks.gather(new double[4]);
            }
            return null;
        });
        assertThat(failures)
                .allSatisfy(failure -> assertThat(failure)
                        .isInstanceOf(CollectiveException.class)
                        .hasMessageContaining("[gather of 4 numbers, sum of 4 numbers, gather of 4 numbers]"));
    }

    @Test
    void sums_of_different_lengths_fail_on_every_rank() {
        List<Throwable> failures = Ranks.failures(2, ranks -> {
            ranks.sum(new double[5 + ranks.rank()]);
            return null;
        });
        assertThat(failures)
                .allSatisfy(
                        failure -> assertThat(failure).hasMessageContaining("[sum of 5 numbers, sum of 6 numbers]"));
    }

    @Test
    void a_rank_that_gives_up_wakes_the_others() {
        List<Throwable> failures = Ranks.failures(3, ranks -> {
            if (ranks.rank() == 2) {
                ranks.abort(new IllegalStateException("its disk is full"));
                return null;
            }
            return ranks.gather(new double[1]);
        });
        assertThat(failures.subList(0, 2))
                .allSatisfy(failure -> assertThat(failure)
                        .isInstanceOf(CollectiveException.class)
                        .hasMessageContaining("rank 2 gave up: its disk is full"));
    }

    @Test
    void a_rank_that_does_not_come_is_not_waited_for_longer_than_the_deadline() {
        List<LocalCollective> group = LocalCollective.group(2, Duration.ofMillis(20));
        assertThat(Ranks.failures(group.subList(0, 1), rank -> rank.gather(new double[1])))
                .singleElement()
                .satisfies(failure -> assertThat(failure).hasMessageContaining("rank 0 waited longer than 20 ms"));
    }

    @Test
    void a_peer_that_dies_in_the_middle_fails_every_rank() {
        List<LocalCollective> group = LocalCollective.group(3, Duration.ofSeconds(30));
        List<Collective> oneFails = List.of(group.get(0), new FailingCollective(group.get(1), 2), group.get(2));
        assertThat(Ranks.failures(oneFails, rank -> {
                    for (int round = 0; round < 5; round++) {
                        rank.sum(new double[3]);
                    }
                    return null;
                }))
                .allSatisfy(failure -> assertThat(failure)
                        .isInstanceOf(CollectiveException.class)
                        .hasMessageContaining("A peer died"));
    }

    @Test
    void a_solo_rank_agrees_with_itself() {
        Collective solo = new SoloCollective();
        double[] mine = {1, 2};
        solo.sum(mine);
        assertThat(mine).containsExactly(1, 2);
        assertThat(solo.gather(mine)).isDeepEqualTo(new double[][] {{1, 2}});
    }

    private static double[] numbers(int rank, int round, int length) {
        return new Random(31L * rank + round).doubles(length, -1e9, 1e9).toArray();
    }
}
