package org.tare.train;

import java.io.Serializable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tare.nn.FrozenLayers;
import org.tare.nn.Network;
import org.tare.nn.core.LayerSummary;
import org.tare.nn.core.Shape;

/**
 * What a network starts with, and what training leaves as it is.
 *
 * @param weights first weights, by name; those without one are new
 * @param frozen the layers to leave as they are, as text
 * @param statistics whether their running statistics are left too
 */
record WarmStart(Map<String, double[]> weights, String frozen, boolean statistics) implements Serializable {
    /**
     * The weights of the first layers of another network.
     *
     * @param layers how many; 0 for all
     * @param path where the other one is, for messages
     * @throws IllegalArgumentException that names the first layer in which the networks differ
     */
    static Map<String, double[]> weights(Network network, FittedNetwork initial, int layers, String path) {
        Network other = Network.restored(initial.layers(), Shape.of(initial.features()), initial.weights());
        List<LayerSummary> own = network.summary();
        List<LayerSummary> others = other.summary();
        int all = 1 + number(own.get(own.size() - 1).name());
        if (layers > all) {
            throw new IllegalArgumentException("initialLayers is " + layers + " and the network has " + all
                    + " layers; set initialLayers to at most that.");
        }
        int most = layers == 0 ? Integer.MAX_VALUE : layers;
        int compared =
                (int) own.stream().filter(line -> number(line.name()) < most).count();
        int given =
                (int) others.stream().filter(line -> number(line.name()) < most).count();
        if (!network.input().equals(other.input())) {
            throw new IllegalArgumentException("Rows have " + network.input() + " features and those of initialModel '"
                    + path + "' " + other.input() + "; give a model of the same features.");
        }
        for (int i = 0; i < Math.max(compared, given); i++) {
            String here = i < compared ? text(own.get(i)) : "nothing";
            String there = i < given ? text(others.get(i)) : "nothing";
            boolean same = i < Math.min(compared, given) && alike(own.get(i), network, others.get(i), other);
            if (!same) {
                String name = i < compared ? own.get(i).name() : others.get(i).name();
                throw new IllegalArgumentException("The network differs from initialModel '" + path + "' in layer "
                        + name + ": " + here + " here and " + there + " there; give the same layers, or set "
                        + (number(name) == 0 ? "another initialModel." : "initialLayers to " + number(name) + "."));
            }
        }
        Map<String, double[]> weights = new LinkedHashMap<>();
        initial.weights().forEach((name, numbers) -> {
            if (number(name) < most) {
                weights.put(name, numbers);
            }
        });
        return weights;
    }

    /**
     * A network with the weights of a file in its first layers.
     *
     * @param layers how many; 0 for all
     * @param path where the file is, for messages
     * @throws IllegalArgumentException that names the first weight which is missing, of another length, or not the network's
     */
    static FittedNetwork holding(Map<String, double[]> given, Network network, int layers, String path) {
        Map<String, List<Integer>> shapes = new LinkedHashMap<>(network.shapes());
        shapes.keySet().removeIf(name -> layers > 0 && number(name) >= layers);
        shapes.forEach((name, shape) -> {
            int size = shape.stream().reduce(1, Math::multiplyExact);
            if (!given.containsKey(name) || given.get(name).length != size) {
                throw new IllegalArgumentException("The file '" + path + "' has "
                        + (given.containsKey(name) ? given.get(name).length + " numbers for " : "no ") + name
                        + ", which the network has as " + shape + "; give that many numbers"
                        + (number(name) == 0 ? "." : ", or set initialLayers to " + number(name) + "."));
            }
        });
        given.keySet().stream()
                .filter(name -> layers == 0 && !shapes.containsKey(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("The file '" + path + "' holds '" + name
                            + "', and the network has no such weight; its names are "
                            + String.join(", ", shapes.keySet()) + ".");
                });
        Map<String, double[]> weights = network.state();
        shapes.keySet().forEach(name -> weights.put(name, given.get(name)));
        return new FittedNetwork(network.toString(), network.input().size(), "", weights, List.of(), Map.of());
    }

    private static int number(String name) {
        return Integer.parseInt(name.split("\\.", 2)[0]);
    }

    private static String text(LayerSummary layer) {
        return layer.text() + " (shape " + layer.output() + ", " + layer.parameters() + " weights)";
    }

    /** What a layer is called, what it gives and what it learns; options such as a rate of dropout may differ. */
    private static boolean alike(LayerSummary one, Network network, LayerSummary other, Network initial) {
        return one.name().equals(other.name())
                && shapes(one, network).equals(shapes(other, initial))
                && word(one).equals(word(other))
                && one.output().equals(other.output())
                && one.parameters() == other.parameters();
    }

    /** Of its weights and of those of the layers in it, by name. */
    private static Map<String, List<Integer>> shapes(LayerSummary layer, Network network) {
        Map<String, List<Integer>> shapes = new LinkedHashMap<>(network.shapes());
        shapes.keySet().removeIf(name -> !name.startsWith(layer.name() + "."));
        return shapes;
    }

    private static String word(LayerSummary layer) {
        return layer.text().split("\\(", 2)[0];
    }

    /** Gives a new network these weights, and freezes what is to stay. */
    void applyTo(Network network) {
        if (!weights.isEmpty()) {
            Map<String, double[]> state = network.state();
            state.putAll(weights);
            network.restore(state);
        }
        network.freeze(FrozenLayers.parse(frozen), statistics);
    }

    void addTo(Map<String, String> identity) {
        int hash = weights.entrySet().stream()
                .mapToInt(entry -> 31 * entry.getKey().hashCode() + Arrays.hashCode(entry.getValue()))
                .sum();
        identity.put("initialWeights", weights.isEmpty() ? "new" : Integer.toHexString(hash));
        identity.put("frozenLayers", frozen);
        identity.put("frozenStatistics", statistics ? "running" : "batch");
    }
}
