package org.tare.train;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;

class IdentityTest {
    private static final Path CHECKPOINT = new Path("epoch-000001.json");

    @Test
    void a_checkpoint_that_does_not_tell_its_precision_is_of_double() {
        assertThatCode(() -> Identity.requireSame(CHECKPOINT, Map.of(), Map.of("precision", "double")))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> Identity.requireSame(CHECKPOINT, Map.of(), Map.of("precision", "float")))
                .hasMessageContaining("with precision double, not float; give another checkpointDir");
    }
}
