package org.tare.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.SerializerInstance;
import org.junit.jupiter.api.Test;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** Text, bytes and serialization: nothing is lost, little is needed, damage is noticed. */
class HistogramFormsTest {
    @Provide
    static Arbitrary<double[]> values() {
        return Samples.values();
    }

    private static Histogram histogram(int buckets, boolean fractional, double[] x, Random random) {
        Accumulator<Histogram> accumulator = new HistogramStatistic(buckets).accumulator();
        for (double value : x) {
            accumulator.add(value, fractional ? random.nextDouble() : 1 + random.nextInt(3));
        }
        return accumulator.result();
    }

    private static byte[] bytes(Histogram h) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            new HistogramStatistic(h.buckets()).write(h, new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    private static Histogram read(int buckets, byte[] bytes) throws IOException {
        return new HistogramStatistic(buckets).read(new DataInputStream(new ByteArrayInputStream(bytes)));
    }

    @Property
    void all_forms_read_back_to_an_equal_value(
            @ForAll("values") double[] x,
            @ForAll boolean fractional,
            @ForAll Random random,
            @ForAll @IntRange(min = 2, max = 40) int buckets)
            throws Exception {
        Histogram h = histogram(buckets, fractional, x, random);
        HistogramStatistic kind = new HistogramStatistic(buckets);
        assertThat(read(buckets, bytes(h))).isEqualTo(h);
        assertThat(kind.parse(kind.toText(h))).isEqualTo(h);
        ByteArrayOutputStream java = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(java)) {
            out.writeObject(h);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(java.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(h);
        }
    }

    @Test
    void kryo_brings_back_an_equal_value() {
        SerializerInstance kryo = new KryoSerializer(new SparkConf(false)).newInstance();
        for (boolean fractional : new boolean[] {false, true}) {
            Histogram h = histogram(8, fractional, Samples.draw(100, Random::nextGaussian), new Random(1));
            ClassTag<Histogram> type = ClassTag$.MODULE$.apply(Histogram.class);
            Histogram back = kryo.deserialize(kryo.serialize(h, type), type);
            assertThat(back).isEqualTo(h);
        }
    }

    @Property
    void damaged_bytes_are_refused(@ForAll("values") double[] x, @ForAll Random random) {
        byte[] whole = bytes(histogram(16, random.nextBoolean(), x, random));
        int cut = random.nextInt(whole.length);
        assertRefused(Arrays.copyOf(whole, cut));
        byte[] flipped = whole.clone();
        flipped[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
        assertRefused(flipped);
    }

    private static void assertRefused(byte[] damaged) {
        assertThatThrownBy(() -> read(16, damaged)).isInstanceOfAny(IOException.class, IllegalArgumentException.class);
    }

    /** With a checksum that fits, so that only what the buckets say is left to be checked. */
    @Property
    void forged_bytes_are_refused_or_a_histogram(@ForAll("values") double[] x, @ForAll Random random)
            throws IOException {
        byte[] forged = bytes(histogram(16, random.nextBoolean(), x, random));
        int header = 1 + Integer.BYTES;
        int length = forged.length - header - Integer.BYTES;
        forged[header + random.nextInt(length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
        java.util.zip.CRC32 crc = new java.util.zip.CRC32();
        crc.update(forged, header, length);
        java.nio.ByteBuffer.wrap(forged).putInt(header + length, (int) crc.getValue());
        Histogram read;
        try {
            read = read(16, forged);
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageMatching("(?s)[A-Z].*\\.");
            return;
        }
        HistogramStatistic kind = new HistogramStatistic(16);
        assertThat(kind.merge(read, kind.empty())).isEqualTo(read);
        assertThat(read(16, bytes(read))).isEqualTo(read);
    }

    @Property
    void damaged_text_is_refused(@ForAll("values") double[] x, @ForAll Random random) {
        HistogramStatistic kind = new HistogramStatistic(16);
        Histogram h = histogram(16, random.nextBoolean(), x, random);
        StringBuilder text = new StringBuilder(kind.toText(h));
        int at = random.nextInt(text.length());
        char other = "0123456789.*- x".charAt(random.nextInt(15));
        text.setCharAt(at, other);
        Histogram read;
        try {
            read = kind.parse(text.toString());
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageMatching("(?s)['A-Z].*\\.");
            return;
        }
        assertThat(kind.parse(kind.toText(read))).isEqualTo(read);
        if (!h.isEmpty()) {
            String whole = kind.toText(h);
            assertThatThrownBy(() -> kind.parse(whole.substring(0, whole.lastIndexOf(' '))))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void forms_that_say_what_cannot_be_are_refused() {
        for (String text : new String[] {
            "",
            "2 8 0 0 0",
            "1 8 0 0 1",
            "1 8 0 0 0 1.0*0",
            "1 8 0 0 -1 1.0*-1",
            "1 8 0 0 2 2.0*1 1.0*1",
            "1 8 0 0 2 1.0*1 1.0*1",
            "1 8 0 0 2 1.0..2.0*2",
            "1 8 60 0 2 1.0..2.0*2",
            "1 1 0 0 2 1.0*1 2.0*1",
            "1 8 0 -2000 1 1.0*1",
            "1 8 0 1 1 1.0*1",
            "1 8 64 0 1 1.0*1",
            "1 8 0 0 1 NaN*1",
            "1 8 0 0 1 Infinity*1",
            "1 8 0 0 999999999999999999999999 1.0*1",
            "1 99999999999 0 0 1 1.0*1"
        }) {
            assertThatThrownBy(() -> new HistogramStatistic(8).parse(text))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageMatching("(?s)['A-Z].*\\.");
        }
    }

    @Test
    void one_row_is_not_two_values() {
        HistogramStatistic two = new HistogramStatistic(2);
        assertThat(two.parse("1 2 63 0 3 -1.0*1 1.0..3.0*2").quantile(1)).isEqualTo(3);
        assertThatThrownBy(() -> two.parse("1 2 63 0 2 -1.0*1 1.0..3.0*1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("both 1.0 and 3.0");
    }

    @Test
    void a_wild_length_meets_the_end_of_the_bytes_first() {
        byte[] bytes = bytes(HistogramStatistic.of(1, 2, 3));
        java.nio.ByteBuffer.wrap(bytes).putInt(1, Integer.MAX_VALUE);
        assertThatThrownBy(() -> read(2048, bytes)).isInstanceOf(IOException.class);
    }

    @Test
    void a_full_histogram_needs_few_bytes() {
        assertThat(size(2_000_000, Samples::anyBits)).isLessThan(32_000);
        assertThat(size(20_000, Samples::anyBits)).isLessThan(32_000);
        assertThat(size(5_000, Samples::anyBits)).isLessThan(32_000);
        assertThat(size(2_000_000, Random::nextGaussian)).isLessThan(16_000);
        assertThat(size(200_000, r -> 1.7e9 + 1e5 * r.nextGaussian())).isLessThan(32_000);
        assertThat(size(1_000_000, r -> Math.rint(30 * r.nextGaussian()))).isLessThan(5_000);
    }

    private static int size(int n, ToDoubleFunction<Random> distribution) {
        return bytes(HistogramStatistic.of(Samples.draw(n, distribution))).length;
    }
}
