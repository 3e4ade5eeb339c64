package org.tare.job;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.tare.TestSpark;

/** What a person sees of a job: its exit status, its output and its errors. */
record JobRun(int status, String out, String err) {
    static final String SAMPLE = "src/sample/flights.parquet";

    /** A few flights as an input: jobs that need no more are quicker on them. */
    static String few() {
        TestSpark.session().read().parquet(SAMPLE).limit(200).createOrReplaceTempView("few_flights");
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
