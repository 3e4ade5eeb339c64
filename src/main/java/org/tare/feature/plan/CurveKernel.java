package org.tare.feature.plan;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.util.Arrays;
import java.util.List;
import org.tare.curve.Affine;
import org.tare.curve.AffineKernel;
import org.tare.curve.Curve;
import org.tare.spark.row.RowKernel;

/** A curve for each feature of a column. */
@DefaultSerializer(JavaSerializer.class)
public final class CurveKernel implements RowKernel {
    private final String column;
    private final Curve[] curves;
    private final int movesZero;
    private final AffineKernel lines;

    public CurveKernel(String column, Curve[] curves) {
        this.column = column;
        this.curves = curves;
        this.movesZero = firstThatMovesZero();
        List<Affine> plain = Arrays.stream(curves)
                .filter(Affine.class::isInstance)
                .map(Affine.class::cast)
                .toList();
        this.lines = plain.size() == curves.length ? new AffineKernel(plain) : null;
    }

    private int firstThatMovesZero() {
        for (int i = 0; i < curves.length; i++) {
            if (!curves[i].keepsZero()) {
                return i;
            }
        }
        return -1;
    }

    public boolean keepsZero() {
        return movesZero < 0;
    }

    @Override
    public void dense(double[] values) {
        requireSize(values.length);
        if (lines != null) {
            lines.apply(values);
        } else {
            for (int i = 0; i < values.length; i++) {
                values[i] = curves[i].apply(values[i]);
            }
        }
    }

    @Override
    public void sparse(int size, int[] indices, double[] values) {
        requireSize(size);
        if (!keepsZero()) {
            throw new IllegalArgumentException(
                    becomesDense(column, movesZero, curves[movesZero], "fit with withMean=false or MaxAbsScaler"));
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = curves[indices[i]].apply(values[i]);
        }
    }

    /** The error of a sparse row that would become dense. */
    public String becomesDense(String wayOut) {
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
