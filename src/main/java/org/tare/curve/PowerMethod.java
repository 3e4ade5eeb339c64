package org.tare.curve;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;

/**
 * The families of power transforms, each value relative to an {@code origin}: {@code y = ((x/origin)^λ - 1)/λ} of Box and Cox
 * (1964), and with {@code 1 + x} that of Yeo and Johnson (Biometrika 87, 2000), who mirror it for negative numbers.
 *
 * <p>Another origin only shifts and stretches the result. It keeps the digits where values lie far from 0 and close together,
 * as years do, and numbers in range whatever λ is. {@code StrictMath}, so that bits are the same on every machine.
 */
@DefaultSerializer(JavaSerializer.class)
public enum PowerMethod {
    /** Positive values only: NaN for others, but for 0 the limit. The usual origin is 1. */
    BOX_COX("boxCox", 1) {
        @Override
        public double logarithm(double x, double origin) {
            return isNear(x, origin)
                    ? StrictMath.log1p((x - origin) / origin)
                    : StrictMath.log(x) - (origin == 1 ? 0 : StrictMath.log(origin));
        }

        @Override
        public boolean mirrors(double x, double origin) {
            return false;
        }

        @Override
        public double between(double min, double max) {
            return Math.sqrt(min) * Math.sqrt(max);
        }

        @Override
        double forward(double x, double lambda, double origin) {
            return power(logarithm(x, origin), lambda);
        }

        @Override
        double back(double y, double lambda, double origin) {
            return origin + origin * StrictMath.expm1(root(y, lambda));
        }
    },

    /** All numbers. The usual origin is 0; another one must have the sign of all values of the feature. */
    YEO_JOHNSON("yeoJohnson", 0) {
        @Override
        public double logarithm(double x, double origin) {
            if (mirrors(x, origin)) {
                return -logarithm(-x, -origin);
            }
            return isNear(x, origin)
                    ? StrictMath.log1p((x - origin) / (1 + origin))
                    : StrictMath.log1p(x) - (origin == 0 ? 0 : StrictMath.log1p(origin));
        }

        @Override
        public boolean mirrors(double x, double origin) {
            return origin < 0 || (origin == 0 && x < 0);
        }

        @Override
        public double between(double min, double max) {
            return max < 0 ? -between(-max, -min) : Math.sqrt(1 + min) * Math.sqrt(1 + max) - 1;
        }

        @Override
        double forward(double x, double lambda, double origin) {
            if (mirrors(x, origin)) {
                return -forward(-x, 2 - lambda, -origin);
            }
            if (x >= 0 || Double.isNaN(x)) {
                return power(logarithm(x, origin), lambda);
            }
            return forward(0, lambda, origin) + forward(x, lambda, 0) / unit(lambda, origin);
        }

        @Override
        double back(double y, double lambda, double origin) {
            if (mirrors(y, origin)) {
                return -back(-y, 2 - lambda, -origin);
            }
            double zero = forward(0, lambda, origin);
            return y < zero
                    ? back((y - zero) * unit(lambda, origin), lambda, 0)
                    : Math.max(0, origin + (1 + origin) * StrictMath.expm1(root(y, lambda)));
        }

        /** What 1 is at the origin, of the values at the usual one. */
        private double unit(double lambda, double origin) {
            return StrictMath.exp(lambda * StrictMath.log1p(origin));
        }
    };

    final String text;
    private final double usualOrigin;

    PowerMethod(String text, double usualOrigin) {
        this.text = text;
        this.usualOrigin = usualOrigin;
    }

    /** The origin of the published formulas. */
    public double usualOrigin() {
        return usualOrigin;
    }

    /** What λ multiplies: the logarithm of {@code x} over the origin, mirrored where the method mirrors. */
    public abstract double logarithm(double x, double origin);

    /** Whether the value, or with the usual origin its result, is transformed as that of the other sign is, by {@code 2 - λ}. */
    public abstract boolean mirrors(double x, double origin);

    /** An origin between values of one sign, as far from both ends in its logarithm. */
    public abstract double between(double min, double max);

    abstract double forward(double x, double lambda, double origin);

    /** NaN beyond what {@link #forward} reaches. */
    abstract double back(double y, double lambda, double origin);

    /** Whether the difference to the origin, which is then exact, tells more than two logarithms. */
    private static boolean isNear(double x, double origin) {
        return x >= origin / 2 && x <= 2 * origin;
    }

    /** {@code (e^(λ·logarithm) - 1) / λ}, and its limit for λ = 0. */
    public static double power(double logarithm, double lambda) {
        return lambda == 0 ? logarithm : StrictMath.expm1(lambda * logarithm) / lambda;
    }

    private static double root(double y, double lambda) {
        return lambda == 0 ? y : StrictMath.log1p(lambda * y) / lambda;
    }
}
