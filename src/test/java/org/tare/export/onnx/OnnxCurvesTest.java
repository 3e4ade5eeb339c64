package org.tare.export.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tare.curve.Affine;
import org.tare.curve.Bins;
import org.tare.curve.Chain;
import org.tare.curve.Clipped;
import org.tare.curve.Curve;
import org.tare.curve.Curves;
import org.tare.curve.Elementary;
import org.tare.curve.Fill;
import org.tare.curve.Knots;
import org.tare.curve.Missing;
import org.tare.curve.Normal;
import org.tare.curve.Power;
import org.tare.curve.PowerMethod;
import org.tare.scoring.Port;
import org.tare.scoring.ScaleStep;
import org.tare.scoring.ScoringPlan;
import org.tare.scoring.Step;

/** Curves as ONNX give what they give here: lines, clipping, filling, bins and knots to the bit. */
class OnnxCurvesTest {
    private static final Knots KNOTS = new Knots(new double[] {-3, 0, 0, 0.1, 5}, new double[] {0, 0.2, 0.4, 0.5, 1});

    /** Made of sums, products, quotients and comparisons, which IEEE 754 rounds alike everywhere. */
    private static final List<Curve> ARITHMETIC = List.of(
            Affine.IDENTITY,
            new Affine(3, 1.5, 0, 1),
            new Affine(0, 7, -0.0, 1),
            new Affine(-0.0, 1, 2, -3),
            new Affine(5, 1, 0, 0),
            Curves.through(0, -1, 5, 0.1),
            Curves.through(0, -1, 5, 0.1).inverse(),
            new Clipped(Curves.through(-3, 0, 3, 1), 0, 1),
            new Clipped(Curves.through(-3, -1, 3, 0), -1, 0),
            new Clipped(Curves.through(-1.7e308, -1, 1.7e308, 0.1), -1, 0.1),
            Curves.through(-1.7e308, -1, 1.7e308, 0.1).inverse(),
            Curves.through(0, -1e308, 1, 1.5e308),
            new Fill(2.5),
            new Fill(-0.0),
            new Clipped(Affine.IDENTITY, -0.0, 2),
            new Clipped(Affine.IDENTITY, -1, -0.0),
            Curves.through(0, -1, 5, -0.0),
            new Missing(),
            Chain.of(new Fill(-0.0), new Affine(3, 1.5, 0, 1)),
            Chain.of(new Fill(7), new Clipped(Affine.IDENTITY, -1, 2)),
            Chain.of(new Clipped(Affine.IDENTITY, -1, 2), new Fill(7)),
            KNOTS,
            KNOTS.inverse(),
            new Knots(new double[] {-3, 0, 0, 5}, new double[] {-1, -Double.MIN_VALUE, -Double.MIN_VALUE, 1}),
            new Knots(new double[] {2}, new double[] {3}),
            new Knots(new double[] {-1, 1}, new double[] {4, 4}),
            new Knots(new double[] {-1.7e308, 0, 1.7e308}, new double[] {-1.2e308, 0.5, 1.2e308}),
            new Bins(-3, 0.1, 3, 5),
            new Bins(-3, 5));

    private static final List<Curve> TRANSCENDENTAL = List.of(
            new Power(PowerMethod.YEO_JOHNSON, 0.3),
            new Power(PowerMethod.YEO_JOHNSON, 0),
            new Power(PowerMethod.YEO_JOHNSON, 2),
            new Power(PowerMethod.YEO_JOHNSON, -1.5, 3, false),
            new Power(PowerMethod.YEO_JOHNSON, 1.5, -3, false),
            new Power(PowerMethod.BOX_COX, 0.3),
            new Power(PowerMethod.BOX_COX, 0, 7, false),
            new Power(PowerMethod.YEO_JOHNSON, 0.3).inverse(),
            new Power(PowerMethod.YEO_JOHNSON, 1, 3, false).inverse(),
            new Power(PowerMethod.BOX_COX, 0, 7, false).inverse(),
            Chain.of(new Knots(new double[] {-3, 5}, new double[] {0, 1}), new Normal(false)),
            new Normal(true),
            Elementary.LOG1P,
            Elementary.EXPM1,
            Elementary.ASINH,
            Elementary.SINH);

    private static final double[] SPECIAL = {
        0.0,
        -0.0,
        3,
        5,
        -3,
        0.1,
        -1,
        1e-300,
        1e-9,
        -1e-9,
        1e9,
        700,
        -700,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        Double.MIN_NORMAL,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        1.7e308
    };

    private static final double[] VALUES = DoubleStream.concat(
                    DoubleStream.of(SPECIAL),
                    DoubleStream.concat(
                            new Random(1).longs(1_000).mapToDouble(Double::longBitsToDouble),
                            new Random(2).doubles(1_000, -10, 10)))
            .toArray();

    static List<Curve> arithmetic() {
        return ARITHMETIC;
    }

    static List<Curve> transcendental() {
        return TRANSCENDENTAL;
    }

    private static double[][] column() {
        return DoubleStream.of(VALUES).mapToObj(x -> new double[] {x}).toArray(double[][]::new);
    }

    private static ScoringPlan plan(Port input, Port output, List<Curve> curves) {
        List<String> texts = curves.stream().map(Curve::toText).toList();
        return new ScoringPlan(Map.of(), List.of(new ScaleStep(List.of(input), 0, output, texts, List.of())));
    }

    private static double[][] run(ScoringPlan plan, OnnxExport export, double[]... x) {
        try (OnnxRun run = OnnxRun.of(plan, export)) {
            return (double[][]) run.run(Map.of("x", x)).get("y");
        }
    }

    private static double[] run(Curve curve) {
        double[][] results = run(plan(Port.number("x"), Port.number("y"), List.of(curve)), new OnnxExport(), column());
        return Stream.of(results).mapToDouble(row -> row[0]).toArray();
    }

    @ParameterizedTest
    @MethodSource("arithmetic")
    void the_bits_are_those_of_the_curve(Curve curve) {
        double[] found = run(curve);
        for (int i = 0; i < found.length; i++) {
            assertThat(Double.doubleToLongBits(found[i]))
                    .as("%s at %s is %s", curve.toText(), VALUES[i], found[i])
                    .isEqualTo(Double.doubleToLongBits(curve.apply(VALUES[i])));
        }
    }

    /**
     * ONNX Runtime's usual optimizer leaves out what adds a number that is 0 as a float, or multiplies by one that is 1: each curve is a
     * column of its own, since it does so for single constants.
     */
    @Test
    void constants_that_are_nearly_neutral_are_not_left_out() {
        double ulp = Math.ulp(1.0);
        double[] offsets = {0, 1e-310, -Double.MIN_VALUE, 1e-60, -1e-17, -1e300};
        double[] units = {1, 1 + ulp, 1 - ulp / 2, 1 + 1e-9, -1 - ulp};
        List<Curve> curves = new ArrayList<>();
        for (double x0 : offsets) {
            for (double dx : units) {
                for (double y0 : offsets) {
                    for (double dy : units) {
                        curves.add(new Affine(x0, dx, y0, dy));
                    }
                }
            }
        }
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < curves.size(); i++) {
            steps.add(new ScaleStep(
                    List.of(Port.number("x")),
                    0,
                    Port.number("y" + i),
                    List.of(curves.get(i).toText()),
                    List.of()));
        }
        double[] x = DoubleStream.concat(DoubleStream.of(SPECIAL), DoubleStream.of(offsets))
                .toArray();
        double[][] column =
                DoubleStream.of(x).mapToObj(one -> new double[] {one}).toArray(double[][]::new);
        try (OnnxRun run = OnnxRun.of(new ScoringPlan(Map.of(), steps))) {
            Map<String, Object[]> found = run.run(Map.of("x", column));
            for (int i = 0; i < curves.size(); i++) {
                for (int r = 0; r < x.length; r++) {
                    double y = ((double[]) found.get("y" + i)[r])[0];
                    assertThat(Double.doubleToLongBits(y))
                            .as("%s at %s is %s", curves.get(i).toText(), x[r], y)
                            .isEqualTo(Double.doubleToLongBits(curves.get(i).apply(x[r])));
                }
            }
        }
    }

    /** The runtime's exponential and logarithm are right to some ulps, and a formula of several has a few of them. */
    @ParameterizedTest
    @MethodSource("transcendental")
    void functions_are_right_to_some_ulps(Curve curve) {
        double[] found = run(curve);
        for (int i = 0; i < found.length; i++) {
            double expected;
            try {
                expected = curve.apply(VALUES[i]);
            } catch (IllegalArgumentException beyondWhatTheTransformReaches) {
                expected = Double.NaN;
            }
            String what = curve.toText() + " at " + VALUES[i] + " is " + found[i] + " and not " + expected;
            if (Double.isFinite(expected)) {
                assertThat(Math.abs(found[i] - expected)).as(what).isLessThanOrEqualTo(tolerance(curve, expected));
            } else {
                assertThat(found[i]).as(what).isEqualTo((Double) expected);
            }
        }
    }

    /** Some ulps; more where e is raised to a large number, by that; and ulps of the origin that is added or subtracted. */
    private static double tolerance(Curve curve, double expected) {
        double exponent = expected == 0 ? 0 : Math.abs(Math.log(Math.abs(expected)));
        double origin = Curves.steps(curve).get(0).numbers().getOrDefault("origin", new double[] {0})[0];
        return 1e-15 * ((16 + 4 * exponent) * Math.abs(expected) + 4 * Math.abs(origin));
    }

    @Test
    void curves_of_a_vector_of_all_kinds_keep_their_places() {
        List<Curve> all = new ArrayList<>(ARITHMETIC);
        all.addAll(ARITHMETIC.subList(3, 9));
        double[][] rows = IntStream.range(0, VALUES.length)
                .mapToObj(r -> IntStream.range(0, all.size())
                        .mapToDouble(i -> VALUES[(r + 31 * i) % VALUES.length])
                        .toArray())
                .toArray(double[][]::new);
        for (int opset = OnnxExport.LEAST; opset <= OnnxExport.LATEST; opset++) {
            double[][] found = run(
                    plan(Port.vector("x", all.size()), Port.vector("y", all.size()), all),
                    new OnnxExport(opset, OnnxPrecision.DOUBLE),
                    rows);
            for (int r = 0; r < rows.length; r++) {
                double[] row = rows[r];
                assertThat(found[r])
                        .containsExactly(IntStream.range(0, all.size())
                                .mapToDouble(i -> all.get(i).apply(row[i]))
                                .toArray());
            }
        }
    }

    @Test
    void in_float_the_results_are_near() {
        List<Curve> curves = List.of(new Affine(3, 1.5, 0, 1), KNOTS, Elementary.ASINH);
        try (OnnxRun run = OnnxRun.of(
                plan(Port.vector("x", 3), Port.vector("y", 3), curves), new OnnxExport(21, OnnxPrecision.FLOAT))) {
            float[][] found = (float[][]) run.run(Map.of("x", new double[][] {{2, 0.05, -4}, {Double.NaN, 9, 1e-3}}))
                    .get("y");
            // Seven digits of numbers near 1.
            assertThat((double) found[0][0]).isCloseTo(curves.get(0).apply(2), within());
            assertThat((double) found[0][1]).isCloseTo(KNOTS.apply(0.05), within());
            assertThat((double) found[0][2]).isCloseTo(Elementary.ASINH.apply(-4), within());
            assertThat(found[1][0]).isNaN();
            assertThat(found[1][1]).isEqualTo(1);
        }
    }

    private static org.assertj.core.data.Offset<Double> within() {
        return org.assertj.core.data.Offset.offset(1e-6);
    }
}
