package org.tare.spark.aggregate;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.DeclarativeAggregate;
import org.apache.spark.sql.catalyst.planning.PhysicalAggregation$;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.SparkStrategy;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import scala.Option;
import scala.Tuple4;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Plans aggregates by group as {@link BandedPlan} where it can, since Spark would sort all rows for states that are objects. */
final class BandedAggregation extends SparkStrategy {
    /** Types whose equal values have equal bytes. */
    private static final List<DataType> KEYS = List.of(
            DataTypes.BooleanType,
            DataTypes.ByteType,
            DataTypes.ShortType,
            DataTypes.IntegerType,
            DataTypes.LongType,
            DataTypes.StringType,
            DataTypes.BinaryType,
            DataTypes.DateType,
            DataTypes.TimestampType,
            DataTypes.TimestampNTZType);

    @Override
    public Seq<SparkPlan> apply(LogicalPlan plan) {
        Optional<SparkPlan> planned =
                plan instanceof Aggregate && !plan.isStreaming() ? banded(plan) : Optional.empty();
        return CollectionConverters.asScala(planned.stream().toList()).toSeq();
    }

    private Optional<SparkPlan> banded(LogicalPlan plan) {
        Option<Tuple4<Seq<NamedExpression>, Seq<AggregateExpression>, Seq<NamedExpression>, LogicalPlan>> found =
                PhysicalAggregation$.MODULE$.unapply(plan);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        List<NamedExpression> keys = CollectionConverters.asJava(found.get()._1());
        List<AggregateExpression> all = CollectionConverters.asJava(found.get()._2());
        List<AggregateExpression> exact =
                all.stream().filter(BandedAggregation::isSummed).toList();
        List<AggregateExpression> others =
                all.stream().filter(aggregate -> !isSummed(aggregate)).toList();
        boolean isPossible = !keys.isEmpty()
                && !exact.isEmpty()
                && keys.stream().allMatch(key -> isKey(key.toAttribute().dataType()))
                && all.stream().allMatch(BandedAggregation::isPlain)
                && others.stream().allMatch(BandedAggregation::isHashed);
        return isPossible
                ? Optional.of(new BandedPlan(keys, exact, others)
                        .over(planLater(found.get()._4()), found.get()._3()))
                : Optional.empty();
    }

    private static boolean isPlain(AggregateExpression aggregate) {
        return !aggregate.isDistinct() && aggregate.deterministic();
    }

    private static boolean isSummed(AggregateExpression aggregate) {
        return aggregate.aggregateFunction() instanceof SqlAggregate call
                && call.partial().isPresent();
    }

    private static boolean isHashed(AggregateExpression aggregate) {
        return aggregate.aggregateFunction() instanceof DeclarativeAggregate function
                && CollectionConverters.asJava(function.aggBufferAttributes()).stream()
                        .allMatch(buffer -> UnsafeRow.isMutable(buffer.dataType()));
    }

    private static boolean isKey(DataType type) {
        return type instanceof DecimalType || KEYS.contains(type);
    }
}
