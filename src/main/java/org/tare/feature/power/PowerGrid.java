package org.tare.feature.power;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.io.Serializable;
import org.tare.curve.PowerMethod;

/**
 * Five powers around {@code lambda}, {@code step} from one to the next.
 *
 * @param method the family of transforms
 * @param origin see {@link PowerMethod}
 * @param lambda the middle power
 * @param step from power to power, above 0
 */
@DefaultSerializer(JavaSerializer.class)
public record PowerGrid(PowerMethod method, double origin, double lambda, double step) implements Serializable {
    static final int SIZE = 5;

    private static final double SMALL = 0.05;

    private static final int MIDDLE = SIZE / 2;

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is not finite or the step is not above 0
     */
    public PowerGrid {
        if (!Double.isFinite(origin) || !Double.isFinite(lambda) || !(step > 0 && step < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("The powers around " + lambda + " in steps of " + step
                    + " from the origin " + origin + " are none; give finite numbers and a step above 0.");
        }
    }

    double power(int i) {
        return lambda + (i - MIDDLE) * step;
    }

    double logarithm(double x) {
        return method.logarithm(x, origin);
    }

    /**
     * What each power makes of the value of that logarithm. One exponential leads to the next by
     * {@code expm1(a + b) = expm1(a) + expm1(b) + expm1(a) expm1(b)}, which takes a tenth of the time; as exact where it is a small
     * step, while a long one from near -1, of powers far below 0, would multiply what was rounded there.
     *
     * @param mirrored whether the method mirrors the value
     */
    void values(double logarithm, boolean mirrored, double[] values) {
        double sign = mirrored ? -1 : 1;
        double u = sign * logarithm;
        double first = mirrored ? 2 - power(0) : power(0);
        double more = StrictMath.expm1(sign * step * u);
        boolean isLong = Math.abs(step * u) > SMALL;
        double grown = StrictMath.expm1(first * u);
        for (int i = 0; i < SIZE; i++) {
            double power = mirrored ? 2 - power(i) : power(i);
            // A power near 0 would divide by it what was rounded before.
            boolean isOwn = isLong || Math.abs(power) < step / 2;
            double value = isOwn ? PowerMethod.power(u, power) : grown / power;
            values[i] = sign * value;
            grown += more + grown * more;
        }
    }
}
