package org.tare.spark.aggregate;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
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
 * @param functions a public class whose public static methods generated code calls: {@code int band(double)}; {@code long word(double,
 *     int)}, what a value adds to each word; {@code long plus(long...)}, declared for each number of words, the last word of the sum
 *     of two numbers; and {@code byte[] state(int, long...)}, declared for that many words, the state of a band
 * @param widths of how many words each of the sums consists, the lowest first
 */
public record SqlPartial(Class<?> functions, List<Integer> widths) implements Serializable {
    /** How many words all sums have. */
    int words() {
        return widths.stream().mapToInt(Integer::intValue).sum();
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

    /** What a value adds to a word. */
    Expression word(Expression value, int word) {
        return call(DataTypes.LongType, "word", List.of(value, Literal.create(word, DataTypes.IntegerType)));
    }

    /** The last word of the sum of two numbers, the words of one after those of the other. */
    Expression plus(List<Expression> both) {
        return call(DataTypes.LongType, "plus", both);
    }

    /** The state of what was summed in a band. */
    Expression state(Expression band, List<? extends Expression> words) {
        List<Expression> arguments = new ArrayList<>(List.of(band));
        arguments.addAll(words);
        return call(DataTypes.BinaryType, "state", arguments);
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
