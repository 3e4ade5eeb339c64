package org.tare.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SparkVersionTest {
    private final List<String> warnings = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"4.0.0", "4.0.1", "4.1.4", "4.2.0-amzn-1", "4.3.0", "4.3.9-SNAPSHOT", "unknown"})
    void a_tested_one_runs_without_a_word(String version) {
        assertThat(SparkVersion.refusal(version, warnings::add)).isNull();
        assertThat(warnings).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.4.0", "4.10.1", "5.0.0-preview1"})
    void a_newer_one_is_warned_of(String version) {
        assertThat(SparkVersion.refusal(version, warnings::add)).isNull();
        assertThat(warnings).hasSize(1).allMatch(warning -> warning.startsWith("This is Spark " + version + ", and"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.5.6", "3.5.2.3.5.1", "2.4.8"})
    void an_old_one_is_refused_in_one_sentence(String version) {
        assertThat(SparkVersion.refusal(version, warnings::add))
                .startsWith("This is Spark " + version + ", and Tare needs Spark 4.0 or newer;")
                .hasLineCount(1);
        assertThat(warnings).isEmpty();
    }

    @Test
    void this_one_runs() {
        SparkVersion.require();
    }
}
