package org.tare.job;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Several jobs, one after the other in one Spark application, as a cluster takes long to start one. */
public final class SeveralJobs {
    /** What stands between the arguments of two jobs. */
    static final String THEN = "then";

    private static final Map<String, Supplier<Job>> JOBS =
            Map.of("scale", Scale::new, "train", Train::new, "predict", Predict::new);

    private SeveralJobs() {}

    /** Runs the jobs until one fails: the name of each, and its arguments. */
    public static void main(String[] arguments) {
        List<String> rest = Arrays.asList(arguments);
        while (!rest.isEmpty()) {
            int end = rest.contains(THEN) ? rest.indexOf(THEN) : rest.size();
            // No type of picocli may be named: it has another package in the jar.
            Job job = JOBS.get(rest.get(0)).get();
            int status = Job.execute(job, rest.subList(1, end).toArray(String[]::new));
            if (status != 0) {
                System.exit(status);
            }
            rest = rest.subList(Math.min(end + 1, rest.size()), rest.size());
        }
    }
}
