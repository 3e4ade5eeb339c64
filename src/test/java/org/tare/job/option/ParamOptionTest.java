package org.tare.job.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.ml.param.Params;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tare.feature.StandardScaler;
import org.tare.train.NeuralNetworkClassifier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class ParamOptionTest {
    static Stream<Params> stages() {
        return Stream.concat(
                Stream.of(new NeuralNetworkClassifier()),
                ScalerKind.all().stream().map(ScalerKind::create));
    }

    @ParameterizedTest
    @MethodSource("stages")
    void help_holds_the_sentence_and_the_default_of_the_parameter(Params stage) {
        assertThat(ParamOption.of(stage)).allSatisfy(option -> {
            String help = String.join(" ", option.spec().description());
            assertThat(help).startsWithIgnoringCase(option.param().doc());
            if (stage.hasDefault(option.param())) {
                assertThat(help)
                        .contains(stage.getDefault(option.param())
                                .get()
                                .toString()
                                .replaceFirst("\\.0$", ""));
            }
        });
    }

    @Test
    void a_value_has_the_type_of_its_parameter() {
        NeuralNetworkClassifier stage = new NeuralNetworkClassifier();
        parse(stage, "--epochs=3", "--learning-rate", "0.5", "--seed=-7", "--optimizer=adam", "--resume");
        assertThat(stage.getOrDefault(stage.epochs())).isEqualTo(3);
        assertThat(stage.getOrDefault(stage.learningRate())).isEqualTo(0.5);
        assertThat(stage.getOrDefault(stage.seed())).isEqualTo(-7L);
        assertThat(stage.getOrDefault(stage.optimizer())).isEqualTo("adam");
        assertThat(stage.getOrDefault(stage.resume())).isEqualTo(true);
    }

    @Test
    void a_flag_may_say_its_value() {
        StandardScaler stage = new StandardScaler();
        parse(stage, "--with-mean=false", "--with-std", "false");
        assertThat(stage.getWithMean()).isFalse();
        assertThat(stage.getWithStd()).isFalse();
        parse(stage, "--with-mean", "--with-std=true");
        assertThat(stage.getWithMean()).isTrue();
        assertThat(stage.getWithStd()).isTrue();
    }

    @Test
    void only_a_value_that_was_given_is_copied() {
        StandardScaler stage = new StandardScaler();
        StandardScaler other = new StandardScaler().setVariance("sample");
        parse(stage, "--with-mean=false");
        ParamOption.of(stage).forEach(option -> option.copyTo(other));
        assertThat(other.getWithMean()).isFalse();
        assertThat(other.getVariance()).isEqualTo("sample");
    }

    @Test
    void what_is_not_allowed_is_said_with_what_is() {
        ParamOption variance = ParamOption.of(new StandardScaler(), "variance");
        assertThatThrownBy(() -> variance.set("half"))
                .hasMessage("--variance cannot be 'half'; set --variance to population or sample.");
        ParamOption epochs = ParamOption.of(new NeuralNetworkClassifier(), "epochs");
        assertThatThrownBy(() -> epochs.set(0)).hasMessage("--epochs cannot be 0; set --epochs to at least 1.");
    }

    @Test
    void scalers_that_share_an_option_take_the_same_values() {
        assertThat(ScalerKind.all().stream()
                        .flatMap(kind -> kind.options().stream())
                        .collect(Collectors.groupingBy(
                                ParamOption::option,
                                Collectors.mapping(option -> option.spec().type(), Collectors.toSet()))))
                .allSatisfy((option, types) -> assertThat(types).as(option).hasSize(1));
    }

    private static void parse(Params stage, String... arguments) {
        CommandLine command = new CommandLine(CommandSpec.create());
        OptionSection.addAll(
                command,
                List.of(new OptionSection(
                        "", ParamOption.of(stage).map(ParamOption::spec).toList())));
        command.parseArgs(arguments);
    }
}
