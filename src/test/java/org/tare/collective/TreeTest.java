package org.tare.collective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
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
        List<String> ofRanks = IntStream.range(0, ranks)
                .mapToObj(rank ->
                        brackets(Tree.firstShard(rank, ranks, shards), Tree.firstShard(rank + 1, ranks, shards)))
                .toList();
        assertThat(Tree.fold(ofRanks, TreeTest::bracket)).isEqualTo(brackets(0, shards));
    }

    @Test
    void eight_shards_burden_five_six_and_seven_workers_no_more_than_they_must() {
        assertThat(IntStream.of(1, 2, 4, 5, 6, 7, 8).map(TreeTest::mostShardsOfEight))
                .containsExactly(8, 4, 2, 2, 2, 2, 1);
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
