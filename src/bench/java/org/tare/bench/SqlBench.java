package org.tare.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.tare.sql.Tare;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The exact aggregates of SQL beside Spark's own, over one column of doubles, of all rows and by groups. */
@Command(name = "sql", mixinStandardHelpOptions = true)
public final class SqlBench implements Callable<Integer> {
    private static final String TARE = "Tare";
    private static final String SPARK = "Spark";

    @Option(names = "--rows", description = "Rows of the table (default: ${DEFAULT-VALUE}).")
    long rows = 10_000_000;

    @Option(names = "--rounds", description = "Rounds that count (default: ${DEFAULT-VALUE}).")
    int rounds = 5;

    @Option(names = "--data", description = "Where the table is made and kept (default: ${DEFAULT-VALUE}).")
    Path data = Path.of("target", "bench");

    public static void main(String[] args) {
        System.exit(new CommandLine(new SqlBench()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        RaceTable table = new RaceTable(List.of(TARE, SPARK));
        try (SparkSession spark = ScalingBench.session("tare sql bench")
                .config("spark.sql.shuffle.partitions", ScalingBench.CORES)
                .getOrCreate()) {
            Tare.register(spark);
            Path path = data.toAbsolutePath().resolve("sql-" + rows);
            if (!Files.exists(path)) {
                spark.range(0, rows, 1, ScalingBench.CORES)
                        .selectExpr(
                                "int(pmod(xxhash64(id), 100000)) AS many",
                                "int(pmod(xxhash64(id, 1), 100)) AS few",
                                "rand(3) * 1000 - 300 AS x")
                        .write()
                        .parquet(path.toString());
            }
            spark.read().parquet(path.toString()).createOrReplaceTempView("t");
            for (String by : List.of("", " GROUP BY few", " GROUP BY many")) {
                for (Map.Entry<String, String> pair :
                        Map.of("exact_avg(x)", "avg(x)", "exact_var_pop(x)", "var_pop(x)").entrySet()) {
                    table.add(new Race(pair.getValue() + by)
                            .with(TARE, () -> run(spark, pair.getKey(), by))
                            .with(SPARK, () -> run(spark, pair.getValue(), by))
                            .run(rounds));
                }
            }
        }
        table.lines().forEach(System.out::println);
        return 0;
    }

    private static void run(SparkSession spark, String aggregate, String by) {
        spark.sql("SELECT " + aggregate + " AS y FROM t" + by)
                .write()
                .format("noop")
                .mode("overwrite")
                .save();
    }
}
