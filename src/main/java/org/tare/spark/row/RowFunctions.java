package org.tare.spark.row;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.KnownNullable;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.RaiseError;
import org.apache.spark.sql.catalyst.expressions.objects.Invoke;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.ObjectType;
import org.tare.spark.column.FeatureKind;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Functions over Spark's own rows, as columns: a call in generated code, where a UDF would build Java objects for every
 * row. The one place that knows Spark's expressions.
 */
public final class RowFunctions {
    private RowFunctions() {}

    /** Each number of a column of doubles, mapped; null stays null. The function's text is what plans show of it. */
    public static Column map(Column column, DoubleUnaryOperator function) {
        return call(DoubleUnaryOperator.class, "applyAsDouble", function, DataTypes.DoubleType, column);
    }

    /** Each row of a vector or array column, mapped; it keeps its type, and sparse vectors stay sparse. */
    public static Column map(Column column, DataType type, RowKernel kernel) {
        Object map = type instanceof ArrayType array
                ? new VectorRows.MapArray(kernel, VectorRows.isFloat(array))
                : new VectorRows.MapVector(kernel);
        return call(Function.class, "apply", map, type, column);
    }

    /** Each row of a vector or array column, mapped by what its row's {@linkplain KernelTexts named} text makes; null where either is. */
    public static Column mapBy(Column column, DataType type, Column text, Function<String, RowKernel> kernels) {
        Object map = type instanceof ArrayType array
                ? new KernelRows.OfArrays(new KernelCache(kernels), VectorRows.isFloat(array))
                : new KernelRows.OfVectors(new KernelCache(kernels));
        return call(BiFunction.class, "apply", map, type, column, text);
    }

    /** Whether a vector or array has an element of this kind, null being NaN; the zeros of a sparse one are not looked at. */
    public static Column has(NumberTest any, Column column, DataType type) {
        Object test = type instanceof ArrayType array
                ? new VectorRows.ArrayHas(any, VectorRows.isFloat(array))
                : new VectorRows.VectorHas(any);
        return call(Predicate.class, "test", test, DataTypes.BooleanType, column);
    }

    /** One vector of many columns' values; null becomes NaN, and a row with a sparse part becomes sparse. */
    public static Column assemble(List<Column> parts, List<DataType> types, int[] sizes) {
        Object assemble = new RowAssembler(types, sizes);
        Column row = functions.struct(parts.toArray(Column[]::new));
        return call(Function.class, "apply", assemble, SQLDataTypes.VectorType(), row);
    }

    /**
     * Each row of whole numbers as a vector of zeros and ones, as many for each number as the code says; a row of null stays null,
     * and a missing number is zeros.
     */
    public static Column oneHot(Column numbers, DataType type, OneHot code) {
        if (type instanceof ArrayType array) {
            Object encode = new OneHotRows.OfArray(code, VectorRows.isFloat(array));
            return call(Function.class, "apply", encode, SQLDataTypes.VectorType(), numbers);
        }
        return type.equals(DataTypes.DoubleType)
                ? oneHot(
                        functions.array(functions.coalesce(numbers, functions.lit(Double.NaN))),
                        DataTypes.createArrayType(DataTypes.DoubleType),
                        code)
                : call(Function.class, "apply", new OneHotRows.OfVector(code), SQLDataTypes.VectorType(), numbers);
    }

    /** The way back from {@link #oneHot}, to a vector of numbers. Vectors of another size fail. */
    public static Column numbers(Column oneHot, String name, OneHot code) {
        Object back = new OneHotRows.Back(new VectorSlice(name, code.size(), 0, code.size()), code);
        return call(Function.class, "apply", back, SQLDataTypes.VectorType(), oneHot);
    }

    /** Each vector as an array of doubles, and null as null. */
    public static Column array(Column vector) {
        return call(
                Function.class,
                "apply",
                new VectorRows.ToArray(),
                DataTypes.createArrayType(DataTypes.DoubleType, false),
                vector);
    }

    /** Each array of doubles as a dense vector, with NaN for null elements; null stays null. */
    public static Column vector(Column array) {
        return call(Function.class, "apply", new VectorRows.ToVector(), SQLDataTypes.VectorType(), array);
    }

    /** A part of a vector, as a column of that type; a scalar as double. Vectors of another size fail. */
    public static Column slice(Column vector, VectorSlice slice, FeatureKind kind, DataType type) {
        return switch (kind) {
            case SCALAR ->
                call(
                        ToDoubleFunction.class,
                        "applyAsDouble",
                        new VectorRows.Element(slice),
                        DataTypes.DoubleType,
                        vector);
            case VECTOR -> call(Function.class, "apply", new VectorRows.SliceVector(slice), type, vector);
            case ARRAY ->
                call(
                        Function.class,
                        "apply",
                        new VectorRows.SliceArray(slice, VectorRows.isFloat((ArrayType) type)),
                        type,
                        vector);
        };
    }

    /** The same vectors; a row with null, or with another number of elements, fails and tells so. */
    public static Column ofSize(Column vector, String name, int size) {
        return call(
                false, Function.class, "apply", new VectorRows.OfSize(name, size), SQLDataTypes.VectorType(), vector);
    }

    /** Fails with that text in any row for which it is asked; it stands for a value of that type, and is no call. */
    public static Column fail(Column text, DataType type) {
        Column parameters = functions.map(functions.lit(RowErrors.PARAMETER), text);
        return ExpressionUtils.column(new RaiseError(
                Literal.create(RowErrors.PLAIN, DataTypes.StringType), ExpressionUtils.expression(parameters), type));
    }

    /** The same values, of which a schema says that they may be null. */
    public static Column nullable(Column column) {
        return ExpressionUtils.column(new KnownNullable(ExpressionUtils.expression(column)));
    }

    /** Null for null; the interface stands for the function's class, which generated code may not name. */
    private static Column call(Class<?> as, String method, Object function, DataType result, Column... columns) {
        return call(true, as, method, function, result, columns);
    }

    private static Column call(
            boolean isNullOfNull, Class<?> as, String method, Object function, DataType result, Column... columns) {
        if (!(function instanceof Serializable)) {
            throw new IllegalArgumentException(function + " cannot be sent to executors; make it serializable.");
        }
        Expression target = Literal.create(function, new ObjectType(as));
        List<Expression> arguments =
                Arrays.stream(columns).map(ExpressionUtils::expression).toList();
        return ExpressionUtils.column(new Invoke(
                target,
                method,
                result,
                CollectionConverters.asScala(arguments).toSeq(),
                CollectionConverters.asScala(List.<AbstractDataType>of()).toSeq(),
                isNullOfNull,
                true,
                true));
    }
}
