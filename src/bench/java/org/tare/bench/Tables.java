package org.tare.bench;

import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The tables of the benchmark, each made once, from a seed, as four Parquet files of normal values. */
final class Tables {
    static final String VECTOR = "features";

    private static final int FILES = 4;

    private final SparkSession spark;
    private final Path folder;

    Tables(SparkSession spark, Path folder) {
        this.spark = spark;
        this.folder = folder;
    }

    /** Double columns {@code c0, c1, ...}. */
    Dataset<Row> scalars(long rows, int columns) {
        StructType schema = new StructType(IntStream.range(0, columns)
                .mapToObj(c -> DataTypes.createStructField("c" + c, DataTypes.DoubleType, false))
                .toArray(StructField[]::new));
        return table("scalars-" + rows + "x" + columns, rows, schema, random -> {
            Object[] values = new Object[columns];
            for (int c = 0; c < columns; c++) {
                values[c] = 10 + 3 * random.nextGaussian();
            }
            return RowFactory.create(values);
        });
    }

    /** One column of dense vectors. */
    Dataset<Row> dense(long rows, int size) {
        return table("dense-" + rows + "x" + size, rows, vectors(), random -> RowFactory.create(
                Vectors.dense(random.doubles(size).toArray())));
    }

    /** One column of sparse vectors with so many entries each, evenly spread. */
    Dataset<Row> sparse(long rows, int size, int entries) {
        int stride = size / entries;
        return table("sparse-" + rows + "x" + size + "-" + entries, rows, vectors(), random -> {
            int[] indices = IntStream.range(0, entries)
                    .map(k -> k * stride + random.nextInt(stride))
                    .toArray();
            return RowFactory.create(
                    Vectors.sparse(size, indices, random.doubles(entries).toArray()));
        });
    }

    private static StructType vectors() {
        return new StructType().add(VECTOR, SQLDataTypes.VectorType(), false);
    }

    private interface RowMaker extends Serializable {
        Row make(Random random);
    }

    private Dataset<Row> table(String name, long rows, StructType schema, RowMaker maker) {
        String path = folder.resolve(name).toString();
        if (!Files.exists(Path.of(path, "_SUCCESS"))) {
            System.out.println("making " + name);
            Dataset<Row> made = spark.createDataFrame(
                    spark.range(0, rows, 1, FILES)
                            .as(Encoders.LONG())
                            .javaRDD()
                            .map(id -> maker.make(new Random(id))),
                    schema);
            made.write().mode("overwrite").parquet(path);
        }
        return spark.read().parquet(path);
    }

    /** Where a table's files are, as DuckDB's {@code read_parquet} wants to know it. */
    static String glob(Dataset<Row> table) {
        return table.inputFiles()[0].replaceAll("/[^/]*$", "/*.parquet").replaceFirst("^file:/*", "/");
    }
}
