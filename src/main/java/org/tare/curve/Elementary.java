package org.tare.curve;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.util.Locale;
import org.apache.spark.sql.Column;

/**
 * Functions without parameters and their inverses; {@code StrictMath}, so that bits are the same on every machine.
 *
 * <p>{@code log1p} is that of {@code 1 + x}, negative infinity at -1 and NaN below. {@code asinh} is
 * {@code log(x + sqrt(x² + 1))}: near 0 a line, beyond a logarithm of either sign. Both keep zero.
 */
@DefaultSerializer(JavaSerializer.class)
public enum Elementary implements Curve {
    LOG1P {
        @Override
        public double apply(double x) {
            return StrictMath.log1p(x);
        }

        @Override
        public boolean isTotal() {
            return false;
        }

        @Override
        public Curve inverse() {
            return EXPM1;
        }
    },
    EXPM1 {
        @Override
        public double apply(double x) {
            return StrictMath.expm1(x);
        }

        @Override
        public Curve inverse() {
            return LOG1P;
        }
    },
    ASINH {
        /** {@code log1p(|x| + x² / (1 + sqrt(x² + 1)))}, which keeps small numbers; large ones would overflow when squared. */
        @Override
        public double apply(double x) {
            double magnitude = Math.abs(x);
            double square = magnitude * magnitude;
            double y = magnitude > LARGE
                    ? StrictMath.log(magnitude) + LOG_2
                    : StrictMath.log1p(magnitude + square / (1 + Math.sqrt(square + 1)));
            return Math.copySign(y, x);
        }

        @Override
        public Curve inverse() {
            return SINH;
        }
    },
    SINH {
        @Override
        public double apply(double x) {
            return StrictMath.sinh(x);
        }

        @Override
        public Curve inverse() {
            return ASINH;
        }
    };

    /** Here 1 is lost beside the square. */
    private static final double LARGE = 0x1p28;

    private static final double LOG_2 = 0.6931471805599453;

    @Override
    public Column apply(Column x) {
        return CurveFunction.call(this, x);
    }

    @Override
    public String toText() {
        return word() + "()";
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
