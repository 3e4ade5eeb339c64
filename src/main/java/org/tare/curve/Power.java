package org.tare.curve;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import org.apache.spark.sql.Column;

/**
 * A power transform or its inverse; see {@link PowerMethod} for the formulas.
 *
 * <p>For λ below 0, and above 2 for the negative numbers of Yeo and Johnson, the transform has an end that it never reaches; the
 * inverse of a value beyond is an error.
 *
 * @param method the family
 * @param lambda the power
 * @param origin what becomes 0
 * @param isInverse whether it is the way back
 */
@DefaultSerializer(JavaSerializer.class)
public record Power(PowerMethod method, double lambda, double origin, boolean isInverse) implements Curve {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is not finite, or the origin is not positive for Box-Cox
     */
    public Power {
        if (!Double.isFinite(lambda) || !Double.isFinite(origin) || (method == PowerMethod.BOX_COX && !(origin > 0))) {
            throw new IllegalArgumentException(text(method, lambda, origin, isInverse)
                    + " is no curve; both numbers must be finite and the origin of boxCox above 0.");
        }
    }

    /** The published transform. */
    public Power(PowerMethod method, double lambda) {
        this(method, lambda, method.usualOrigin(), false);
    }

    @Override
    public double apply(double x) {
        if (!isInverse) {
            return method.forward(x, lambda, origin);
        }
        double back = method.back(x, lambda, origin);
        if (Double.isNaN(back) && !Double.isNaN(x)) {
            throw new IllegalArgumentException(
                    x + " is beyond what " + inverse().toText()
                            + " reaches, so no value becomes it; take back only what the transform can give.");
        }
        return back;
    }

    @Override
    public Column apply(Column x) {
        return CurveFunction.call(this, x);
    }

    /** Box-Cox takes no number below 0. */
    @Override
    public boolean isTotal() {
        return isInverse || method == PowerMethod.YEO_JOHNSON;
    }

    @Override
    public Power inverse() {
        return new Power(method, lambda, origin, !isInverse);
    }

    @Override
    public String toText() {
        return text(method, lambda, origin, isInverse);
    }

    private static String text(PowerMethod method, double lambda, double origin, boolean isInverse) {
        return CurveText.of(name(method, isInverse), CurveText.values("lambda", lambda, "origin", origin));
    }

    static String name(PowerMethod method, boolean isInverse) {
        return method.text + (isInverse ? "Inverse" : "");
    }
}
