package org.tare.collective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TreeTest {
    @Test
    void the_first_half_is_the_larger_one() {
        assertThat(brackets(0, 5)).isEqualTo("(((0 1) 2) (3 4))");
    }

    @Property
    void merging_within_ranks_and_then_ranks_is_merging_shards(
            @ForAll @IntRange(min = 1, max = 40) int shards, @ForAll @IntRange(min = 1, max = 40) int workers) {
        int ranks = Math.min(workers, shards);
        Map<Tree.Subtree, String> merged = new HashMap<>();
        for (int rank = 0; rank < ranks; rank++) {
            for (Tree.Subtree subtree : Tree.subtreesOf(rank, ranks, shards)) {
                merged.put(subtree, brackets(subtree.from(), subtree.to()));
            }
        }
        assertThat(Tree.fold(0, shards, merged, TreeTest::bracket)).isEqualTo(brackets(0, shards));
    }

    @Property
    void ranks_host_as_many_shards_as_others_up_to_one(
            @ForAll @IntRange(min = 1, max = 40) int shards, @ForAll @IntRange(min = 1, max = 40) int workers) {
        int ranks = Math.min(workers, shards);
        for (int rank = 0; rank < ranks; rank++) {
            assertThat(Tree.firstShard(rank + 1, ranks, shards) - Tree.firstShard(rank, ranks, shards))
                    .isBetween(shards / ranks, (shards + ranks - 1) / ranks);
        }
        assertThat(Tree.firstShard(0, ranks, shards)).isZero();
        assertThat(Tree.firstShard(ranks, ranks, shards)).isEqualTo(shards);
    }

    @Test
    void eight_shards_burden_no_worker_more_than_they_must() {
        assertThat(IntStream.of(1, 2, 3, 4, 5, 6, 7, 8).map(TreeTest::mostShardsOfEight))
                .containsExactly(8, 4, 3, 2, 2, 2, 2, 1);
    }

    @Test
    void more_workers_than_shards_are_refused() {
        assertThatThrownBy(() -> Tree.firstShard(0, 9, 8)).hasMessageContaining("9 workers cannot share 8 shards");
    }

    private static int mostShardsOfEight(int ranks) {
        return IntStream.range(0, ranks)
                .map(rank -> Tree.firstShard(rank + 1, ranks, 8) - Tree.firstShard(rank, ranks, 8))
                .max()
                .getAsInt();
    }

    private static String brackets(int from, int to) {
        return Tree.fold(IntStream.range(from, to).mapToObj(Integer::toString).toList(), TreeTest::bracket);
    }

    private static String bracket(String left, String right) {
        return "(" + left + " " + right + ")";
    }
}
