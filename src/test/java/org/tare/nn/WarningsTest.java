package org.tare.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tare.collective.Ranks;
import org.tare.collective.SoloCollective;
import org.tare.linalg.Matrix;
import org.tare.nn.core.Batch;
import org.tare.nn.core.Outlook;
import org.tare.nn.core.Shape;
import org.tare.nn.loss.Losses;
import org.tare.nn.optimizer.Optimizers;
import org.tare.nn.optimizer.Schedule;

/** What a training tells its user of layers that do not do what they were meant for. */
class WarningsTest {
    /** 0.9 to the 28th is 0.052, to the 29th 0.047. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            batchNorm                     | 27 | false | 5 % of the running averages of batchNorm
            batchNorm                     | 28 | false |
            batchNorm                     | 5  | true  |
            batchNorm(averageFirst=true)  | 5  | false |
            batchNorm(momentum=cumulative)| 5  | false |
            batchNorm(momentum=1)         | 0  | false |
            residual(batchNorm)           | 9  | false | populationStatistics
            batchRenorm                   | 99 | false | 37 % of the running averages of batchRenorm
            """)
    void running_averages_that_have_not_arrived(String layers, long ahead, boolean population, String warning) {
        List<String> warnings = warnings(layers + " dense(2)", Matrix.of(new double[] {1, 2}), ahead, population);
        if (warning == null) {
            assertThat(warnings).isEmpty();
        } else {
            assertThat(warnings).singleElement().asString().contains(warning);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, true", "0, false"})
    void a_mask_that_masks_nothing(double secondStep, boolean warned) {
        List<String> warnings = warnings(
                "reshape(2, 1) masked(dense(1)) flatten dense(2)",
                Matrix.of(new double[] {1, secondStep}),
                1000,
                false);
        assertThat(!warnings.isEmpty()).isEqualTo(warned);
        assertThat(warnings)
                .allSatisfy(warning ->
                        assertThat(warning).contains("masked has seen no padding", "all of whose numbers are 0.0"));
    }

    @Test
    void padding_that_one_rank_has_seen_is_padding() {
        List<List<String>> warnings = Ranks.run(2, collective -> {
            Trainer trainer = new Trainer(
                    Network.parse("reshape(2, 1) masked(dense(1)) flatten dense(2)", Shape.of(2), 1),
                    config(),
                    collective,
                    2);
            trainer.step(
                    Batch.of(Matrix.of(new double[] {1, collective.rank()})), Batch.of(Matrix.of(new double[] {0, 0})));
            return trainer.warnings(new Outlook(1000, false));
        });
        assertThat(warnings).containsOnly(List.of());
    }

    @Test
    void averages_that_average_first_are_means_until_the_momentum_is_more() {
        Trainer trainer = trainer("batchNorm(averageFirst=true, momentum=0.4) dense(2)");
        double[] values = {1, 5, 9};
        for (double value : values) {
            trainer.step(Batch.of(Matrix.of(new double[] {value, 0})), Batch.of(Matrix.of(new double[] {0, 0})));
        }
        double mean = (values[0] + values[1]) / 2;
        assertThat(trainer.state().get("0.runningMean")[0]).isEqualTo(mean + 0.4 * (values[2] - mean));
    }

    private static List<String> warnings(String layers, Matrix x, long ahead, boolean population) {
        Trainer trainer = trainer(layers);
        trainer.step(Batch.of(x), Batch.of(Matrix.of(new double[] {0, 0})));
        return trainer.warnings(new Outlook(ahead, population));
    }

    private static Trainer trainer(String layers) {
        return new Trainer(Network.parse(layers, Shape.of(2), 1), config(), new SoloCollective(), 1);
    }

    private static TrainingConfig config() {
        return new TrainingConfig(
                Losses.parse("squaredError"), Optimizers.parse("sgd"), Schedule.parse("constant"), 0.01, 1);
    }
}
