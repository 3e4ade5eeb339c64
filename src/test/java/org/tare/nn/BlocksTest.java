package org.tare.nn;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks of blocks end in the same bits on any number of ranks, those with empty shards included. */
class BlocksTest {
    private static final List<Integer> CUT = List.of(3, 0, 4, 2, 5, 0, 1, 3);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dense(12) reshape(3, 2, 2) concat(conv2d(2, 1x2, padding=same) batchNorm relu | conv2d(2, 1) |)"
                        + " residual(conv2d(6, 3, padding=1) batchNorm | conv2d(6, 1) batchNorm)"
                        + " auxiliary(flatten dense(4) batchNorm relu dense(3)) globalAvgPool dense(3)",
                "dense(12) reshape(4, 3) repeat(2, gru(3, norm=batchNorm, output=all))"
                        + " bidirectional(lstm(2, norm=batchNorm, output=all)) globalMaxPool dense(3)",
                "dense(12) relu reshape(6, 2) rnn(4, norm=batchRenorm(warmUp=2)) dense(3)",
            })
    void the_bits_are_those_of_one_rank(String text) {
        Map<String, double[]> one = new Training(text, "sgd(momentum=0.5)", 6, CUT, 1).end();
        for (int ranks : new int[] {2, 4, 8}) {
            Training.assertSameBits(new Training(text, "sgd(momentum=0.5)", 6, CUT, ranks).end(), one);
        }
    }
}
