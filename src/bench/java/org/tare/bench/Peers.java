package org.tare.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.feature.MinMaxScaler;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.feature.StandardScalerModel;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.ColumnarToRowTransition;
import org.apache.spark.sql.execution.InputAdapter;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.WholeStageCodegenExec;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** How the same work is done without Tare. */
final class Peers {
    private Peers() {}

    /** MLlib's two fits over one vector column. */
    static void fitMllib(Dataset<Row> table, String vector) {
        mllibStandard(table, vector);
        new MinMaxScaler().setInputCol(vector).setOutputCol("scaled").fit(table);
    }

    static StandardScalerModel mllibStandard(Dataset<Row> table, String vector) {
        return new StandardScaler()
                .setInputCol(vector)
                .setOutputCol("scaled")
                .setWithMean(true)
                .fit(table);
    }

    static Dataset<Row> assemble(Dataset<Row> table) {
        return new VectorAssembler()
                .setInputCols(table.columns())
                .setOutputCol(Tables.VECTOR)
                .transform(table)
                .select(Tables.VECTOR);
    }

    /** The five aggregates of each column, on two threads. */
    static void fitDuckDb(Dataset<Row> table) throws SQLException {
        String aggregates = Arrays.stream(table.columns())
                .map(c -> "avg(" + c + "), var_pop(" + c + "), min(" + c + "), max(" + c + "), count(" + c + ")")
                .collect(Collectors.joining(", "));
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET threads = 2");
            try (ResultSet result = statement.executeQuery(
                    "SELECT " + aggregates + " FROM read_parquet('" + Tables.glob(table) + "')")) {
                result.next();
            }
        }
    }

    /** Decodes all columns in batches, however many they are, and looks at none; rows where Spark gives no batches. */
    static void read(Dataset<Row> table) {
        String limit = SQLConf.WHOLESTAGE_MAX_NUM_FIELDS().key();
        String before = table.sparkSession().conf().get(limit);
        table.sparkSession().conf().set(limit, Integer.MAX_VALUE);
        try {
            readPlanned((org.apache.spark.sql.classic.Dataset<Row>) table.select("*"));
        } finally {
            table.sparkSession().conf().set(limit, before);
        }
    }

    private static void readPlanned(org.apache.spark.sql.classic.Dataset<Row> table) {
        SparkPlan plan = table.queryExecution().executedPlan();
        while (!plan.supportsColumnar()
                && (plan instanceof WholeStageCodegenExec
                        || plan instanceof InputAdapter
                        || plan instanceof ColumnarToRowTransition)) {
            plan = plan.children().head();
        }
        if (plan.supportsColumnar()) {
            JavaRDD<ColumnarBatch> batches = plan.executeColumnar().toJavaRDD();
            batches.foreachPartition(part -> exhaust(part));
        } else {
            table.queryExecution().toRdd().toJavaRDD().foreachPartition(part -> exhaust(part));
        }
    }

    private static void exhaust(Iterator<?> part) {
        while (part.hasNext()) {
            part.next();
        }
    }

    static void toNowhere(Dataset<Row> table) {
        table.write().format("noop").mode("overwrite").save();
    }
}
