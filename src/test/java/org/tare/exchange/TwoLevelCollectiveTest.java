package org.tare.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tare.collective.Collective;
import org.tare.collective.LocalCollective;
import org.tare.collective.Tree;

class TwoLevelCollectiveTest {
    static Stream<int[]> placements() {
        return Stream.of(
                new int[] {0, 1}, new int[] {0, 0, 1}, new int[] {0, 1, 0, 1}, new int[] {0, 1, 1, 0, 2}, new int[] {
                    0, 0, 1, 1, 0, 0, 0
                });
    }

    @ParameterizedTest
    @MethodSource("placements")
    void sums_have_the_bits_of_one_jvm_wherever_the_ranks_are(int... hosts) {
        for (int length : new int[] {0, 1, 200, 10_001}) {
            List<double[]> expected = sums(LocalCollective.group(hosts.length, Executors.LONG), length);
            try (Executors executors =
                    new Executors(1 + Arrays.stream(hosts).max().getAsInt(), Executors.LONG)) {
                assertThat(sums(executors.ranks(hosts), length)).containsExactlyElementsOf(expected);
            }
        }
    }

    /** Arrays are used again, of a sum of this length or of another. */
    @ParameterizedTest
    @MethodSource("placements")
    void sums_that_follow_each_other_hold_nothing_of_each_other(int... hosts) {
        List<Integer> lengths = List.of(10_001, 10_001, 5000, 10_001, 10_001);
        try (Executors executors = new Executors(1 + Arrays.stream(hosts).max().getAsInt(), Executors.LONG)) {
            List<Collective> ranks = executors.ranks(hosts);
            for (int i = 0; i < lengths.size(); i++) {
                List<LocalCollective> near = LocalCollective.group(hosts.length, Executors.LONG);
                assertThat(sums(ranks, lengths.get(i), i * hosts.length))
                        .containsExactlyElementsOf(sums(near, lengths.get(i), i * hosts.length));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("placements")
    void sums_of_shards_have_the_bits_of_one_jvm(int... hosts) {
        int shards = 11;
        try (Executors executors = new Executors(1 + Arrays.stream(hosts).max().getAsInt(), Executors.LONG)) {
            assertThat(sumsOfShards(executors.ranks(hosts), shards))
                    .containsExactlyElementsOf(
                            sumsOfShards(LocalCollective.group(hosts.length, Executors.LONG), shards));
        }
    }

    private static List<double[]> sumsOfShards(List<? extends Collective> ranks, int shards) {
        return Executors.together(ranks, rank -> {
            List<double[]> parts = Tree.subtreesOf(rank.rank(), rank.size(), shards).stream()
                    .map(subtree -> random(subtree.from(), 10_001))
                    .toList();
            rank.sum(parts, shards);
            return parts.get(0);
        });
    }

    @ParameterizedTest
    @MethodSource("placements")
    void every_rank_sees_what_each_rank_brought(int... hosts) {
        try (Executors executors = new Executors(1 + Arrays.stream(hosts).max().getAsInt(), Executors.LONG)) {
            List<double[][]> seen =
                    Executors.together(executors.ranks(hosts), rank -> rank.gather(random(rank.rank(), rank.rank())));
            for (double[][] each : seen) {
                for (int rank = 0; rank < hosts.length; rank++) {
                    assertThat(each[rank]).containsExactly(random(rank, rank));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("placements")
    void a_rank_that_sums_another_length_fails_all(int... hosts) {
        try (Executors executors = new Executors(1 + Arrays.stream(hosts).max().getAsInt(), Executors.LONG)) {
            assertThat(Executors.together(
                            executors.ranks(hosts),
                            rank -> failure(() -> rank.sum(new double[rank.rank() == 0 ? 7 : 8]))))
                    .allSatisfy(
                            message -> assertThat(message).contains("numbers").contains("7", "8"));
        }
    }

    @ParameterizedTest
    @MethodSource("placements")
    void a_rank_that_gives_up_fails_all_others_at_once(int... hosts) {
        try (Executors executors = new Executors(1 + Arrays.stream(hosts).max().getAsInt(), Executors.LONG)) {
            int last = hosts.length - 1;
            assertThat(Executors.together(executors.ranks(hosts), rank -> {
                        if (rank.rank() == last) {
                            rank.abort(new IllegalStateException("out of chocolate"));
                            return "out of chocolate";
                        }
                        return failure(() -> rank.gather(new double[1]));
                    }))
                    .allSatisfy(message -> assertThat(message).contains("out of chocolate"));
        }
    }

    private static List<double[]> sums(List<? extends Collective> ranks, int length) {
        return sums(ranks, length, 0);
    }

    private static List<double[]> sums(List<? extends Collective> ranks, int length, int seed) {
        return Executors.together(ranks, rank -> {
            double[] numbers = random(seed + rank.rank(), length);
            rank.sum(numbers);
            return numbers;
        });
    }

    /** Numbers of very different sizes: added in another order they give other bits. */
    private static double[] random(int seed, int length) {
        Random random = new Random(seed);
        return random.doubles(length)
                .map(x -> (x - 0.5) * Math.pow(10, random.nextInt(20)))
                .toArray();
    }

    static String failure(Runnable work) {
        try {
            work.run();
            return "no failure";
        } catch (RuntimeException e) {
            return e.getMessage();
        }
    }
}
