package org.tare.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tare.TestSpark;

/** What a scan leaves out or rounds, it says once, by name. */
class WarningsTest {
    private static final SparkSession SPARK = TestSpark.session();

    private final Logger logger = (Logger) LogManager.getLogger(Scan.class);
    private final Recorder recorder = new Recorder();
    private Level level;

    private static final class Recorder extends AbstractAppender {
        private final List<String> messages = new ArrayList<>();

        Recorder() {
            super("recorder", null, null, true, Property.EMPTY_ARRAY);
        }

        @Override
        public void append(LogEvent event) {
            messages.add(event.getMessage().getFormattedMessage());
        }
    }

    @BeforeEach
    void listen() {
        level = logger.getLevel();
        recorder.start();
        logger.addAppender(recorder);
        // Only now, as adding an appender sets the configured level again.
        logger.setLevel(Level.WARN);
    }

    @AfterEach
    void leave() {
        logger.removeAppender(recorder);
        logger.setLevel(level);
    }

    @Test
    void infinities_are_named_once_for_all_features() {
        Scan.of(
                        SPARK.sql("SELECT double('Infinity') AS x, array(1D, double('-Infinity')) AS a FROM range(3)"),
                        "x",
                        "a")
                .run();
        assertThat(recorder.messages).containsExactly("Infinite values were not counted in 'x' (3), 'a[1]' (3).");
    }

    @Test
    void whole_numbers_that_are_no_doubles_are_counted_by_column() {
        Scan.of(
                        SPARK.sql(
                                "SELECT 9007199254740992 + id AS l, CAST(9007199254740993 + id AS DECIMAL(30,0)) AS d,"
                                        + " CAST(0.1 AS DECIMAL(9,1)) AS tenth FROM range(5)"),
                        "l",
                        "d",
                        "tenth")
                .run();
        assertThat(recorder.messages)
                .containsExactly(
                        "Column 'l' has 2 whole numbers beyond 2^53 that are no doubles and were rounded, as Spark's cast"
                                + " to double does.",
                        "Column 'd' has 3 whole numbers beyond 2^53 that are no doubles and were rounded, as Spark's cast"
                                + " to double does.");
    }

    @Test
    void the_largest_long_is_rounded() {
        Scan.of(SPARK.sql("SELECT 9223372036854775807 AS l"), "l").run();
        assertThat(recorder.messages).hasSize(1);
    }

    @Test
    void ordinary_data_are_scanned_in_silence() {
        Scan.of(SPARK.range(5).selectExpr("id", "id / 3 AS x"), "id", "x").run();
        assertThat(recorder.messages).isEmpty();
    }
}
