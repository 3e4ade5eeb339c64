package org.tare.feature;

import java.util.Arrays;
import org.tare.curve.Affine;
import org.tare.curve.Curve;

/** A curve for each feature of a column. */
final class Curves implements RowKernel {
    private final String column;
    private final Curve[] curves;
    private final int movesZero;
    // Plain lines as arrays, which the JIT turns into vector instructions; empty where a curve is no plain line.
    private final double[] x0;
    private final double[] dx;
    private final double[] y0;
    private final double[] dy;

    Curves(String column, Curve[] curves) {
        this.column = column;
        this.curves = curves;
        this.movesZero = firstThatMovesZero();
        boolean plain = Arrays.stream(curves).allMatch(Affine.class::isInstance);
        Affine[] lines = plain ? Arrays.copyOf(curves, curves.length, Affine[].class) : new Affine[0];
        this.x0 = Arrays.stream(lines).mapToDouble(Affine::x0).toArray();
        this.dx = Arrays.stream(lines).mapToDouble(Affine::dx).toArray();
        this.y0 = Arrays.stream(lines).mapToDouble(Affine::y0).toArray();
        this.dy = Arrays.stream(lines).mapToDouble(Affine::dy).toArray();
    }

    private int firstThatMovesZero() {
        for (int i = 0; i < curves.length; i++) {
            if (curves[i].apply(0) != 0) {
                return i;
            }
        }
        return -1;
    }

    boolean keepZero() {
        return movesZero < 0;
    }

    @Override
    public void dense(double[] values) {
        requireSize(values.length);
        if (x0.length == values.length) {
            for (int i = 0; i < values.length; i++) {
                values[i] = Affine.at(values[i], x0[i], dx[i], y0[i], dy[i]);
            }
        } else {
            for (int i = 0; i < values.length; i++) {
                values[i] = curves[i].apply(values[i]);
            }
        }
    }

    @Override
    public void sparse(int size, int[] indices, double[] values) {
        requireSize(size);
        if (!keepZero()) {
            throw new IllegalArgumentException(
                    becomesDense(column, movesZero, curves[movesZero], "fit with withMean=false or MaxAbsScaler"));
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = curves[indices[i]].apply(values[i]);
        }
    }

    /** The error of a sparse row that would become dense. */
    String becomesDense(String wayOut) {
        return becomesDense(column, movesZero, curves[movesZero], wayOut);
    }

    private static String becomesDense(String column, int element, Curve curve, String wayOut) {
        return "Column '" + column + "' holds sparse vectors, which would become dense as its element " + element
                + " takes 0 to " + curve.apply(0) + "; " + wayOut + ", or make the column dense first.";
    }

    private void requireSize(int size) {
        if (size != curves.length) {
            throw new IllegalArgumentException("Column '" + column + "' has " + size
                    + " elements in a row where the model was fitted to " + curves.length
                    + "; give it rows of " + curves.length + ".");
        }
    }
}
