package org.tare.nn.layer;

import org.tare.linalg.FloatMatrix;
import org.tare.linalg.Matrix;
import org.tare.linalg.Operand;
import org.tare.nn.core.BuildContext;
import org.tare.nn.core.LayerType;
import org.tare.nn.text.Arguments;

/** {@code y = max(x, 0)}. */
final class Relu extends Activation {
    static final LayerType TYPE = new LayerType("relu", Relu::new, LayerType.Trait.RECTIFIES);

    private Relu(Arguments arguments, BuildContext context) {
        super(context);
    }

    @Override
    void forward(Operand x, Operand y) {
        if (x instanceof FloatMatrix in && y instanceof FloatMatrix out && in.start(0) == out.start(0)) {
            forward(in.data(), out.data(), in.start(0), in.start(in.rows()));
        } else {
            super.forward(x, y);
        }
    }

    private static void forward(float[] in, float[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = Math.max(in[i], 0);
        }
    }

    @Override
    void backward(Operand y, Operand dy) {
        if (y instanceof FloatMatrix out && dy instanceof FloatMatrix gradient && out.start(0) == gradient.start(0)) {
            backward(out.data(), gradient.data(), out.start(0), out.start(out.rows()));
        } else {
            super.backward(y, dy);
        }
    }

    private static void backward(float[] out, float[] gradient, int from, int to) {
        for (int i = from; i < to; i++) {
            int allOnesIfPositive = -Float.floatToRawIntBits(out[i]) >> (Integer.SIZE - 1);
            gradient[i] = Float.intBitsToFloat(Float.floatToRawIntBits(gradient[i]) & allOnesIfPositive);
        }
    }

    @Override
    void forward(Matrix x, Matrix y) {
        double[] in = x.data();
        double[] out = y.data();
        int from = x.offset();
        int to = y.offset();
        if (from == to) {
            // Java's compiler takes vectors only where all arrays are indexed alike, which buffers are.
            for (int i = from; i < from + x.size(); i++) {
                out[i] = Math.max(in[i], 0);
            }
            return;
        }
        for (int i = 0; i < x.size(); i++) {
            out[to + i] = Math.max(in[from + i], 0);
        }
    }

    /** By masks of bits: a branch on signs cannot be predicted and takes ten times as long. */
    @Override
    void backward(Matrix y, Matrix dy) {
        double[] out = y.data();
        double[] gradient = dy.data();
        int from = y.offset();
        int to = dy.offset();
        for (int i = 0; i < y.size(); i++) {
            long allOnesIfPositive = -Double.doubleToRawLongBits(out[from + i]) >> (Long.SIZE - 1);
            gradient[to + i] =
                    Double.longBitsToDouble(Double.doubleToRawLongBits(gradient[to + i]) & allOnesIfPositive);
        }
    }
}
