package org.tare.job;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.tare.TestSpark;

/** What a person sees of a job: its exit status, its output and its errors. */
record JobRun(int status, String out, String err) {
    static final String SAMPLE = "src/sample/flights.parquet";

    /** A file of a few flights: a limit would cost every job that reads them a shuffle. */
    private static final class Few {
        static final Dataset<Row> ROWS = write();

        private static Dataset<Row> write() {
            SparkSession spark = TestSpark.session();
            String place = TestSpark.place("few-flights");
            spark.read().parquet(SAMPLE).limit(200).write().mode("overwrite").parquet(place);
            return spark.read().parquet(place);
        }
    }

    /** A few flights as an input: jobs that need no more are quicker on them. */
    static String few() {
        Few.ROWS.createOrReplaceTempView("few_flights");
        return "table:few_flights";
    }

    static JobRun of(Job job, Object... arguments) {
        TestSpark.session();
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] texts = new String[arguments.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = arguments[i].toString();
        }
        int status = Job.commandLine(job)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(texts);
        return new JobRun(status, out.toString(), err.toString());
    }
}
