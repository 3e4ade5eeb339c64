package org.tare.job.output;

import java.util.UUID;
import java.util.function.Function;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/** Rows in a table of files in Spark's own catalog: written under another name, then renamed. */
public final class DataTable implements RowSink {
    private final SparkSession spark;
    private final String place;
    private final Function<Dataset<Row>, DataFrameWriter<Row>> writer;
    private final String fresh;
    private final String old;

    public DataTable(SparkSession spark, String place, Function<Dataset<Row>, DataFrameWriter<Row>> writer) {
        this.spark = spark;
        this.place = place;
        this.writer = writer;
        String id = UUID.randomUUID().toString().substring(0, 8);
        this.fresh = sibling("_new_" + id);
        this.old = sibling("_old_" + id);
    }

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
        String first = name.split("\\.", -1)[0];
        return Format.isFiles(format)
                && spark.catalog().currentCatalog().equals("spark_catalog")
                && spark.conf().getOption("spark.sql.catalog." + first).isEmpty();
    }

    @Override
    public void write(Dataset<Row> rows) {
        writer.apply(rows).mode(SaveMode.Overwrite).saveAsTable(fresh);
    }

    @Override
    public void publish() {
        boolean replaces = exists(place);
        if (replaces) {
            rename(place, old);
        }
        try {
            rename(fresh, place);
        } catch (RuntimeException e) {
            if (replaces) {
                rename(old, place);
            }
            throw e;
        }
    }

    @Override
    public void retract() {
        rename(place, fresh);
        if (exists(old)) {
            rename(old, place);
        }
    }

    /** Keeps the old table if it could not be put back, so that it is never lost. */
    @Override
    public void close() {
        spark.sql("DROP TABLE IF EXISTS " + fresh);
        if (exists(place)) {
            spark.sql("DROP TABLE IF EXISTS " + old);
        }
    }

    private boolean exists(String name) {
        return spark.catalog().tableExists(name);
    }

    private void rename(String from, String to) {
        spark.sql("ALTER TABLE " + from + " RENAME TO " + to.substring(to.lastIndexOf('.') + 1));
    }

    private String sibling(String suffix) {
        return place.endsWith("`") ? place.substring(0, place.length() - 1) + suffix + "`" : place + suffix;
    }
}
