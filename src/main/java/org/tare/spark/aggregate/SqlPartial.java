package org.tare.spark.aggregate;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.objects.StaticInvoke;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * How values are added up by plain integers before an aggregate function takes them: those of one band at a time.
 *
 * @param functions a public class whose public static methods generated code calls: {@code int band(double)}; for each sum a method
 *     of its own name, declared for each number of its words, {@code long add(long..., double)}, the last word of the sum with one
 *     more value; and {@code long plus(long...)}, declared likewise, the last word of the sum of two sums
 * @param sums what is summed
 */
public record SqlPartial(Class<?> functions, List<Sum> sums) implements Serializable {
    /**
     * One of the sums.
     *
     * @param add the method that adds a value to it
     * @param words of how many words it consists, the lowest first
     */
    public record Sum(String add, int words) implements Serializable {}

    /** How many words all sums have. */
    int words() {
        return sums.stream().mapToInt(Sum::words).sum();
    }

    /** Where a word stands in a row. */
    static AttributeReference attribute(String name) {
        return new AttributeReference(
                name,
                DataTypes.LongType,
                false,
                Metadata.empty(),
                NamedExpression.newExprId(),
                CollectionConverters.asScala(List.<String>of()).toSeq());
    }

    /** The band of a value. */
    Expression band(Expression value) {
        return call(DataTypes.IntegerType, "band", List.of(value));
    }

    /** The last of these words with one more value. */
    Expression add(Sum sum, List<? extends Expression> words, Expression value) {
        List<Expression> arguments = new ArrayList<>(words);
        arguments.add(value);
        return call(DataTypes.LongType, sum.add(), arguments);
    }

    /** The last word of the sum of two numbers, the words of one after those of the other. */
    Expression plus(List<Expression> both) {
        return call(DataTypes.LongType, "plus", both);
    }

    private Expression call(DataType type, String method, List<Expression> arguments) {
        return new StaticInvoke(
                functions,
                type,
                method,
                CollectionConverters.asScala(arguments).toSeq(),
                CollectionConverters.asScala(List.<AbstractDataType>of()).toSeq(),
                false,
                false,
                true,
                Option.empty());
    }
}
