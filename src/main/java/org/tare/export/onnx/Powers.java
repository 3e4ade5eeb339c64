package org.tare.export.onnx;

import java.util.Map;
import org.tare.curve.CurveStep;
import org.tare.curve.PowerMethod;

/** Power transforms of one feature and their inverses, with the formulas of {@link PowerMethod}; NaN where an inverse has no value. */
final class Powers {
    private static final String INVERSE = "Inverse";
    private static final Map<String, PowerMethod> METHODS =
            Map.of("boxCox", PowerMethod.BOX_COX, "yeoJohnson", PowerMethod.YEO_JOHNSON);

    private final OnnxGraph graph;
    private final Formulas formulas;

    Powers(OnnxGraph graph) {
        this.graph = graph;
        this.formulas = new Formulas(graph);
    }

    boolean knows(String step) {
        return METHODS.containsKey(step.replace(INVERSE, ""));
    }

    String apply(String x, CurveStep step) {
        boolean isInverse = step.name().endsWith(INVERSE);
        boolean isBoxCox = METHODS.get(step.name().replace(INVERSE, "")) == PowerMethod.BOX_COX;
        double lambda = step.number("lambda");
        double origin = step.number("origin");
        if (isBoxCox) {
            return isInverse ? boxCoxBack(x, lambda, origin) : power(boxCoxLogarithm(x, origin), lambda);
        }
        return isInverse ? back(x, lambda, origin) : forward(x, lambda, origin);
    }

    /** {@code (e^(λ·logarithm) - 1) / λ}, and its limit for λ = 0. */
    private String power(String logarithm, double lambda) {
        return lambda == 0 ? logarithm : formulas.over(formulas.expm1(formulas.times(logarithm, lambda)), lambda);
    }

    private String root(String y, double lambda) {
        return lambda == 0 ? y : formulas.over(formulas.log1p(formulas.times(y, lambda)), lambda);
    }

    private String boxCoxLogarithm(String x, double origin) {
        String near = formulas.log1p(formulas.over(formulas.add(x, -origin), origin));
        String log = graph.add("Log", x);
        String far = origin == 1 ? log : formulas.add(log, -StrictMath.log(origin));
        return formulas.where(isNear(x, origin), near, far);
    }

    private String boxCoxBack(String y, double lambda, double origin) {
        return formulas.add(formulas.times(formulas.expm1(root(y, lambda)), origin), origin);
    }

    private String isNear(String x, double origin) {
        String notBelow = graph.add("GreaterOrEqual", x, graph.number(origin / 2));
        String notAbove = graph.add("LessOrEqual", x, graph.number(2 * origin));
        return graph.add("And", notBelow, notAbove);
    }

    private String forward(String x, double lambda, double origin) {
        if (origin < 0) {
            return graph.add("Neg", forward(graph.add("Neg", x), 2 - lambda, -origin));
        }
        if (origin == 0) {
            return mirrored(x, lambda, graph.number(0));
        }
        String near = formulas.log1p(formulas.over(formulas.add(x, -origin), 1 + origin));
        String far = formulas.add(formulas.log1p(x), -StrictMath.log1p(origin));
        String positive = power(formulas.where(isNear(x, origin), near, far), lambda);
        String negative = formulas.add(
                formulas.over(mirrored(x, lambda, graph.number(0)), unit(lambda, origin)), zero(lambda, origin));
        return formulas.where(formulas.less(x, 0), negative, positive);
    }

    /** With the usual origin. */
    private String mirrored(String x, double lambda, String zero) {
        String isNegative = graph.add("Less", x, zero);
        String magnitude = graph.add("Abs", x);
        String logarithm = formulas.log1p(magnitude);
        String signed =
                formulas.where(isNegative, graph.add("Neg", power(logarithm, 2 - lambda)), power(logarithm, lambda));
        // log1p of -0 is -0.
        return formulas.where(graph.add("Equal", x, zero), x, signed);
    }

    private String back(String y, double lambda, double origin) {
        if (origin < 0) {
            return graph.add("Neg", back(graph.add("Neg", y), 2 - lambda, -origin));
        }
        if (origin == 0) {
            return mirroredBack(y, lambda);
        }
        double zero = zero(lambda, origin);
        String positive = formulas.add(formulas.times(formulas.expm1(root(y, lambda)), 1 + origin), origin);
        String held = formulas.where(formulas.less(positive, 0), graph.number(0), positive);
        String below = mirroredBack(formulas.times(formulas.add(y, -zero), unit(lambda, origin)), lambda);
        return formulas.where(formulas.less(y, zero), below, held);
    }

    private String mirroredBack(String y, double lambda) {
        String magnitude = graph.add("Abs", y);
        String positive = formulas.expm1(root(magnitude, lambda));
        String negative = graph.add("Neg", formulas.expm1(root(magnitude, 2 - lambda)));
        String signed = formulas.where(formulas.less(y, 0), negative, positive);
        return formulas.where(graph.add("Equal", y, graph.number(0)), y, signed);
    }

    /** What 0 becomes with that origin. */
    private static double zero(double lambda, double origin) {
        return PowerMethod.power(PowerMethod.YEO_JOHNSON.logarithm(0, origin), lambda);
    }

    /** What 1 is at the origin, of the values at the usual one. */
    private static double unit(double lambda, double origin) {
        return StrictMath.exp(lambda * StrictMath.log1p(origin));
    }
}
