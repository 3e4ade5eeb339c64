package org.tare.spark.aggregate;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.analysis.TypeCheckResult;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.NamedArgumentExpression;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.expressions.aggregate.ImperativeAggregate;
import org.apache.spark.sql.catalyst.expressions.aggregate.TypedImperativeAggregate;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.NumericType;
import scala.collection.Iterator;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** A call of a {@link SqlFunction} in a plan of Spark. Public only because Spark copies expressions by their constructor. */
public final class SqlAggregate extends TypedImperativeAggregate<Object> implements Serializable {
    private static final long serialVersionUID = 1L;

    private final SqlFunction function;
    private final Seq<Expression> arguments;
    private final int mutableOffset;
    private final int inputOffset;
    private final Expression input;
    /** Where a bound column of doubles stands in a row, so that no value of it is boxed; -1 for anything else. */
    private final int ordinal;

    private transient SqlAggregation<Object> aggregation;

    /** The fields of the expression, in the order of {@link #productElement}. */
    public SqlAggregate(SqlFunction function, Seq<Expression> arguments, int mutableOffset, int inputOffset) {
        this.function = function;
        this.arguments = arguments;
        this.mutableOffset = mutableOffset;
        this.inputOffset = inputOffset;
        this.input = arguments.isEmpty() ? null : arguments.head();
        this.ordinal = input instanceof BoundReference bound && bound.dataType().equals(DataTypes.DoubleType)
                ? bound.ordinal()
                : -1;
    }

    /** Constants are known once the analysis has found what the arguments are. */
    @SuppressWarnings("unchecked")
    private SqlAggregation<Object> aggregation() {
        if (aggregation == null) {
            List<Expression> all = CollectionConverters.asJava(arguments.toSeq());
            aggregation = (SqlAggregation<Object>) function.of(new SqlConstants(all.subList(1, all.size())));
        }
        return aggregation;
    }

    private boolean takesStates() {
        return input.dataType() instanceof BinaryType;
    }

    /** How numbers are added up before; nothing for states. */
    Optional<SqlPartial> partial() {
        boolean isNumber = input != null && input.dataType() instanceof NumericType;
        return isNumber ? function.partial() : Optional.empty();
    }

    /** The same of those numbers added up: of structs of a band and its words. */
    SqlAggregate ofSums(Expression sums) {
        List<Expression> all = new ArrayList<>(CollectionConverters.asJava(arguments));
        all.set(0, sums);
        Seq<Expression> summed = CollectionConverters.asScala(all).toSeq();
        return new SqlAggregate(new SummedFunction(function), summed, mutableOffset, inputOffset);
    }

    private boolean takesSums() {
        return function instanceof SummedFunction;
    }

    @Override
    public TypeCheckResult checkInputDataTypes() {
        if (input == null) {
            return failure(" needs a column of numbers or of states");
        }
        for (Expression argument : CollectionConverters.asJava(arguments.toSeq())) {
            if (argument instanceof NamedArgumentExpression named) {
                return failure(" takes its arguments by their place; leave the name " + named.key() + " out");
            }
        }
        DataType type = input.dataType();
        try {
            boolean isNumber = type instanceof NumericType || type instanceof BooleanType || type instanceof NullType;
            if (!takesSums() && !takesStates() && !(isNumber && aggregation().takesNumbers())) {
                return failure(
                        (aggregation().takesNumbers() ? " takes numbers or binary states" : " takes binary states")
                                + ", but " + input.sql() + " is " + type.sql() + "; cast it, or give another column");
            }
            DataType unused = aggregation().type();
            return TypeCheckResult.TypeCheckSuccess$.MODULE$;
        } catch (IllegalArgumentException e) {
            return failure(": " + e.getMessage());
        }
    }

    /** Spark ends the sentence. */
    private TypeCheckResult failure(String why) {
        return new TypeCheckResult.TypeCheckFailure(function.functionName() + why.replaceFirst("[.]$", ""));
    }

    @Override
    public Object createAggregationBuffer() {
        return aggregation().buffer();
    }

    @Override
    public Object update(Object buffer, InternalRow row) {
        if (ordinal >= 0) {
            aggregation().add(buffer, row.isNullAt(ordinal) ? Double.NaN : row.getDouble(ordinal));
            return buffer;
        }
        Object value = input.eval(row);
        if (takesSums()) {
            InternalRow sums = (InternalRow) value;
            long[] words = IntStream.range(1, sums.numFields())
                    .mapToLong(sums::getLong)
                    .toArray();
            aggregation().addSums(buffer, sums.getInt(0), words);
        } else if (!takesStates()) {
            aggregation().add(buffer, SqlConstants.number(value));
        } else if (value != null) {
            aggregation().addState(buffer, (byte[]) value);
        }
        return buffer;
    }

    @Override
    public Object merge(Object buffer, Object other) {
        aggregation().merge(buffer, other);
        return buffer;
    }

    @Override
    public Object eval(Object buffer) {
        Object result = aggregation().result(buffer);
        return result instanceof double[] array
                ? UnsafeArrayData.fromPrimitiveArray(array)
                : result instanceof Object[] fields ? new GenericInternalRow(fields) : result;
    }

    @Override
    public byte[] serialize(Object buffer) {
        return aggregation().write(buffer);
    }

    @Override
    public Object deserialize(byte[] bytes) {
        return aggregation().read(bytes);
    }

    @Override
    public DataType dataType() {
        return aggregation().type();
    }

    @Override
    public boolean nullable() {
        return true;
    }

    @Override
    public Seq<Expression> children() {
        return arguments;
    }

    @Override
    public Expression withNewChildrenInternal(IndexedSeq<Expression> children) {
        return new SqlAggregate(function, children, mutableOffset, inputOffset);
    }

    @Override
    public int mutableAggBufferOffset() {
        return mutableOffset;
    }

    @Override
    public ImperativeAggregate withNewMutableAggBufferOffset(int offset) {
        return new SqlAggregate(function, arguments, offset, inputOffset);
    }

    @Override
    public int inputAggBufferOffset() {
        return inputOffset;
    }

    @Override
    public ImperativeAggregate withNewInputAggBufferOffset(int offset) {
        return new SqlAggregate(function, arguments, mutableOffset, offset);
    }

    @Override
    public String prettyName() {
        return function.functionName();
    }

    /** Plans show the arguments; the function and the offsets would differ from session to session. */
    @Override
    public Iterator<Object> stringArgs() {
        return Iterator.<Object>single(arguments);
    }

    @Override
    public int productArity() {
        return 4;
    }

    @Override
    public Object productElement(int i) {
        return switch (i) {
            case 0 -> function;
            case 1 -> arguments;
            case 2 -> mutableOffset;
            default -> inputOffset;
        };
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof SqlAggregate;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SqlAggregate that
                && function.functionName().equals(that.function.functionName())
                && arguments.equals(that.arguments)
                && mutableOffset == that.mutableOffset
                && inputOffset == that.inputOffset;
    }

    @Override
    public int hashCode() {
        return function.functionName().hashCode() * 31 + arguments.hashCode();
    }

    @Override
    public String toString() {
        return function.functionName() + arguments.mkString("(", ", ", ")");
    }
}
