package org.tare.nn;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tare.collective.Ranks;
import org.tare.linalg.Precision;

/** Networks of blocks end in the same bits on any number of ranks, empty shards, float and a break among the steps included. */
class BlocksTest {
    private static final List<Integer> CUT = List.of(3, 0, 4, 2, 5, 0, 1, 3);
    private static final int STEPS = 6;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dense(12) reshape(3, 2, 2) concat(conv2d(2, 1x2, padding=same) batchNorm relu | conv2d(2, 1) |)"
                        + " residual(conv2d(6, 3, padding=1) batchNorm | conv2d(6, 1) batchNorm)"
                        + " auxiliary(flatten dense(4) batchNorm relu dense(3)) globalAvgPool dense(3)",
                "dense(12) reshape(4, 3) repeat(2, gru(3, norm=batchNorm, output=all))"
                        + " bidirectional(lstm(2, norm=batchNorm, output=all)) globalMaxPool dense(3)",
                "dense(12) relu reshape(6, 2) rnn(4, norm=batchRenorm(warmUp=2)) dense(3)",
                "dense(12) reshape(4, 3) gru(4, norm=batchNorm, output=all) auxiliary(globalMaxPool dense(3), weight=0.5)"
                        + " masked(dropout(0.3) dense(4) layerNorm) lstm(3) dropout(0.2) dense(3)",
            })
    void the_bits_are_those_of_one_rank_in_one_go(String text) {
        for (Precision precision : Precision.values()) {
            Map<String, double[]> one = training(text, 1, precision).end();
            for (int ranks : new int[] {2, 4, 8}) {
                Training training = training(text, ranks, precision);
                Training.assertSameBits(training.end(), one);
                Training.assertSameBits(resumed(training), one);
            }
        }
    }

    private static Training training(String text, int ranks, Precision precision) {
        return new Training(text, "sgd(momentum=0.5)", STEPS, CUT, ranks, precision);
    }

    /** The end of a training that another one goes on with from half of the steps. */
    private static Map<String, double[]> resumed(Training training) {
        return Ranks.run(training.ranks(), collective -> {
                    Trainer first = training.trainer(collective);
                    training.run(first, collective, 0, STEPS / 2);
                    Trainer second = training.trainer(collective);
                    second.restore(first.state());
                    training.run(second, collective, STEPS / 2, STEPS);
                    return second.state();
                })
                .get(0);
    }
}
