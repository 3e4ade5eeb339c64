package org.tare.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tare.nn.Network;
import org.tare.nn.core.Shape;

/** A network of any layer predicts the same bits wherever it was sent and however it was kept. */
class FittedNetworkTest {
    @ParameterizedTest(name = "{0} on rows of {1}")
    @MethodSource("org.tare.nn.LayerExamplesTest#all")
    void it_survives_being_sent_and_saved(String text, Shape shape) throws Exception {
        String layers = "reshape(" + shape.toString().replace("x", ", ") + ") " + text;
        Network network = Network.parse(layers, Shape.of(shape.size()), 3);
        Random random = new Random(1);
        Map<String, double[]> weights = network.state();
        weights.replaceAll(
                (name, numbers) -> random.doubles(numbers.length, 0.5, 1.5).toArray());
        FittedNetwork fitted = new FittedNetwork(
                network.toString(), shape.size(), "squaredError", weights, List.of(), Map.of("seed", "3"));
        double[] row = random.doubles(shape.size(), -1, 1).toArray();
        double[] expected = fitted.outputs(row);
        for (FittedNetwork copy : List.of(javaCopy(fitted), kryoCopy(fitted), saved(fitted))) {
            assertThat(copy.outputs(row)).containsExactly(expected);
            assertThat(copy.summary()).isEqualTo(fitted.summary());
            assertThat(copy.shapes()).isEqualTo(fitted.shapes());
            weights.forEach((name, numbers) ->
                    assertThat(copy.weights().get(name)).as(name).containsExactly(numbers));
        }
    }

    private static FittedNetwork javaCopy(FittedNetwork network) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(network);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (FittedNetwork) in.readObject();
        }
    }

    private static FittedNetwork kryoCopy(FittedNetwork network) {
        Kryo kryo = new Kryo();
        kryo.setRegistrationRequired(false);
        Output out = new Output(1024, -1);
        kryo.writeClassAndObject(out, network);
        return (FittedNetwork) kryo.readClassAndObject(new Input(out.toBytes()));
    }

    private static FittedNetwork saved(FittedNetwork network) throws Exception {
        StringWriter out = new StringWriter();
        StateText.write(network, out);
        return StateText.read(new BufferedReader(new StringReader(out.toString())))
                .fitted();
    }
}
