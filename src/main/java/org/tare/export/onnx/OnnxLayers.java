package org.tare.export.onnx;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tare.nn.text.Arguments;
import org.tare.nn.text.Term;

/** The layers of a trained network, each by its form; a layer without one cannot leave. */
final class OnnxLayers implements LayerSource.Blocks {
    private static final Map<String, LayerForm> FORMS = new TreeMap<>(Map.ofEntries(
            Map.entry("avgPool", WindowForms::averagePool),
            Map.entry("batchNorm", NormalizationForms::batchNorm),
            Map.entry("auxiliary", BlockForms::auxiliary),
            Map.entry("batchRenorm", NormalizationForms::batchRenorm),
            Map.entry("bidirectional", RecurrentForms::bidirectional),
            Map.entry("concat", BlockForms::concat),
            Map.entry("conv2d", WindowForms::convolution),
            Map.entry("dense", LayerForms::dense),
            Map.entry("dropout", LayerForms::dropout),
            Map.entry("flatten", LayerForms::flatten),
            Map.entry("globalAvgPool", SequenceForms::average),
            Map.entry("globalMaxPool", SequenceForms::largest),
            Map.entry("gru", RecurrentForms::gru),
            Map.entry("layerNorm", NormalizationForms::layerNorm),
            Map.entry("lstm", RecurrentForms::lstm),
            Map.entry("masked", BlockForms::masked),
            Map.entry("maxPool", WindowForms::maxPool),
            Map.entry("relu", LayerForms::relu),
            Map.entry("repeat", BlockForms::repeat),
            Map.entry("reshape", LayerForms::reshape),
            Map.entry("residual", BlockForms::residual),
            Map.entry("rmsNorm", NormalizationForms::rmsNorm),
            Map.entry("rnn", RecurrentForms::rnn),
            Map.entry("sigmoid", LayerForms::sigmoid),
            Map.entry("tanh", LayerForms::tanh)));

    private final OnnxGraph graph;
    private final Map<String, double[]> weights;

    OnnxLayers(OnnxGraph graph, Map<String, double[]> weights) {
        this.graph = graph;
        this.weights = weights;
    }

    /** The words of the layers that have a form. */
    static Set<String> names() {
        return FORMS.keySet();
    }

    /**
     * What these layers make of x, one after the other.
     *
     * @param prefix what the names of their weights begin with, before their number
     * @throws IllegalArgumentException if a layer or an option of one has no form, with its name
     */
    @Override
    public Tensor write(List<Term> layers, String prefix, Tensor x) {
        Tensor y = x;
        for (int i = 0; i < layers.size(); i++) {
            y = write(layers.get(i), prefix + i + ".", y);
        }
        return y;
    }

    @Override
    public Tensor write(Term layer, String prefix, Tensor x) {
        LayerForm form = FORMS.get(layer.name());
        if (form == null) {
            throw new IllegalArgumentException("The layer '" + layer
                    + "' has no form in ONNX yet; predict with Scoring, which needs no Spark either. These have one: "
                    + String.join(", ", FORMS.keySet()) + ".");
        }
        Arguments arguments = new Arguments(layer);
        Tensor y = form.write(new LayerSource(graph, arguments, prefix, weights, this), x);
        try {
            arguments.end();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The layer '" + layer
                            + "' has an option that has no form in ONNX yet; predict with Scoring, which needs no Spark either.",
                    e);
        }
        return y;
    }
}
