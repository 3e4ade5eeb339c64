package org.tare.spark.aggregate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Coalesce;
import org.apache.spark.sql.catalyst.expressions.CreateNamedStruct;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateFunction;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateMode;
import org.apache.spark.sql.catalyst.expressions.aggregate.Complete$;
import org.apache.spark.sql.catalyst.expressions.aggregate.Final$;
import org.apache.spark.sql.catalyst.expressions.aggregate.Partial$;
import org.apache.spark.sql.execution.ProjectExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.aggregate.HashAggregateExec;
import org.apache.spark.sql.execution.aggregate.ObjectHashAggregateExec;
import org.apache.spark.sql.types.DataTypes;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Aggregates in two steps: each task adds up the values of each group and band in a hash table of plain integers; then those of a
 * group are merged. Aggregates of Spark's go the same way.
 */
final class BandedPlan {
    private final List<NamedExpression> keys;
    /** Before the keys, so that Spark's hash of both tells as many groups apart as its hash of the keys alone. */
    private final List<NamedExpression> bandsAndKeys = new ArrayList<>();

    private final List<AggregateExpression> partial = new ArrayList<>();
    private final List<AggregateExpression> merged = new ArrayList<>();
    /** What the partial aggregates make. */
    private final List<NamedExpression> buffers = new ArrayList<>();
    /** What of it Spark's aggregates go on with. */
    private final List<NamedExpression> othersBuffers;

    private final List<NamedExpression> words = new ArrayList<>();
    private final Map<Expression, Attribute> bands = new HashMap<>();

    /**
     * @param exact aggregates that have a {@link SqlPartial}
     * @param others aggregates of Spark's whose buffers are numbers
     */
    BandedPlan(List<NamedExpression> keys, List<AggregateExpression> exact, List<AggregateExpression> others) {
        this.keys = keys;
        others.forEach(this::add);
        othersBuffers = List.copyOf(buffers);
        exact.forEach(this::addExact);
        bandsAndKeys.addAll(keys);
    }

    private void add(AggregateExpression other) {
        AggregateFunction function = other.aggregateFunction();
        partial.add(with(other, function, Partial$.MODULE$, other.filter()));
        buffers.addAll(buffers(function));
        merged.add(with(other, function, Final$.MODULE$, Option.empty()));
    }

    private void addExact(AggregateExpression aggregate) {
        SqlAggregate call = (SqlAggregate) aggregate.aggregateFunction();
        SqlPartial way = call.partial().orElseThrow();
        Expression value = value(call.children().head());
        PartialSums sums = new PartialSums(way, value);
        partial.add(new AggregateExpression(
                sums, Partial$.MODULE$, false, aggregate.filter(), NamedExpression.newExprId()));
        buffers.addAll(buffers(sums));
        words.addAll(buffers(sums));
        SqlAggregate ofSums = call.ofSums(struct(band(way, value), buffers(sums)));
        merged.add(with(aggregate, ofSums, Complete$.MODULE$, Option.empty()));
    }

    /** One for all aggregates of the same value. */
    private Attribute band(SqlPartial way, Expression value) {
        return bands.computeIfAbsent(value.canonicalized(), same -> {
            NamedExpression band = named(way.band(value), "band");
            bandsAndKeys.add(band);
            return band.toAttribute();
        });
    }

    /** Null is not counted, as NaN is not. */
    private static Expression value(Expression input) {
        Expression number = input.dataType().equals(DataTypes.DoubleType)
                ? input
                : new Cast(input, DataTypes.DoubleType, Option.empty());
        return new Coalesce(seq(List.of(number, Literal.create(Double.NaN, DataTypes.DoubleType))));
    }

    /** @param results what the whole makes of keys and aggregates */
    SparkPlan over(SparkPlan child, Seq<NamedExpression> results) {
        List<NamedExpression> made = new ArrayList<>(attributes(bandsAndKeys));
        made.addAll(buffers);
        SparkPlan ofTask = new HashAggregateExec(
                Option.empty(),
                false,
                Option.empty(),
                seq(bandsAndKeys),
                seq(partial),
                seq(results(partial)),
                0,
                seq(made),
                child);
        // Spark looks for buffers behind all else.
        List<NamedExpression> sent = new ArrayList<>(attributes(bandsAndKeys));
        sent.addAll(words);
        int firstBuffer = sent.size();
        sent.addAll(othersBuffers);
        return new ObjectHashAggregateExec(
                Option.apply(seq(attributes(keys))),
                false,
                Option.empty(),
                seq(attributes(keys)),
                seq(merged),
                seq(results(merged)),
                firstBuffer,
                results,
                new ProjectExec(seq(sent), ofTask));
    }

    private static AggregateExpression with(
            AggregateExpression aggregate, AggregateFunction function, AggregateMode mode, Option<Expression> filter) {
        return new AggregateExpression(function, mode, false, filter, aggregate.resultId());
    }

    private static NamedExpression named(Expression expression, String name) {
        Seq<String> none = seq(List.of());
        return new Alias(expression, name, NamedExpression.newExprId(), none, Option.empty(), none);
    }

    private static Expression struct(Attribute band, List<Attribute> words) {
        List<Expression> namesAndValues = new ArrayList<>();
        Stream.concat(Stream.of(band), words.stream())
                .forEach(field ->
                        namesAndValues.addAll(List.of(Literal.create(field.name(), DataTypes.StringType), field)));
        return new CreateNamedStruct(seq(namesAndValues));
    }

    private static List<Attribute> attributes(List<? extends NamedExpression> of) {
        return of.stream().map(NamedExpression::toAttribute).toList();
    }

    private static List<Attribute> results(List<AggregateExpression> of) {
        return of.stream().map(AggregateExpression::resultAttribute).toList();
    }

    private static List<Attribute> buffers(AggregateFunction function) {
        return List.copyOf(CollectionConverters.asJava(function.inputAggBufferAttributes()));
    }

    private static <T> Seq<T> seq(List<? extends T> list) {
        return CollectionConverters.<T>asScala(new ArrayList<T>(list)).toSeq();
    }
}
