package org.tare.exchange;

import java.util.Arrays;

/** Several arrays as one: their number, their lengths, then the arrays. */
public final class ArrayPacking {
    private ArrayPacking() {}

    public static double[] pack(double[][] parts) {
        double[] header = new double[1 + parts.length];
        header[0] = parts.length;
        for (int i = 0; i < parts.length; i++) {
            header[1 + i] = parts[i].length;
        }
        double[][] all = new double[1 + parts.length][];
        all[0] = header;
        System.arraycopy(parts, 0, all, 1, parts.length);
        return concat(all);
    }

    public static double[][] unpack(double[] packed) {
        double[][] parts = new double[(int) packed[0]][];
        int from = 1 + parts.length;
        for (int i = 0; i < parts.length; i++) {
            parts[i] = Arrays.copyOfRange(packed, from, from + (int) packed[1 + i]);
            from += parts[i].length;
        }
        return parts;
    }

    public static double[] concat(double[][] parts) {
        double[] all =
                new double[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
        int at = 0;
        for (double[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    /** {@code [from, to)} of each part, one after the other; the part itself where it is all there is. */
    public static double[] concat(double[][] parts, int from, int to) {
        if (parts.length == 1 && to - from == parts[0].length) {
            return parts[0];
        }
        double[] all = new double[parts.length * (to - from)];
        for (int i = 0; i < parts.length; i++) {
            System.arraycopy(parts[i], from, all, i * (to - from), to - from);
        }
        return all;
    }

    /** The inverse of {@link #concat(double[][], int, int)}. */
    public static double[][] cut(double[] all, int count) {
        if (count == 1) {
            return new double[][] {all};
        }
        int length = all.length / count;
        double[][] parts = new double[count][];
        for (int i = 0; i < count; i++) {
            parts[i] = Arrays.copyOfRange(all, i * length, (i + 1) * length);
        }
        return parts;
    }
}
