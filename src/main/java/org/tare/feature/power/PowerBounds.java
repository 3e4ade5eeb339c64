package org.tare.feature.power;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.io.Serializable;
import org.tare.curve.PowerMethod;

/** The powers under which no value overflows, from {@code least} to {@code greatest}. */
@DefaultSerializer(JavaSerializer.class)
public record PowerBounds(double least, double greatest) implements Serializable {
    /** The logarithm of what values may become at most, 1e304, as in SciPy; but a value itself is always allowed. */
    private static final double LARGEST = 700;

    /** The powers that keep values from {@code min} to {@code max} in range. */
    public static PowerBounds of(PowerMethod method, double origin, double min, double max) {
        double least = Double.NEGATIVE_INFINITY;
        double greatest = Double.POSITIVE_INFINITY;
        for (double end : new double[] {min, max}) {
            double logarithm = Math.abs(method.logarithm(end, origin));
            double reach = Math.max(LARGEST, logarithm) / logarithm;
            double middle = method.mirrors(end, origin) ? 2 : 0;
            least = Math.max(least, middle - reach);
            greatest = Math.min(greatest, middle + reach);
        }
        return new PowerBounds(least, greatest);
    }

    /** The powers within both. */
    public PowerBounds and(PowerBounds other) {
        return new PowerBounds(Math.max(least, other.least), Math.min(greatest, other.greatest));
    }

    double nearest(double lambda) {
        return Math.max(least, Math.min(lambda, greatest));
    }

    /** Whether there is nothing further out. */
    public boolean isAt(double lambda) {
        return lambda <= least || lambda >= greatest;
    }

    /** The grid, moved and if it must be narrowed, so that all its powers are within. */
    PowerGrid within(PowerGrid grid) {
        double step = Math.min(grid.step(), Math.max((greatest - least) / (PowerGrid.SIZE - 1), Double.MIN_NORMAL));
        double half = step * (PowerGrid.SIZE - 1) / 2;
        double lambda = Math.max(least + half, Math.min(grid.lambda(), greatest - half));
        return new PowerGrid(grid.method(), grid.origin(), lambda, step);
    }
}
