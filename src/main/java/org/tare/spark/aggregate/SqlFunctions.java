package org.tare.spark.aggregate;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.apache.spark.sql.execution.SparkStrategy;
import org.tare.spark.plan.ConnectClient;
import scala.Tuple3;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction1;

/** Aggregate functions that sessions learn. A provider is named in {@code META-INF/services/org.tare.spark.aggregate.SqlFunctions}. */
public interface SqlFunctions {
    /** The functions of this provider. */
    List<SqlFunction> all();

    /** Registers all functions of all providers in a session; to do so again changes nothing. */
    static void register(SparkSession spark) {
        if (ConnectClient.owns(spark)) {
            throw new IllegalArgumentException("The session is one of Spark Connect, whose functions the server has;"
                    + " start the server with spark.sql.extensions=org.tare.spark.TareExtensions.");
        }
        org.apache.spark.sql.classic.SparkSession classic = (org.apache.spark.sql.classic.SparkSession) spark;
        // They qualify names as this version of Spark wants them, and keep what DESCRIBE FUNCTION says.
        SparkSessionExtensions extensions = new SparkSessionExtensions();
        inject(extensions);
        extensions.registerFunctions(classic.sessionState().functionRegistry());
        List<SparkStrategy> strategies = new ArrayList<>(
                CollectionConverters.asJava(classic.experimental().extraStrategies()));
        if (strategies.stream().noneMatch(BandedAggregation.class::isInstance)) {
            strategies.add(new BandedAggregation());
            classic.experimental()
                    .extraStrategies_$eq(
                            CollectionConverters.asScala(strategies).toSeq());
        }
    }

    /** Adds all functions of all providers to the sessions that are built with these extensions. */
    static void inject(SparkSessionExtensions extensions) {
        for (SqlFunction function : registered()) {
            extensions.injectFunction(new Tuple3<>(
                    new FunctionIdentifier(function.functionName()), info(function), new Builder(function)));
        }
        extensions.injectPlannerStrategy(new Strategy());
    }

    private static List<SqlFunction> registered() {
        return ServiceLoader.load(SqlFunctions.class, SqlFunctions.class.getClassLoader()).stream()
                .flatMap(provider -> provider.get().all().stream())
                .toList();
    }

    private static ExpressionInfo info(SqlFunction function) {
        return new ExpressionInfo(
                SqlAggregate.class.getName(),
                null,
                function.functionName(),
                function.usage(),
                "",
                "",
                "",
                "agg_funcs",
                "",
                "",
                "hive");
    }

    /** Makes the strategy of a session. */
    final class Strategy extends AbstractFunction1<SparkSession, SparkStrategy> {
        @Override
        public SparkStrategy apply(SparkSession session) {
            return new BandedAggregation();
        }
    }

    /** Makes an expression of a call. */
    final class Builder extends AbstractFunction1<Seq<Expression>, Expression> implements Serializable {
        private static final long serialVersionUID = 1L;

        private final SqlFunction function;

        Builder(SqlFunction function) {
            this.function = function;
        }

        @Override
        public Expression apply(Seq<Expression> arguments) {
            return new SqlAggregate(function, arguments, 0, 0);
        }
    }
}
