package org.tare.stat;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Numbers bit by bit: the bytes are those of their digits one after the other, and give the numbers back. */
class BitsTest {
    record Piece(long value, int bits, boolean isGamma) {
        String digits() {
            long number = isGamma ? Math.max(1, Math.abs(value)) : value;
            String binary = Long.toBinaryString(number);
            if (isGamma) {
                return "0".repeat(binary.length() - 1) + binary;
            }
            String all = "0".repeat(Long.SIZE - binary.length()) + binary;
            return all.substring(Long.SIZE - bits);
        }
    }

    @Provide
    static Arbitrary<List<Piece>> numbers() {
        return Combinators.combine(
                        Arbitraries.longs().map(v -> v == Long.MIN_VALUE ? 1 : v),
                        Arbitraries.integers().between(0, Long.SIZE),
                        Arbitraries.of(true, false))
                .as((value, bits, isGamma) -> new Piece(bits == 0 ? value : value >> (Long.SIZE - bits), bits, isGamma))
                .list()
                .ofMaxSize(40);
    }

    @Property
    void numbers_come_back_from_their_digits(@ForAll("numbers") List<Piece> numbers) {
        BitOutput out = new BitOutput(0);
        for (Piece number : numbers) {
            if (number.isGamma) {
                out.gamma(Math.max(1, Math.abs(number.value)));
            } else {
                out.bits(number.value, number.bits);
            }
        }
        byte[] bytes = out.toBytes();
        String digits = numbers.stream().map(Piece::digits).collect(Collectors.joining());
        String whole = digits + "0".repeat((Byte.SIZE - digits.length() % Byte.SIZE) % Byte.SIZE);
        assertThat(new BigInteger(1, bytes)).isEqualTo(new BigInteger("0" + whole, 2));
        assertThat(bytes).hasSize(whole.length() / Byte.SIZE);
        BitInput in = new BitInput(bytes);
        for (Piece number : numbers) {
            String digitsOfNumber = number.digits();
            if (number.isGamma) {
                assertThat(in.gamma()).isEqualTo(Math.max(1, Math.abs(number.value)));
            } else {
                long read = in.bits(number.bits);
                assertThat(read).isEqualTo(number.bits == 0 ? 0 : Long.parseUnsignedLong(digitsOfNumber, 2));
            }
        }
        assertThat(in.rest()).isEqualTo(whole.length() - digits.length());
    }
}
