package org.tare.job.output;

import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * Rows in a table of files in Spark's own catalog: written under another name, then renamed.
 *
 * @param fresh the table to write, once the place is claimed
 */
public record DataTable(Supplier<String> fresh, Function<Dataset<Row>, DataFrameWriter<Row>> writer)
        implements RowSink {
    public static boolean isView(SparkSession spark, String name) throws AnalysisException {
        String type = spark.catalog().getTable(name).tableType();
        return type.equals("VIEW") || type.equals("TEMPORARY");
    }

    /** The format of a table that exists, else the one Spark gives to new tables. */
    public static String format(SparkSession spark, String name) {
        String standard = spark.conf().get("spark.sql.sources.default");
        if (!spark.catalog().tableExists(name)) {
            return standard;
        }
        return spark
                .sql("DESCRIBE TABLE EXTENDED " + name)
                .where("col_name = 'Provider'")
                .select("data_type")
                .as(Encoders.STRING())
                .collectAsList()
                .stream()
                .findFirst()
                .orElse(standard);
    }

    /** Whether a table of this format is published by a rename; others, and other catalogs, commit by themselves. */
    public static boolean isRenamed(SparkSession spark, String name, String format) {
        return Format.isFiles(format) && isInSparksCatalog(spark, name);
    }

    /** Whether a name is one of Spark's own catalog. */
    public static boolean isInSparksCatalog(SparkSession spark, String name) {
        String first = name.split("\\.", -1)[0];
        return spark.catalog().currentCatalog().equals("spark_catalog")
                && spark.conf().getOption("spark.sql.catalog." + first).isEmpty();
    }

    @Override
    public void write(Dataset<Row> rows) {
        writer.apply(rows).mode(SaveMode.Overwrite).saveAsTable(fresh.get());
    }
}
