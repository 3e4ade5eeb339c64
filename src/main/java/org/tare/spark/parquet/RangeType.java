package org.tare.spark.parquet;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;

/**
 * Numbers whose statistics in a footer may stand for them: whole ones, decimals and booleans as 0 and 1, none of which is NaN.
 * Whatever may be wrong with the statistics and can be seen has the numbers read.
 *
 * @param scale how many digits of the stored numbers stand behind the point
 * @param least the smallest stored number that reading leaves as it is, none of whose digits are lost where that would be counted
 * @param most the largest such number
 */
record RangeType(int scale, BigInteger least, BigInteger most) {
    /** Up to here every whole number is a double. */
    private static final BigInteger EXACT = BigInteger.ONE.shiftLeft(53);

    /** The type of numbers that are stored so and read as that, without any conversion. */
    static Optional<RangeType> of(DataType read, PrimitiveType stored) {
        if (read instanceof DecimalType decimal) {
            return isSame(decimal, stored) ? Optional.of(of(decimal)) : Optional.empty();
        }
        if (read.equals(DataTypes.BooleanType)) {
            boolean isSame = stored.getPrimitiveTypeName() == PrimitiveType.PrimitiveTypeName.BOOLEAN;
            return isSame ? Optional.of(whole(0, 1)) : Optional.empty();
        }
        return NumberType.of(read, stored).flatMap(type -> switch (type) {
            case BYTE -> Optional.of(whole(Byte.MIN_VALUE, Byte.MAX_VALUE));
            case SHORT -> Optional.of(whole(Short.MIN_VALUE, Short.MAX_VALUE));
            case INTEGER -> Optional.of(whole(Integer.MIN_VALUE, Integer.MAX_VALUE));
            case LONG -> Optional.of(new RangeType(0, EXACT.negate(), EXACT));
            case FLOAT, DOUBLE -> Optional.empty();
        });
    }

    private static RangeType whole(long least, long most) {
        return new RangeType(0, BigInteger.valueOf(least), BigInteger.valueOf(most));
    }

    private static RangeType of(DecimalType decimal) {
        BigInteger digits = BigInteger.TEN.pow(decimal.precision()).subtract(BigInteger.ONE);
        BigInteger most = decimal.scale() == 0 ? digits.min(EXACT) : digits;
        return new RangeType(decimal.scale(), most.negate(), most);
    }

    /** Of bytes of any length nobody can see whether they were cut short in a footer. */
    private static boolean isSame(DecimalType read, PrimitiveType stored) {
        return stored.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation decimal
                && decimal.getPrecision() == read.precision()
                && decimal.getScale() == read.scale()
                && read.scale() >= 0
                && stored.getPrimitiveTypeName() != PrimitiveType.PrimitiveTypeName.BINARY;
    }

    /**
     * What statistics tell of the numbers of so many rows, if they may be right.
     *
     * @param told what parquet-java takes from the footer, which leaves out minimum and maximum of writers that are known to be wrong
     */
    Optional<NumberRange> range(Statistics<?> told, long rows) {
        if (told == null || !told.isNumNullsSet() || told.getNumNulls() > rows) {
            return Optional.empty();
        }
        long values = rows - told.getNumNulls();
        if (told.hasNonNullValue() != values > 0 || !isWhole(told)) {
            return Optional.empty();
        }
        if (values == 0) {
            return Optional.of(new NumberRange(0, rows, Double.NaN, Double.NaN));
        }
        BigInteger min = stored(told.genericGetMin());
        BigInteger max = stored(told.genericGetMax());
        boolean isOrdered = least.compareTo(min) <= 0 && min.compareTo(max) <= 0 && max.compareTo(most) <= 0;
        return isOrdered
                ? Optional.of(new NumberRange(values, told.getNumNulls(), nearest(min), nearest(max)))
                : Optional.empty();
    }

    /** Writers may cut bytes short, to numbers below and above those that are there. */
    private static boolean isWhole(Statistics<?> told) {
        int length = told.type().getTypeLength();
        return !told.hasNonNullValue()
                || length == 0
                || (told.getMinBytes().length == length && told.getMaxBytes().length == length);
    }

    private static BigInteger stored(Object value) {
        if (value instanceof Boolean isTrue) {
            return isTrue ? BigInteger.ONE : BigInteger.ZERO;
        }
        return value instanceof Binary bytes
                ? new BigInteger(bytes.getBytes())
                : BigInteger.valueOf(((Number) value).longValue());
    }

    /** As Spark's cast of decimals has it. */
    private double nearest(BigInteger stored) {
        return new BigDecimal(stored, scale).doubleValue();
    }
}
