package org.tare.job.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tare.TestSpark;

class PreviewTest {
    @Test
    void arrays_are_shown_as_their_numbers() {
        String shown = Preview.table(TestSpark.session()
                        .sql("SELECT array(0.25D, 0.75D) shares, array('a', NULL) names, sequence(1, 100) many"))
                .print(200);
        assertThat(shown).contains("[0.25, 0.75]", "[a, null]", "[1, 2, 3, 4, ").doesNotContain("Seq");
    }
}
