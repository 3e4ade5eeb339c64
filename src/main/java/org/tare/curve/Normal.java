package org.tare.curve;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.math3.special.Erf;
import org.apache.spark.sql.Column;

/**
 * The quantile function of the standard normal distribution, from {@code [0, 1]} to the numbers, or its inverse.
 *
 * <p>M. J. Wichura, Algorithm AS 241 (PPND16), Applied Statistics 37 (1988) 477: off by about 1e-16 of the result; its
 * coefficients stand here as the nearest doubles. As in
 * scikit-learn, results are held within the quantiles of 1e-7 and 1 - 1e-7, so that the ends of the unit interval stay
 * finite; the inverse takes what lies there or beyond back to 0 and 1.
 *
 * @param isInverse whether it is the cumulative distribution function
 */
@DefaultSerializer(JavaSerializer.class)
public record Normal(boolean isInverse) implements Curve {
    /** The quantile of the double next to 1e-7, as scikit-learn has it. */
    public static final double LEAST = -5.199337582605575;

    /** That of 1 - 1e-7. */
    public static final double GREATEST = 5.19933758270342;

    /** How far from 1/2 the first of the quotients reaches. */
    public static final double CENTRAL = 0.425;

    private static final double NEAR_TAIL = 5;

    /** What the second quotient is a function of the distance to. */
    public static final double NEAR = 1.6;

    private static final double[] CENTRAL_OVER = {
        3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946,
        45921.95393154987, 67265.7709270087, 33430.57558358813, 2509.0809287301227
    };
    private static final double[] CENTRAL_UNDER = {
        1,
        42.31333070160091,
        687.1870074920579,
        5394.196021424751,
        21213.794301586597,
        39307.89580009271,
        28729.085735721943,
        5226.495278852854
    };
    private static final double[] NEAR_OVER = {
        1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045,
        1.2704582524523684, 0.2417807251774506, 0.022723844989269184, 0.0007745450142783414
    };
    private static final double[] NEAR_UNDER = {
        1,
        2.053191626637759,
        1.6763848301838038,
        0.6897673349851,
        0.14810397642748008,
        0.015198666563616457,
        0.0005475938084995345,
        1.0507500716444169e-09
    };

    /** The coefficients of the numerators and denominators, from the constant on: near the median, then further out. */
    public static List<double[]> coefficients() {
        return Stream.of(CENTRAL_OVER, CENTRAL_UNDER, NEAR_OVER, NEAR_UNDER)
                .map(double[]::clone)
                .toList();
    }

    @Override
    public double apply(double x) {
        if (isInverse) {
            return x <= LEAST ? 0 : x >= GREATEST ? 1 : 0.5 * Erf.erfc(-x / Math.sqrt(2));
        }
        double q = x - 0.5;
        if (Math.abs(q) <= CENTRAL) {
            double r = CENTRAL * CENTRAL - q * q;
            return q * polynomial(CENTRAL_OVER, r) / polynomial(CENTRAL_UNDER, r);
        }
        double r = Math.sqrt(-StrictMath.log(q < 0 ? x : 1 - x));
        // Further out lies what is held at the ends.
        double z = r <= NEAR_TAIL ? polynomial(NEAR_OVER, r - NEAR) / polynomial(NEAR_UNDER, r - NEAR) : GREATEST;
        return Double.isNaN(x) ? x : q < 0 ? Math.max(LEAST, -z) : Math.min(z, GREATEST);
    }

    private static double polynomial(double[] coefficients, double x) {
        double sum = 0;
        for (int i = coefficients.length - 1; i >= 0; i--) {
            sum = sum * x + coefficients[i];
        }
        return sum;
    }

    @Override
    public Column apply(Column x) {
        return CurveFunction.call(this, x);
    }

    @Override
    public Normal inverse() {
        return new Normal(!isInverse);
    }

    @Override
    public String toText() {
        return word() + "()";
    }

    String word() {
        return isInverse ? "normalCumulative" : "normalQuantile";
    }
}
