package org.tare.curve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;

class KnotIndexTest {
    /** Powers, so that numbers crowd at one end; repeated, so that some are equal. */
    private static double[] numbers(double[] exponents, int base) {
        return Arrays.stream(exponents)
                .flatMap(e -> Arrays.stream(new double[] {Math.pow(base, e), -e, Math.rint(e)}))
                .sorted()
                .toArray();
    }

    /** The definition: how many of the numbers are not above. */
    private static int firstAbove(double[] numbers, double at) {
        return (int) Arrays.stream(numbers).filter(number -> number <= at).count();
    }

    @Property
    void finds_what_counting_finds(
            @ForAll @Size(min = 2, max = 40) double @DoubleRange(min = -300, max = 300) [] exponents) {
        for (int base : new int[] {2, 10}) {
            double[] numbers = numbers(exponents, base);
            KnotIndex index = new KnotIndex(numbers);
            double first = numbers[0];
            double last = numbers[numbers.length - 1];
            for (double number : numbers) {
                for (double at :
                        new double[] {number, Math.nextDown(number), Math.nextUp(number), number / 2, -number}) {
                    if (at >= first && at < last) {
                        assertThat(index.firstAbove(at)).isEqualTo(firstAbove(numbers, at));
                    }
                }
            }
        }
    }

    @Property
    void finds_in_the_widest_range(@ForAll @DoubleRange(min = -1e300, max = 1e300) double at) {
        double[] numbers = {-Double.MAX_VALUE, -1e300, -1, 0, Double.MIN_VALUE, 1e300, Double.MAX_VALUE};
        assertThat(new KnotIndex(numbers).firstAbove(at)).isEqualTo(firstAbove(numbers, at));
    }
}
