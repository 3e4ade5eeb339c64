package org.tare.bench;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** The tables of the benchmark, each made once, from a seed, as four Parquet files of normal values. */
final class BenchTables {
    static final String VECTOR = "features";

    private static final int FILES = 4;
    /** As Spark writes them. */
    private static final int ROW_GROUP_BYTES = 128 << 20;

    private final SparkSession spark;
    private final Path folder;

    BenchTables(SparkSession spark, Path folder) {
        this.spark = spark;
        this.folder = folder;
    }

    /** The table of that shape, or its like of so many rows where it has more. */
    Dataset<Row> of(TableShape shape, int atMost) throws IOException, SQLException {
        int rows = Math.min(shape.rows, atMost);
        return switch (shape) {
            case DENSE -> dense(rows, shape.columns);
            case SPARSE -> sparse(rows, shape.columns, shape.columns / 100);
            case NARROW, WIDE, VERY_WIDE -> scalars(rows, shape.columns);
        };
    }

    /** The first columns of a table of numbers behind a column {@code g} that cuts its rows into so many groups of random rows. */
    Dataset<Row> byGroup(Dataset<Row> numbers, int groups) {
        return made(
                "groups-" + numbers.count() + "-" + groups,
                numbers.selectExpr("pmod(hash(c0, c1), " + groups + ") AS g", "c0", "c1", "c2", "c3", "c4"));
    }

    /** A table of numbers behind two columns of weights, {@code whole} from 1 to 5 and {@code part} of all digits. */
    Dataset<Row> weighted(Dataset<Row> numbers) {
        return made(
                "weights-" + numbers.count(),
                numbers.selectExpr("1 + pmod(hash(c0), 5) AS whole", "0.01D + abs(sin(c0)) AS part", "*"));
    }

    /** Thousandths of a table of numbers, as whole numbers. */
    Dataset<Row> whole(Dataset<Row> numbers) {
        return made(
                "whole-" + numbers.count(),
                numbers.selectExpr(Arrays.stream(numbers.columns())
                        .map(x -> "int(1000 * " + x + ") AS " + x)
                        .toArray(String[]::new)));
    }

    private Dataset<Row> made(String name, Dataset<Row> rows) {
        String path = folder.resolve(name).toString();
        if (!Files.exists(Path.of(path, "_SUCCESS"))) {
            System.out.println("making " + name);
            rows.write().mode("overwrite").parquet(path);
        }
        return spark.read().parquet(path);
    }

    /** Double columns {@code c0, c1, ...}; DuckDB makes them, as Spark takes minutes over 10,000 columns. */
    private Dataset<Row> scalars(long rows, int columns) throws IOException, SQLException {
        Path made = folder.resolve("scalars-" + rows + "x" + columns);
        if (!Files.exists(made)) {
            System.out.println("making " + made.getFileName());
            Path making = Files.createTempDirectory(Files.createDirectories(folder), "making");
            writeScalars(making, rows, columns);
            Files.move(making, made);
        }
        return spark.read().parquet(made.toString());
    }

    private static void writeScalars(Path into, long rows, int columns) throws SQLException {
        String normals = IntStream.range(0, columns)
                .mapToObj(c -> "10 + 3 * sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random()) AS c" + c)
                .collect(Collectors.joining(", "));
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            // One thread, or the seed would not settle which row draws which number.
            statement.execute("SET threads = 1");
            statement.execute("SELECT setseed(0.5)");
            for (int file = 0; file < FILES; file++) {
                statement.execute("COPY (SELECT %s FROM range(%d)) TO '%s' (FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE %d)"
                        .formatted(
                                normals,
                                rows / FILES,
                                into.resolve("part-" + file + ".parquet"),
                                ROW_GROUP_BYTES / (Double.BYTES * columns)));
            }
        }
    }

    /** One column of dense vectors. */
    private Dataset<Row> dense(long rows, int size) {
        return vectors("dense-" + rows + "x" + size, rows, random -> Vectors.dense(random.doubles(size).toArray()));
    }

    /** One column of sparse vectors with so many entries each, evenly spread. */
    private Dataset<Row> sparse(long rows, int size, int entries) {
        int stride = size / entries;
        return vectors("sparse-" + rows + "x" + size + "-" + entries, rows, random -> {
            int[] indices = IntStream.range(0, entries)
                    .map(k -> k * stride + random.nextInt(stride))
                    .toArray();
            return Vectors.sparse(size, indices, random.doubles(entries).toArray());
        });
    }

    private interface VectorMaker extends Serializable {
        Vector make(Random random);
    }

    private Dataset<Row> vectors(String name, long rows, VectorMaker maker) {
        return made(
                name,
                spark.createDataFrame(
                        spark.range(0, rows, 1, FILES)
                                .as(Encoders.LONG())
                                .javaRDD()
                                .map(id -> RowFactory.create(maker.make(new Random(id)))),
                        new StructType().add(VECTOR, SQLDataTypes.VectorType(), false)));
    }

    /** Where a table's files are, as DuckDB's {@code read_parquet} wants to know it. */
    static String glob(Dataset<Row> table) {
        return table.inputFiles()[0].replaceAll("/[^/]*$", "/*.parquet").replaceFirst("^file:/*", "/");
    }
}
