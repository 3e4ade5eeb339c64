package org.tare.spark.aggregate;

import java.util.AbstractList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.NumericType;

/** The numbers of constant arguments, looked at when they are asked for, so that a wrong number of them is told first. */
final class SqlConstants extends AbstractList<Object> {
    private final List<Expression> arguments;

    SqlConstants(List<Expression> arguments) {
        this.arguments = arguments;
    }

    @Override
    public Object get(int i) {
        return constant(arguments.get(i));
    }

    @Override
    public int size() {
        return arguments.size();
    }

    private static Object constant(Expression argument) {
        if (!argument.foldable()) {
            throw new IllegalArgumentException(
                    "The argument " + argument.sql() + " differs from row to row; give a constant.");
        }
        // A date or an interval is a number only within Spark.
        DataType of = argument.dataType() instanceof ArrayType array ? array.elementType() : argument.dataType();
        if (!(of instanceof NumericType || of instanceof NullType)) {
            throw new IllegalArgumentException(
                    "The argument " + argument.sql() + " is " + of.sql() + " and no number; give one.");
        }
        Object value = argument.eval(InternalRow.empty());
        if (value instanceof ArrayData array && argument.dataType() instanceof ArrayType type) {
            return IntStream.range(0, array.numElements())
                    .mapToDouble(i -> number(array.get(i, type.elementType()), argument))
                    .toArray();
        }
        return number(value, argument);
    }

    private static double number(Object value, Expression argument) {
        if (value instanceof Number || value instanceof Decimal) {
            return number(value);
        }
        throw new IllegalArgumentException("The argument " + argument.sql() + " is no number; give one.");
    }

    /** As Spark casts numbers to double; NaN for null. */
    static double number(Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value instanceof Decimal decimal) {
            return decimal.toDouble();
        }
        return value == null ? Double.NaN : (Boolean) value ? 1 : 0;
    }
}
