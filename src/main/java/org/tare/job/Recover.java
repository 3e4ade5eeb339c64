package org.tare.job;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.tare.job.output.Leftovers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code jobs/recover}: clears up what jobs left that were killed. */
@Command(
        name = "recover",
        description =
                "Clears up what a job that was killed left beside its outputs: puts all of them in their places if "
                        + "it had committed them, else takes all of them back. The next job that writes there does the same by "
                        + "itself.")
public final class Recover extends Job {
    @Parameters(
            paramLabel = "PLACE",
            arity = "1..*",
            description =
                    "Places that such a job wrote to, each a path or table:NAME; one of them is enough to find the "
                            + "others.")
    private List<String> places = new ArrayList<>();

    /** Runs the job and ends the JVM with its exit status. */
    public static void main(String[] arguments) {
        main(new Recover(), arguments);
    }

    @Override
    void check() {
        if (places.stream().anyMatch(place -> place.startsWith("jdbc:"))) {
            throw usage("A database takes back by itself what was not committed; give a path or table:NAME");
        }
    }

    @Override
    void run(SparkSession spark) throws Exception {
        for (String place : places) {
            say(Leftovers.clear(spark, place));
        }
    }
}
