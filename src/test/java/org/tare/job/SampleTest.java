package org.tare.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.tare.TestSpark;

/** What the options files say of the sample is true. */
class SampleTest {
    @Test
    void the_way_back_in_the_comment_leads_back() throws IOException {
        succeed(new Scale(), "@conf/scale.conf");
        succeed(new Transform(), "@conf/transform.conf");
        String command = Files.readAllLines(Path.of("conf/transform.conf")).stream()
                .filter(line -> line.startsWith("#   jobs/transform "))
                .findFirst()
                .orElseThrow();
        String[] words = command.substring("#   jobs/transform ".length()).split(" ");
        succeed(new Transform(), List.of(words), "--mode=overwrite");
        // There and back rounds a few times; whole minutes and miles survive that.
        String[] whole = {"date", "round(delay) AS delay", "round(distance) AS distance", "origin", "destination"};
        Dataset<Row> flights = TestSpark.session().read().parquet(JobRun.SAMPLE).selectExpr(whole);
        Dataset<Row> back =
                TestSpark.session().read().parquet(words[words.length - 1]).selectExpr(whole);
        assertThat(back.exceptAll(flights).isEmpty()).isTrue();
        assertThat(back.count()).isEqualTo(100_000);
    }

    private static void succeed(Job job, List<String> some, String more) {
        List<String> all = new ArrayList<>(some);
        all.add(more);
        succeed(job, all.toArray());
    }

    private static void succeed(Job job, Object... arguments) {
        JobRun run = JobRun.of(job, arguments);
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
    }
}
