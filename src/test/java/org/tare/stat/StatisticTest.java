package org.tare.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every kind promises, and how it is found by name. */
class StatisticTest {
    static Stream<Statistic<?>> kinds() {
        List<ValueRange> ranges = List.of(new ValueRange(-1, -0.5), new ValueRange(-0.0, 0.25), new ValueRange(2, 2));
        return Stream.of(
                new MomentsStatistic(),
                new HistogramStatistic(),
                new HistogramStatistic(16),
                new HistogramsWithin(),
                new HistogramsWithin(ranges),
                new HistogramsWithin(ranges, 8));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void a_kind_is_found_by_its_text(Statistic<?> kind) {
        assertThat(Statistic.of(kind.toString())).isEqualTo(kind).hasSameHashCodeAs(kind);
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(null);
        try {
            assertThat(Statistic.of(kind.toString())).isEqualTo(kind);
        } finally {
            Thread.currentThread().setContextClassLoader(context);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    <V> void a_kind_keeps_the_laws(Statistic<V> kind) throws IOException {
        double[] x = Samples.draw(1000, Random::nextGaussian);
        x[10] = Double.NaN;
        x[20] = Double.POSITIVE_INFINITY;
        Accumulator<V> whole = kind.accumulator();
        whole.add(x, 0, x.length);
        whole.addZeros(2);
        whole.add(2, 0.5);
        whole.add(-0.75, 0);
        Accumulator<V> head = kind.accumulator();
        head.add(x, 0, 300);
        Accumulator<V> tail = kind.accumulator();
        tail.add(x, 300, x.length);
        Weights zeros = new Weights();
        zeros.add(2);
        zeros.add(0);
        tail.addZeros(1);
        tail.addZeros(1);
        tail.add(2, 0.25);
        tail.add(2, 0.25);
        V value = whole.result();
        if (kind instanceof MomentsStatistic) {
            assertThat(kind.merge(value, kind.empty())).isEqualTo(value);
        } else {
            assertThat(kind.merge(tail.result(), head.result())).isEqualTo(value);
        }
        assertThat(kind.merge(kind.empty(), value)).isEqualTo(value);
        assertThat(kind.parse(kind.toText(value))).isEqualTo(value);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        kind.write(value, new DataOutputStream(bytes));
        assertThat(kind.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))))
                .isEqualTo(value);
    }

    @Test
    void what_names_no_kind_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Statistic.of("median"))
                .withMessageContaining("'median'")
                .withMessageContaining("[clipped, histogram, histogramsWithin, missing, moments");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Statistic.of("histogram(bits=20)"))
                .withMessageContaining("bits");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Statistic.of("histogram(buckets=many)"))
                .withMessageContaining("'many'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Statistic.of("histogram(buckets=1)"))
                .withMessageContaining("1 buckets");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Statistic.of("moments(order=4)"))
                .withMessageContaining("order");
        for (String text : new String[] {"", "histogram(", "histogram(buckets)", "histogram(buckets=2,buckets=3)"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Statistic.of(text))
                    .withMessageContaining("'" + text + "'");
        }
    }
}
