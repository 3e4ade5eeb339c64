package org.tare.spark.aggregate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.aggregate.DeclarativeAggregate;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import scala.collection.Iterator;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Adds up the numbers of a {@link SqlPartial} in code that Spark generates. Public only because Spark copies expressions by their constructor. */
public final class PartialSums extends DeclarativeAggregate {
    private static final long serialVersionUID = 1L;

    private final SqlPartial partial;
    private final Expression input;
    private final List<AttributeReference> words;

    /** The fields of the expression, in the order of {@link #productElement}. */
    public PartialSums(SqlPartial partial, Expression input) {
        this.partial = partial;
        this.input = input;
        this.words = IntStream.range(0, partial.words())
                .mapToObj(w -> SqlPartial.attribute("word" + w))
                .toList();
    }

    @Override
    public Seq<AttributeReference> aggBufferAttributes() {
        return seq(words);
    }

    @Override
    public Seq<Expression> initialValues() {
        return seq(words.stream()
                .<Expression>map(word -> Literal.create(0L, DataTypes.LongType))
                .toList());
    }

    @Override
    public Seq<Expression> updateExpressions() {
        return each((sum, from, to) -> partial.add(sum, words.subList(from, to), input));
    }

    @Override
    public Seq<Expression> mergeExpressions() {
        List<AttributeReference> others = CollectionConverters.asJava(inputAggBufferAttributes());
        return each((sum, from, to) -> {
            List<Expression> both = new ArrayList<>(words.subList(from, to));
            both.addAll(others.subList(from, to));
            return partial.plus(both);
        });
    }

    /** What becomes of the last of the first words of a sum, which stand from one place to another. */
    private interface Step {
        Expression of(SqlPartial.Sum sum, int from, int to);
    }

    private Seq<Expression> each(Step step) {
        List<Expression> steps = new ArrayList<>();
        int start = 0;
        for (SqlPartial.Sum sum : partial.sums()) {
            for (int end = start + 1; end <= start + sum.words(); end++) {
                steps.add(step.of(sum, start, end));
            }
            start += sum.words();
        }
        return seq(steps);
    }

    /** Never asked for, since only the words go on. */
    @Override
    public Expression evaluateExpression() {
        return words.get(0);
    }

    @Override
    public DataType dataType() {
        return DataTypes.LongType;
    }

    @Override
    public boolean nullable() {
        return false;
    }

    @Override
    public Seq<Expression> children() {
        return seq(List.of(input));
    }

    @Override
    public Expression withNewChildrenInternal(IndexedSeq<Expression> children) {
        return new PartialSums(partial, children.head());
    }

    private static <T> Seq<T> seq(List<T> list) {
        return CollectionConverters.asScala(list).toSeq();
    }

    @Override
    public String prettyName() {
        return "exact_sums";
    }

    /** Plans show the number only. */
    @Override
    public Iterator<Object> stringArgs() {
        return Iterator.<Object>single(input);
    }

    @Override
    public int productArity() {
        return 2;
    }

    @Override
    public Object productElement(int i) {
        return i == 0 ? partial : input;
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof PartialSums;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PartialSums that && partial.equals(that.partial) && input.equals(that.input);
    }

    @Override
    public int hashCode() {
        return partial.hashCode() * 31 + input.hashCode();
    }
}
