package org.tare.export.onnx;

import java.util.function.DoubleUnaryOperator;

/** Layers that normalize: by the statistics they learned, or each row by its own. */
final class NormalizationForms {
    private static final double EPSILON = 1e-5;

    private NormalizationForms() {}

    static Tensor batchNorm(LayerSource layer, Tensor x) {
        layer.leaveOut("statistics", "momentum", "averageFirst", "runningVariance", "affine");
        double epsilon = epsilon(layer);
        return learned(layer, x, layer.weights("runningVariance"), variance -> Math.sqrt(variance + epsilon));
    }

    static Tensor batchRenorm(LayerSource layer, Tensor x) {
        layer.leaveOut(
                "statistics", "momentum", "averageFirst", "affine", "rmax", "dmax", "warmUp", "rmaxAt", "dmaxAt");
        epsilon(layer);
        return learned(layer, x, layer.weights("runningDeviation"), deviation -> deviation);
    }

    private static double epsilon(LayerSource layer) {
        return layer.arguments().number("eps", 0, Double.MAX_VALUE, EPSILON);
    }

    /** {@code (x - mean) slope + β}, with a slope of 0 where nothing varied. */
    private static Tensor learned(LayerSource layer, Tensor x, double[] spread, DoubleUnaryOperator deviation) {
        double[] gamma = layer.weights("gamma");
        double[] slope = new double[spread.length];
        for (int c = 0; c < slope.length; c++) {
            double divisor = deviation.applyAsDouble(spread[c]);
            slope[c] = divisor == 0 ? 0 : (gamma == null ? 1 : gamma[c]) * (1 / divisor);
        }
        Arithmetic arithmetic = new Arithmetic(layer.graph());
        String centered = arithmetic.minus(x.value(), layer.weights("runningMean"));
        return x.with(layer.plus(arithmetic.times(centered, slope), layer.weights("beta")));
    }

    static Tensor layerNorm(LayerSource layer, Tensor x) {
        layer.leaveOut("affine");
        String centered = layer.add("Sub", x.value(), mean(layer, x.value()));
        return byRow(layer, x, centered);
    }

    static Tensor rmsNorm(LayerSource layer, Tensor x) {
        layer.leaveOut("affine", "beta");
        return byRow(layer, x, x.value());
    }

    /** {@code γ·d/√(mean of d² + ε) + β}. */
    private static Tensor byRow(LayerSource layer, Tensor x, String distance) {
        double epsilon = epsilon(layer);
        Arithmetic arithmetic = new Arithmetic(layer.graph());
        String squares = mean(layer, layer.add("Mul", distance, distance));
        String spread = layer.add("Sqrt", arithmetic.plus(squares, epsilon));
        String standard = layer.add("Div", distance, spread);
        double[] gamma = layer.weights("gamma");
        String scaled = gamma == null ? standard : arithmetic.times(standard, gamma);
        return x.with(layer.plus(scaled, layer.weights("beta")));
    }

    private static String mean(LayerSource layer, String x) {
        return layer.graph()
                .add(
                        "ReduceMean",
                        new Attribute("keepdims", 1),
                        x,
                        layer.graph().whole(-1));
    }
}
