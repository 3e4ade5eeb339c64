package org.tare.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tare.DocumentedJava;
import org.tare.nn.core.Shape;

/** The networks that the page on training and the samples' options show are networks of digits. */
class DocumentedNetworksTest {
    private static final Path PAGE = Path.of("src/site/markdown/training.md");

    static Stream<String> shown() throws IOException {
        return DocumentedJava.blocks(PAGE, "").stream()
                .filter(block -> block.startsWith("reshape("))
                .flatMap(block -> Stream.of(block.strip().split("\n(?=reshape)")));
    }

    @ParameterizedTest
    @MethodSource("shown")
    void a_network_of_the_page_tells_ten_digits_apart(String text) {
        assertThat(Network.parse(text, Shape.of(784), 1).output()).isEqualTo(Shape.of(10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"resnet", "inception", "gru"})
    void a_network_of_a_sample_tells_ten_digits_apart(String name) throws IOException {
        String layers = Files.readString(Path.of("conf", name + ".conf"))
                .lines()
                .filter(line -> line.startsWith("\"--layers="))
                .findFirst()
                .orElseThrow()
                .replaceAll("^\"--layers=|\"$", "");
        assertThat(Network.parse(layers, Shape.of(784), 1).output()).isEqualTo(Shape.of(10));
    }

    /** He and others (2015), table 6: 0.27 million for 32 x 32 images of three channels, which have 288 weights more. */
    @Test
    void resnet_20_has_as_many_parameters_as_its_paper_says() throws IOException {
        Network network = Network.parse(shown().findFirst().orElseThrow(), Shape.of(784), 1);
        assertThat(network.numParameters()).isBetween(265_000L, 275_000L);
        long layers = network.summary().stream()
                .filter(line -> line.text().startsWith("conv2d") || line.text().startsWith("dense"))
                .filter(line -> !line.name().contains("shortcut"))
                .count();
        assertThat(layers).isEqualTo(20);
    }
}
