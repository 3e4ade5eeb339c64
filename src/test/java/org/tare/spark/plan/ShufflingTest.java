package org.tare.spark.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.tare.TestSpark;

/** Spark opens a file for each of up to 200 partitions; where adaptive execution joins them again, one more spares that. */
class ShufflingTest {
    private static final String PARTITIONS = "spark.sql.shuffle.partitions";

    private static SparkSession session(String partitions, boolean isAdaptive) {
        SparkSession session = TestSpark.session().newSession();
        session.conf().set(PARTITIONS, partitions);
        session.conf().set("spark.sql.adaptive.enabled", isAdaptive);
        return session;
    }

    @Test
    void many_files_are_spared_in_a_session_of_its_own() {
        SparkSession session = session("200", true);
        SparkSession shuffling = Plans.shuffling(session);
        assertThat(shuffling.conf().get(PARTITIONS)).isEqualTo("201");
        assertThat(shuffling.conf().getAll().get("spark.sql.adaptive.enabled").get())
                .isEqualTo("true");
        assertThat(session.conf().get(PARTITIONS)).isEqualTo("200");
    }

    @Test
    void few_partitions_more_than_200_and_those_that_nothing_joins_are_left() {
        for (SparkSession session :
                new SparkSession[] {session("8", true), session("1000", true), session("200", false)}) {
            assertThat(Plans.shuffling(session)).isSameAs(session);
        }
    }
}
