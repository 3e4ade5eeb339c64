package org.tare.scan;

import java.math.BigDecimal;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarArray;
import org.tare.spark.parquet.NumberPage;

/** Reads the numbers of one type as the doubles that Spark's cast makes of them. */
abstract class ScalarReader {
    /** From this magnitude on not every whole number is a double. */
    private static final double EXACT_INTEGERS = 0x1p53;

    private long rounded;

    static ScalarReader of(StructField column) {
        DataType type = column.dataType();
        if (type instanceof DoubleType) {
            return new Doubles();
        } else if (type instanceof FloatType) {
            return new Floats();
        } else if (type instanceof LongType) {
            return new Longs();
        } else if (type instanceof IntegerType) {
            return new Ints();
        } else if (type instanceof ShortType) {
            return new Shorts();
        } else if (type instanceof ByteType) {
            return new Bytes();
        } else if (type instanceof BooleanType) {
            return new Booleans();
        } else if (type instanceof DecimalType decimal) {
            return new Decimals(column.name(), decimal);
        }
        throw new IllegalArgumentException("There is no reader for the type " + type.simpleString() + ".");
    }

    /** The value at {@code i}, which is not null. */
    abstract double get(SpecializedGetters source, int i);

    /** Puts the values of {@code vector[from..to)} that are not null into {@code values}, and says how many they are. */
    final int get(ColumnVector vector, int from, int to, double[] values) {
        if (!vector.hasNull()) {
            getAll(vector, from, to - from, values);
            return to - from;
        }
        SpecializedGetters source = new ColumnarArray(vector, 0, to);
        int n = 0;
        for (int i = from; i < to; i++) {
            if (!vector.isNullAt(i)) {
                values[n++] = get(source, i);
            }
        }
        return n;
    }

    /** The same of vectors without nulls; by a loop of its own where that has no call for each value. */
    void getAll(ColumnVector vector, int from, int count, double[] values) {
        SpecializedGetters source = new ColumnarArray(vector, from, count);
        for (int i = 0; i < count; i++) {
            values[i] = get(source, i);
        }
    }

    /** The next values of a page of a file. */
    void next(NumberPage page, int count, double[] values) {
        page.next(count, values);
    }

    /** The same, which also tells each that lost digits, if values of the type may. */
    void next(NumberPage page, int count, double[] values, boolean[] isRounded) {
        next(page, count, values);
    }

    /** The first values, NaN for those that are null. */
    final double[] getOrNan(ColumnVector vector, int count) {
        double[] values = new double[count];
        getAll(vector, 0, count, values);
        for (int i = 0; i < count && vector.hasNull(); i++) {
            if (vector.isNullAt(i)) {
                values[i] = Double.NaN;
            }
        }
        return values;
    }

    /** The values of a page, NaN for those that are null. */
    final double[] getOrNan(NumberPage page) {
        return getOrNan(page, new boolean[page.size() + page.nulls()]);
    }

    /** The same, which also tells each that lost digits, if values of the type may. */
    final double[] getOrNan(NumberPage page, boolean[] isRounded) {
        int rows = page.size() + page.nulls();
        double[] values = new double[rows];
        next(page, page.size(), values, isRounded);
        if (page.nulls() > 0) {
            boolean[] isPresent = new boolean[rows];
            page.presence(isPresent);
            int from = page.size();
            for (int i = rows - 1; i >= 0; i--) {
                from -= isPresent[i] ? 1 : 0;
                values[i] = isPresent[i] ? values[from] : Double.NaN;
                isRounded[i] = isPresent[i] && isRounded[from];
            }
        }
        return values;
    }

    /** Whether values of the type may lose digits, which are then counted where they are read. */
    boolean mayRound() {
        return false;
    }

    /** How many whole numbers were not doubles and lost digits, but for those that were told one by one. */
    final long rounded() {
        return rounded;
    }

    final void countRounded() {
        rounded++;
    }

    private static final class Doubles extends ScalarReader {
        @Override
        double get(SpecializedGetters source, int i) {
            return source.getDouble(i);
        }

        @Override
        void getAll(ColumnVector vector, int from, int count, double[] values) {
            for (int i = 0; i < count; i++) {
                values[i] = vector.getDouble(from + i);
            }
        }
    }

    private static final class Floats extends ScalarReader {
        @Override
        double get(SpecializedGetters source, int i) {
            return source.getFloat(i);
        }

        @Override
        void getAll(ColumnVector vector, int from, int count, double[] values) {
            for (int i = 0; i < count; i++) {
                values[i] = vector.getFloat(from + i);
            }
        }
    }

    private static final class Longs extends ScalarReader {
        @Override
        boolean mayRound() {
            return true;
        }

        private double round(long value) {
            double nearest = value;
            if (isRounded(nearest, value)) {
                countRounded();
            }
            return nearest;
        }

        private static boolean isRounded(double nearest, long value) {
            // The cast back saturates, so that 2^63 - 1 would seem to have survived.
            return Math.abs(nearest) >= EXACT_INTEGERS && ((long) nearest != value || nearest == 0x1p63);
        }

        @Override
        double get(SpecializedGetters source, int i) {
            return round(source.getLong(i));
        }

        @Override
        void getAll(ColumnVector vector, int from, int count, double[] values) {
            for (int i = 0; i < count; i++) {
                values[i] = round(vector.getLong(from + i));
            }
        }

        @Override
        void next(NumberPage page, int count, double[] values) {
            for (int i = 0; i < count; i++) {
                values[i] = round(page.nextLong());
            }
        }

        @Override
        void next(NumberPage page, int count, double[] values, boolean[] isRounded) {
            for (int i = 0; i < count; i++) {
                long value = page.nextLong();
                values[i] = value;
                isRounded[i] = isRounded(values[i], value);
            }
        }
    }

    private static final class Ints extends ScalarReader {
        @Override
        double get(SpecializedGetters source, int i) {
            return source.getInt(i);
        }

        @Override
        void getAll(ColumnVector vector, int from, int count, double[] values) {
            for (int i = 0; i < count; i++) {
                values[i] = vector.getInt(from + i);
            }
        }
    }

    private static final class Shorts extends ScalarReader {
        @Override
        double get(SpecializedGetters source, int i) {
            return source.getShort(i);
        }
    }

    private static final class Bytes extends ScalarReader {
        @Override
        double get(SpecializedGetters source, int i) {
            return source.getByte(i);
        }
    }

    private static final class Booleans extends ScalarReader {
        @Override
        double get(SpecializedGetters source, int i) {
            return source.getBoolean(i) ? 1 : 0;
        }
    }

    private static final class Decimals extends ScalarReader {
        @Override
        boolean mayRound() {
            return true;
        }

        private final String column;
        private final DecimalType type;

        Decimals(String column, DecimalType type) {
            this.column = column;
            this.type = type;
        }

        @Override
        double get(SpecializedGetters source, int i) {
            Decimal value = source.getDecimal(i, type.precision(), type.scale());
            double nearest = value.toDouble();
            if (Double.isInfinite(nearest)) {
                throw new BadDataException("Column '" + column + "' has the value " + value
                        + ", which is beyond the range of double; scale the column down in decimal first.");
            }
            if (type.scale() <= 0
                    && Math.abs(nearest) >= EXACT_INTEGERS
                    && new BigDecimal(nearest).compareTo(value.toJavaBigDecimal()) != 0) {
                countRounded();
            }
            return nearest;
        }
    }
}
