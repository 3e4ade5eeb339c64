package org.tare.spark.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;

class KernelTextsTest {
    /** Does nothing. */
    private record Nothing(String text) implements RowKernel {
        @Override
        public void dense(double[] values) {}

        @Override
        public void sparse(int size, int[] indices, double[] values) {}
    }

    @Test
    void a_text_comes_back_and_equal_texts_make_one_kernel() {
        List<String> made = new ArrayList<>();
        KernelCache cache = new KernelCache(text -> {
            made.add(KernelTexts.unnamed(text));
            return new Nothing(text);
        });
        for (String text : List.of("ä long one", "b", "ä long one", "b", "")) {
            cache.get(UTF8String.fromString(KernelTexts.named(text)));
        }
        assertThat(made).containsExactly("ä long one", "b", "");
    }

    /** The name tells all: the text behind it is not looked at, however long it is. */
    @Test
    void the_text_of_a_known_name_is_not_read() {
        List<String> made = new ArrayList<>();
        KernelCache cache = new KernelCache(text -> {
            made.add(text);
            return new Nothing(text);
        });
        String named = KernelTexts.named("a");
        cache.get(UTF8String.fromString(named));
        cache.get(UTF8String.fromString(named + "another"));
        assertThat(made).containsExactly(named);
    }
}
