package org.tare.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tare.nn.core.Shape;
import org.tare.nn.layer.Layers;
import org.tare.nn.text.Suggester;

class NetworkTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "dense(100) batchNorm sigmoid dense(10)",
                "dense(3, init=normal(0.5), bias=true) batchNorm(statistics=local, momentum=cumulative)",
                "reshape(2, 2, 1) conv2d(4, 2, padding=1) batchRenorm(rmax=2) relu maxPool(2) flatten dense(2)",
                "residual(dense(4) relu residual(layerNorm tanh)) rmsNorm(beta=true) dropout(0.5)",
                "reshape(2, 2) masked(value=-1 batchNorm(eps=2) relu) flatten",
                "concat(dense(2) relu | tanh |) repeat(2, residual(dense(4, bias=false) | relu dense(4)))",
                "auxiliary(dense(4) relu dense(2), weight=0.4) dense(2)",
                "reshape(2, 2, 1) conv2d(4, 1x2, padding=same) globalAvgPool",
                // Saved networks may hold options that do nothing beside others.
                "batchNorm(momentum=cumulative, averageFirst=true) batchRenorm(rmax=1, dmax=0, rmaxAt=9, warmUp=9)",
                "rmsNorm(affine=false, beta=true)",
            })
    void a_text_is_printed_as_it_was_read(String text) {
        assertThat(Network.parse(text, Shape.of(4), 1)).hasToString(text);
    }

    @Test
    void spaces_and_lines_do_not_matter() {
        assertThat(Network.parse(" dense( 3 ,init = he )\n relu  residual( relu\ttanh ) ", Shape.of(4), 1))
                .hasToString("dense(3, init=he) relu residual(relu tanh)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            dense(10) batchnrom relu           | "batchnrom" at character 11 of "dense(10) batchnrom relu" is not a layer; give one of auxiliary, avgPool, batchNorm, batchRenorm, bidirectional, concat,
            dense(10) relu)                    | ")" at character 15 of "dense(10) relu)" is not expected
            dense(10                           | "dense" at character 1 of "dense(10" opens a parenthesis that is never closed
            dense(10), relu                    | "," at character 10 of "dense(10), relu" is not expected; separate layers by spaces
            dense(                             | "dense" at character 1 of "dense(" opens a parenthesis that is never closed
            dense(a=                           | is the end, where a word or a number is expected
            dense                              | "dense" at character 1 of "dense" needs outputs, as in dense(10)
            dense(0)                           | "0" at character 7 of "dense(0)" is not a whole number between 1 and 2147483647.
            dense(1.5)                         | "1.5" at character 7 of "dense(1.5)" is not a whole number
            dense(ten)                         | "ten" at character 7 of "dense(ten)" is not a whole number between 1
            dense(10, 20)                      | "20" at character 11 of "dense(10, 20)" is not an option of dense
            dense(10, biased=true)             | "biased=true" at character 11 of "dense(10, biased=true)" is not an option of dense, which has outputs, bias, init.
            dense(10, bias=maybe)              | "bias=maybe" at character 11 of "dense(10, bias=maybe)" is not one of true, false
            dense(10, init=zero)               | "init=zero" at character 11 of "dense(10, init=zero)" is not one of glorot, he, normal(deviation)
            residual(relu tanhh)               | "tanhh" at character 15 of "residual(relu tanhh)" is not a layer; give one of
            residual(relu, on=relu)            | "on=relu" at character 16 of "residual(relu, on=relu)" is not an option of residual
            relu(1)                            | "1" at character 6 of "relu(1)" is not an option of relu.
            batchNorm(statistics=mine)         | is not one of global, local
            batchNorm(momentum=2)              | "momentum=2" at character 11 of "batchNorm(momentum=2)" is not a number between 0 and 1.
            dropout(1)                         | is not a number of at least 0 and below 1.
            conv2d(3, 2)                       | works on images of shape height x width x channels but its input is of shape 4; put reshape
            reshape(2, 3)                      | "reshape" at character 1 of "reshape(2, 3)" makes rows of shape 2x3 of rows of shape 4
            reshape(2, 2, 1) maxPool(3)        | slides a window of 3x3 over a smaller image of shape 2x2x1
            masked(batchNorm)                  | "masked" at character 1 of "masked(batchNorm)" works on sequences of shape steps x features but its input is of shape 4; put reshape(steps, features)
            reshape(2, 2) masked(value=x relu) | "value=x" at character 22 of "reshape(2, 2) masked(value=x relu)" is not a finite number.
            batchNorm(eps=-1)                  | "eps=-1" at character 11 of "batchNorm(eps=-1)" is not a finite number of at least 0.
            dense(2, init=normal(NaN))         | is not a finite number of at least 0.
            residual(dense(3))                 | "residual" at character 1 of "residual(dense(3))" adds its input of shape 4 to layers that give 3
            """)
    void an_error_points_at_the_word(String text, String message) {
        assertThatThrownBy(() -> Network.parse(text, Shape.of(4), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            dense(2) | relu                        ~ "|" at character 10 of "dense(2) | relu" separates branches, which only concat and residual have
            masked(relu | tanh)                    ~ works on sequences
            dense(2 | 3)                           ~ "|" at character 9 of "dense(2 | 3)" is not an option of dense
            concat(relu)                           ~ "concat" at character 1 of "concat(relu)" joins branches; give several with | between them
            concat(relu | dense(2) | reshape(2, 2)) ~ joins branch 0 of shape 4 and branch 2 of shape 2x2
            reshape(2, 2, 1) concat(conv2d(1, 1) | relu conv2d(3, 2)) ~ joins branch 0 of shape 2x2x1 and branch 1 of shape 1x1x3
            residual(relu | tanh | relu)           ~ has 3 branches
            residual(dense(3) | dense(2))          ~ adds a shortcut of shape 2 to layers that give 3
            repeat(0, relu)                        ~ "0" at character 8 of "repeat(0, relu)" is not a whole number between 1
            repeat(relu)                           ~ "relu" at character 8 of "repeat(relu)" is not a whole number between 1
            repeat(3)                              ~ "repeat" at character 1 of "repeat(3)" holds no layers; put them in its parentheses
            residual()                             ~ "residual" at character 1 of "residual()" holds no layers to add to its input
            residual(| relu)                       ~ holds no layers to add to its input
            reshape(2, 2) masked(value=1)          ~ "masked" at character 15 of "reshape(2, 2) masked(value=1)" holds no layers
            auxiliary(weight=0.3)                  ~ "auxiliary" at character 1 of "auxiliary(weight=0.3)" holds no layers
            auxiliary(relu auxiliary(dense(4)))    ~ "auxiliary" at character 1 of "auxiliary(relu auxiliary(dense(4)))" holds another auxiliary head
            auxiliary(repeat(2, residual(relu auxiliary(dense(4))))) ~ holds another auxiliary head
            repeat(1000, repeat(1000, relu))       ~ makes more than 10000 layers
            repeat(1000000000, relu)               ~ makes more than 10000 layers
            auxiliary(dense(3)) dense(2)           ~ "auxiliary" at character 1 of "auxiliary(dense(3)) dense(2)" ends in 3 outputs and the network in 2, so there is no loss for it
            auxiliary(relu) dense(2)               ~ ends in 4 outputs and the network in 2, so there is no loss for it
            auxiliary(dense(2), weight=0) dense(2) ~ "weight=0" at character 21 of "auxiliary(dense(2), weight=0) dense(2)" is not a number above 0.
            reshape(2, 2) masked(auxiliary(dense(1))) ~ sees steps one by one, of which an auxiliary head has no label
            reshape(2, 2, 1) conv2d(1, 3x1)        ~ slides a window of 3x1 over a smaller image of shape 2x2x1
            reshape(2, 2, 1) conv2d(1, 0x1)        ~ is not a whole number between 1
            reshape(2, 2, 1) conv2d(1, 2, padding=some) ~ "padding=some" at character 31 of "reshape(2, 2, 1) conv2d(1, 2, padding=some)" is neither same nor whole numbers such as 1 or 0x3
            reshape(2, 2, 1) maxPool(2, padding=2) ~ has windows of 2x2 that see nothing but padding
            gru(8)                                 ~ "gru" at character 1 of "gru(8)" works on sequences of shape steps x features but its input is of shape 4; put reshape(steps, features) before it
            reshape(2, 2) gru(0)                   ~ "0" at character 19 of "reshape(2, 2) gru(0)" is not a whole number between 1
            reshape(2, 2) lstm(3) gru(8)           ~ "gru" at character 23 of "reshape(2, 2) lstm(3) gru(8)" works on sequences of shape steps x features but its input is of shape 3; put reshape(steps, features) before it, or give a recurrent layer before it output=all.
            reshape(2, 2) gru                      ~ "gru" at character 15 of "reshape(2, 2) gru" needs units
            reshape(0, 4) gru(8)                   ~ "0" at character 9 of "reshape(0, 4) gru(8)" is not a whole number between 1
            reshape(2, 2) lstm(3, norm=relu)       ~ "norm=relu" at character 23 of "reshape(2, 2) lstm(3, norm=relu)" is not one of batchNorm, batchRenorm, layerNorm, rmsNorm
            reshape(2, 2) rnn(3, norm=batchNorm(mean=1)) ~ "mean=1" at character 37
            reshape(2, 2) rnn(3, output=first)     ~ is not one of last, all
            reshape(2, 2) bidirectional(masked(relu)) ~ "masked" at character 29 of "reshape(2, 2) bidirectional(masked(relu))" does not walk sequences; give rnn, gru or lstm
            reshape(2, 2) bidirectional(gru(2) gru(2)) ~ holds 2 layers; give one
            reshape(2, 2) bidirectional(gru(2) | gru(2)) ~ holds 3 layers; give one
            reshape(2, 2) lstm(3, masked=false, value=3) ~ "value=3" at character 37 of "reshape(2, 2) lstm(3, masked=false, value=3)" would do nothing, since masked=false leaves no padding out; leave it out.
            reshape(2, 2) globalMaxPool(value=3, masked=false) ~ "value=3" at character 29
            globalAvgPool                          ~ works on images and sequences but its input is of shape 4
            """)
    void an_error_in_branches_and_windows_names_both_shapes(String text, String message) {
        assertThatThrownBy(() -> Network.parse(text, Shape.of(4), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void a_check_sees_through_bars_and_numbers() {
        assertThatCode(() -> Network.check("repeat(3, concat(relu | tanh | )) residual(relu | tanh)", Suggester.NONE))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> Network.check("repeat(3, concat(relu | thanh))", Suggester.NONE))
                .hasMessageContaining("\"thanh\" at character 25");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            dense(2) rellu           | "rellu" at character 10 of "dense(2) rellu" is not a layer; did you mean the last of them? There are auxiliary,
            residual(masked(rellu))  | "rellu" at character 17 of "residual(masked(rellu))" is not a layer; did you mean the last of them?
            residual(init=rellu) nom | "nom" at character 22 of "residual(init=rellu) nom" is not a layer; did you mean the last of them?
            """)
    void a_check_suggests_what_was_meant_however_deep_it_stands(String text, String message) {
        assertThatThrownBy(() -> Network.check(
                        text,
                        (name, known) ->
                                Optional.of(Set.copyOf(known).equals(Layers.names()) ? "the last of them" : "another")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void a_check_looks_at_no_shape_and_no_option() {
        assertThatCode(() -> Network.check("dense(no) residual(dense(3)) masked(value=0 batchNorm)", Suggester.NONE))
                .doesNotThrowAnyException();
    }

    @Test
    void a_bias_is_dropped_before_a_batch_normalization_alone() {
        assertThat(names("dense(3) batchNorm"))
                .containsKeys("0.weight", "1.gamma")
                .doesNotContainKey("0.bias");
        assertThat(names("dense(3) batchRenorm")).doesNotContainKey("0.bias");
        assertThat(names("reshape(2, 2, 1) conv2d(3, 2) batchNorm")).doesNotContainKey("1.bias");
        assertThat(names("dense(3, bias=true) batchNorm")).containsKey("0.bias");
        assertThat(names("dense(3) relu batchNorm")).containsKey("0.bias");
        assertThat(names("dense(3) layerNorm")).containsKey("0.bias");
        assertThat(names("residual(dense(4) batchNorm) dense(3)"))
                .containsKeys("0.0.weight", "0.1.gamma", "1.bias")
                .doesNotContainKey("0.0.bias");
    }

    @Test
    void layers_without_gamma_and_beta_have_none() {
        assertThat(names("batchNorm(affine=false)"))
                .containsOnlyKeys("0.runningMean", "0.runningVariance", "0.batches");
        assertThat(names("layerNorm(affine=false)")).isEmpty();
        assertThat(names("rmsNorm")).containsOnlyKeys("0.gamma");
        assertThat(names("rmsNorm(beta=true)")).containsOnlyKeys("0.gamma", "0.beta");
    }

    @Test
    void weights_depend_on_the_seed_and_the_place_alone() {
        Map<String, double[]> one =
                Network.parse("dense(6) relu dense(4)", Shape.of(4), 1).state();
        assertThat(Network.parse("dense(6) relu dense(4)", Shape.of(4), 1)
                        .state()
                        .get("2.weight"))
                .containsExactly(one.get("2.weight"));
        assertThat(Network.parse("dense(6) relu dense(4)", Shape.of(4), 2)
                        .state()
                        .get("2.weight"))
                .doesNotContain(one.get("2.weight"));
        assertThat(Network.parse("dense(6) tanh dense(4) batchNorm", Shape.of(4), 1)
                        .state()
                        .get("2.weight"))
                .containsExactly(one.get("2.weight"));
    }

    @Test
    void first_weights_spread_as_glorot_and_he_say() {
        assertThat(deviation("dense(400, init=glorot)")).isBetween(0.99, 1.01);
        assertThat(deviation("dense(400) batchNorm relu") / Math.sqrt(2)).isBetween(0.99, 1.01);
        assertThat(deviation("dense(400) batchRenorm layerNorm rmsNorm relu") / Math.sqrt(2))
                .isBetween(0.99, 1.01);
        assertThat(deviation("dense(400) batchNorm")).isBetween(0.99, 1.01);
        assertThat(deviation("dense(400) dropout(0.5) relu")).isBetween(0.99, 1.01);
        assertThat(deviation("dense(400, init=normal(3))") / 60).isBetween(0.99, 1.01);
        double limit = Math.sqrt(6.0 / 800);
        double largest = Arrays.stream(names("dense(400, init=glorot)", 400).get("0.weight"))
                .map(Math::abs)
                .max()
                .orElseThrow();
        assertThat(largest).isBetween(0.99 * limit, limit);
    }

    /** Of 160,000 weights between 400 inputs and 400 outputs, times √400: 1 for Glorot, √2 for He. */
    private static double deviation(String text) {
        double[] weights = names(text, 400).get("0.weight");
        double squares = Arrays.stream(weights).map(w -> w * w).sum();
        return Math.sqrt(400 * squares / weights.length);
    }

    private static Map<String, double[]> names(String text) {
        return names(text, 4);
    }

    private static Map<String, double[]> names(String text, int inputs) {
        return Network.parse(text, Shape.of(inputs), 1).state();
    }

    @Test
    void local_statistics_are_written_where_a_layer_says_nothing_of_them() {
        assertThat(Network.withLocalStatistics(
                        "dense(4) batchNorm residual(dense(4) batchRenorm(dmax=1,momentum=0.2) batchNorm()) layerNorm"))
                .isEqualTo(
                        "dense(4) batchNorm(statistics=local) residual(dense(4)"
                                + " batchRenorm(statistics=local, dmax=1, momentum=0.2) batchNorm(statistics=local)) layerNorm");
        assertThat(Network.withLocalStatistics("gru(2, norm=batchNorm) concat(batchNorm | lstm(2, norm=layerNorm))"))
                .isEqualTo("gru(2, norm=batchNorm(statistics=local)) concat(batchNorm(statistics=local) | lstm(2,"
                        + " norm=layerNorm))");
        String chosen = "batchNorm(statistics=global) residual(batchRenorm(dmax=1, statistics=local))";
        assertThat(Network.withLocalStatistics(chosen)).isEqualTo(chosen);
    }

    @Test
    void an_error_quotes_the_text_as_it_was_given_whatever_the_statistics() {
        assertThatThrownBy(() -> Network.withLocalStatistics("batchNorm dense(3"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("\"dense\" at character 11 of \"batchNorm dense(3\"");
    }
}
