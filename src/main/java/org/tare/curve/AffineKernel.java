package org.tare.curve;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.io.Serializable;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** A line for each element of a row, in a loop that the JIT turns into vector instructions. */
@DefaultSerializer(JavaSerializer.class)
public final class AffineKernel implements Serializable {
    private final double[] x0;
    private final double[] dx;
    private final double[] offset;
    private final double[] dy;

    /** One line for each element. */
    public AffineKernel(List<Affine> lines) {
        this.x0 = numbers(lines, Affine::x0);
        this.dx = numbers(lines, Affine::dx);
        this.offset = numbers(lines, Affine::offset);
        this.dy = numbers(lines, Affine::dy);
    }

    private static double[] numbers(List<Affine> lines, ToDoubleFunction<Affine> number) {
        return lines.stream().mapToDouble(number).toArray();
    }

    /** Applies each line to its element, in place, with the bits of {@link Affine#apply(double)}. */
    public void apply(double[] row) {
        for (int i = 0; i < row.length; i++) {
            row[i] = Affine.at(row[i], x0[i], dx[i], offset[i], dy[i]);
        }
    }
}
