package org.tare.export.onnx;

import java.util.List;
import org.tare.curve.Normal;

/**
 * Functions that ONNX has not, or that its runtimes do not compute in double, of values of any shape. They are right to a
 * few ulps, as exp and log of the runtime are.
 */
final class Formulas {
    private static final int SERIES = 25;
    private static final int FRACTION = 50;
    private static final double SQRT_PI = Math.sqrt(Math.PI);

    private final OnnxGraph graph;
    private final Arithmetic arithmetic;

    Formulas(OnnxGraph graph) {
        this.graph = graph;
        this.arithmetic = new Arithmetic(graph);
    }

    String add(String a, double b) {
        return arithmetic.plus(a, b);
    }

    String times(String a, double b) {
        return arithmetic.times(a, b);
    }

    String over(String a, double b) {
        return arithmetic.over(a, b);
    }

    String where(String condition, String yes, String no) {
        return graph.add("Where", condition, yes, no);
    }

    String less(String a, double b) {
        return graph.add("Less", a, graph.number(b));
    }

    /** {@code log(1 + x)}: what rounding of 1 + x loses, the quotient gives back (Kahan). */
    String log1p(String x) {
        String one = graph.number(1);
        String u = graph.add("Add", x, one);
        String lost = graph.add("Sub", u, one);
        String log = graph.add("Log", u);
        String isPlain = graph.add("Or", graph.add("Equal", lost, graph.number(0)), isInfinite(u));
        String safe = where(isPlain, one, lost);
        String exact = graph.add("Mul", log, graph.add("Div", x, safe));
        return where(graph.add("Equal", lost, graph.number(0)), x, where(isInfinite(u), log, exact));
    }

    /** {@code e^x - 1}, likewise. */
    String expm1(String x) {
        String one = graph.number(1);
        String u = graph.add("Exp", x);
        String difference = graph.add("Sub", u, one);
        String log = graph.add("Log", u);
        String isOne = graph.add("Equal", u, one);
        String isEnd = graph.add("Or", graph.add("Equal", difference, graph.number(-1)), isInfinite(u));
        String safe = where(graph.add("Or", isOne, isEnd), one, log);
        String exact = graph.add("Mul", difference, graph.add("Div", x, safe));
        return where(isOne, x, where(isEnd, difference, exact));
    }

    private String isInfinite(String x) {
        return graph.add("Equal", graph.add("Abs", x), graph.number(Double.POSITIVE_INFINITY));
    }

    /** {@code log1p(|x| + x² / (1 + sqrt(x² + 1)))} with the sign of x, and the logarithm of 2|x| where x² overflows. */
    String asinh(String x) {
        String magnitude = graph.add("Abs", x);
        String isLarge = graph.add("Greater", magnitude, graph.number(0x1p28));
        String small = where(isLarge, graph.number(1), magnitude);
        String square = graph.add("Mul", small, small);
        String root = add(graph.add("Sqrt", add(square, 1)), 1);
        String near = log1p(graph.add("Add", small, graph.add("Div", square, root)));
        String far = add(graph.add("Log", magnitude), Math.log(2));
        return withSign(where(isLarge, far, near), x);
    }

    /** {@code (t + t / (t + 1)) / 2} with {@code t = e^|x| - 1}; of two halves where that overflows. */
    String sinh(String x) {
        String magnitude = graph.add("Abs", x);
        String isLarge = graph.add("Greater", magnitude, graph.number(22));
        String t = expm1(where(isLarge, graph.number(1), magnitude));
        String near = over(graph.add("Add", t, graph.add("Div", t, add(t, 1))), 2);
        String half = graph.add("Exp", over(magnitude, 2));
        String far = graph.add("Mul", over(half, 2), half);
        return withSign(where(isLarge, far, near), x);
    }

    private String withSign(String magnitude, String x) {
        // -0 keeps its sign as it is returned itself.
        String isZero = graph.add("Equal", x, graph.number(0));
        return where(isZero, x, where(less(x, 0), graph.add("Neg", magnitude), magnitude));
    }

    /** As {@link Normal} has it. */
    String normalQuantile(String x) {
        List<double[]> coefficients = Normal.coefficients();
        String q = add(x, -0.5);
        String square = graph.add("Mul", q, q);
        String central = graph.add("Sub", graph.number(Normal.CENTRAL * Normal.CENTRAL), square);
        String near = graph.add(
                "Div",
                graph.add("Mul", q, polynomial(coefficients.get(0), central)),
                polynomial(coefficients.get(1), central));
        String isLow = less(q, 0);
        String tail = where(isLow, x, graph.add("Sub", graph.number(1), x));
        String r = add(graph.add("Sqrt", graph.add("Neg", graph.add("Log", tail))), -Normal.NEAR);
        String z = graph.add("Div", polynomial(coefficients.get(2), r), polynomial(coefficients.get(3), r));
        String low = graph.add("Max", graph.number(Normal.LEAST), graph.add("Neg", z));
        String high = graph.add("Min", graph.number(Normal.GREATEST), z);
        // Where z is a quotient of infinities, the tail is 0.
        String far = where(
                graph.add("LessOrEqual", tail, graph.number(Double.MIN_VALUE)),
                where(isLow, graph.number(Normal.LEAST), graph.number(Normal.GREATEST)),
                where(isLow, low, high));
        String isNear = graph.add("LessOrEqual", graph.add("Abs", q), graph.number(Normal.CENTRAL));
        return where(graph.add("IsNaN", x), x, where(isNear, near, far));
    }

    private String polynomial(double[] coefficients, String x) {
        String sum = graph.number(coefficients[coefficients.length - 1]);
        for (int i = coefficients.length - 2; i >= 0; i--) {
            sum = add(graph.add("Mul", sum, x), coefficients[i]);
        }
        return sum;
    }

    /** {@code erfc(-x / √2) / 2}, held at the ends as {@link Normal} has it: by the series near 0, by the continued fraction beyond. */
    String normalCumulative(String x) {
        String held = graph.add("Max", graph.number(Normal.LEAST), graph.add("Min", graph.number(Normal.GREATEST), x));
        String t = over(held, -Math.sqrt(2));
        String magnitude = graph.add("Abs", t);
        String square = graph.add("Mul", t, t);
        String bell = over(graph.add("Exp", graph.add("Neg", square)), SQRT_PI);
        String near = graph.add("Sub", graph.number(1), graph.add("Mul", graph.add("Mul", series(square), t), bell));
        String tail = graph.add("Mul", graph.add("Mul", fraction(square), magnitude), bell);
        String far = where(less(t, 0), graph.add("Sub", graph.number(2), tail), tail);
        String half = over(where(less(magnitude, 1.5), near, far), 2);
        String above = where(graph.add("GreaterOrEqual", x, graph.number(Normal.GREATEST)), graph.number(1), half);
        String inner = where(graph.add("LessOrEqual", x, graph.number(Normal.LEAST)), graph.number(0), above);
        return where(graph.add("IsNaN", x), x, inner);
    }

    /** {@code erf(t) / (t e^(-t²) / √π)}: Abramowitz and Stegun 7.1.6. */
    private String series(String square) {
        String sum = graph.number(0);
        for (int k = SERIES; k > 0; k--) {
            sum = add(over(graph.add("Mul", square, sum), k + 0.5), 2);
        }
        return sum;
    }

    /** {@code erfc(t) / (t e^(-t²) / √π)}: Abramowitz and Stegun 7.1.14, as the quotient of its convergents. */
    private String fraction(String square) {
        String p = graph.number(1);
        String q = add(square, 0.5);
        String pBefore = graph.number(0);
        String qBefore = graph.number(1);
        double a = 0;
        for (int k = 0; k < FRACTION; k++) {
            a += 0.5 + 2 * k;
            String b = add(square, 2.5 + 2 * k);
            String pNext = graph.add("Sub", graph.add("Mul", b, p), times(pBefore, a));
            String qNext = graph.add("Sub", graph.add("Mul", b, q), times(qBefore, a));
            pBefore = p;
            qBefore = q;
            p = pNext;
            q = qNext;
        }
        return graph.add("Div", p, q);
    }
}
