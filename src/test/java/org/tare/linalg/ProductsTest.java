package org.tare.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ProductsTest {
    @Property(tries = 60)
    void products_are_sums_of_products(
            @ForAll @IntRange(max = 40) int rows,
            @ForAll @IntRange(max = 40) int inner,
            @ForAll @IntRange(min = 1, max = 40) int cols,
            @ForAll Random random) {
        assertProducts(rows, inner, cols, random);
    }

    @Tag("long")
    @Test
    void products_of_large_matrices_are_too() {
        assertProducts(130, 140, 150, new Random(1));
    }

    private static void assertProducts(int rows, int inner, int cols, Random random) {
        Matrix a = random(rows, inner, random);
        Matrix b = random(inner, cols, random);
        Matrix expected = product(a, b);
        Matrix c = random(rows, cols, random);
        Products.multiply(a, b, c);
        assertClose(c, expected, inner);
        c.fill(Double.NaN);
        Products.multiplyLeftTransposed(transpose(a), b, c);
        assertClose(c, expected, inner);
        Products.multiplyRightTransposed(a, transpose(b), c);
        assertClose(c, expected, inner);
        Products.addLeftTransposed(transpose(a), b, c);
        Products.add(a, b, c);
        Matrix thrice = Matrix.zeros(rows, cols);
        thrice.add(expected);
        thrice.add(expected);
        thrice.add(expected);
        assertClose(c, thrice, 3 * inner);
        assertSingle(a, b, expected);
    }

    /** Products of rounded operands, into either precision. */
    private static void assertSingle(Matrix a, Matrix b, Matrix expected) {
        Operand left = FloatMatrix.of(a);
        Operand right = FloatMatrix.of(b);
        Operand rounded = FloatMatrix.of(expected);
        Matrix c = random(expected.rows(), expected.cols(), new Random(1));
        Products.multiply(left, right, rounded);
        rounded.copyTo(c.data(), c.offset());
        assertSingleClose(c, expected, a.cols());
        c.fill(Double.NaN);
        Products.multiplyLeftTransposed(FloatMatrix.of(transpose(a)), right, c);
        assertSingleClose(c, expected, a.cols());
        Products.multiplyRightTransposed(left, FloatMatrix.of(transpose(b)), c);
        assertSingleClose(c, expected, a.cols());
        Products.addLeftTransposed(FloatMatrix.of(transpose(a)), right, c);
        Products.add(left, right, c);
        Products.add(left, right, rounded);
        Matrix thrice = Matrix.zeros(expected.rows(), expected.cols());
        rounded.copyTo(thrice.data(), thrice.offset());
        thrice.add(expected);
        assertSingleClose(c, thrice, 3 * a.cols());
    }

    private static void assertSingleClose(Matrix actual, Matrix expected, int products) {
        // As below, where rounding both operands adds an ulp to each product, and rounding each result half of one.
        assertThat(actual.toArray())
                .containsExactly(expected.toArray(), within((products + 2.0) * products * Math.ulp(1f)));
    }

    @Tag("long")
    @Test
    void results_too_large_for_one_block_are_widened_in_several() {
        Random random = new Random(1);
        Matrix a = random(300, 5, random);
        Matrix b = random(5, 400, random);
        assertSingle(a, b, product(a, b));
    }

    @Test
    void operands_of_two_precisions_are_refused() {
        Matrix a = Matrix.zeros(2, 2);
        assertThatThrownBy(() -> Products.multiply(a, FloatMatrix.of(a), a))
                .hasMessageContaining("not of one precision");
    }

    @Test
    void rows_of_a_product_do_not_depend_on_where_in_an_array_they_are() {
        Random random = new Random(1);
        Matrix a = random(7, 300, random);
        Matrix b = random(300, 20, random);
        Matrix c = Matrix.zeros(7, 20);
        Products.multiply(a, b, c);
        for (int offset = 0; offset < 9; offset++) {
            Matrix moved = Matrix.view(new double[2109], offset, 7, 300);
            moved.copy(a);
            Matrix again = Matrix.zeros(7, 20);
            Products.multiply(moved, b, again);
            assertThat(again.toArray()).containsExactly(c.toArray());
        }
    }

    @Test
    void matrices_that_do_not_fit_are_refused() {
        assertThatThrownBy(() -> Products.multiply(Matrix.zeros(2, 3), Matrix.zeros(4, 5), Matrix.zeros(2, 5)))
                .hasMessageContaining("product of a 2 x 3 matrix and a 4 x 5 matrix");
        assertThatThrownBy(() -> Products.multiply(Matrix.zeros(2, 3), Matrix.zeros(3, 5), Matrix.zeros(5, 2)))
                .hasMessageContaining("does not give a 5 x 2 matrix");
        assertThatThrownBy(() -> Matrix.view(new double[5], 0, 2, 3))
                .hasMessageContaining("does not fit into an array");
        assertThatThrownBy(() -> Matrix.zeros(2, 3).reshape(4, 2)).hasMessageContaining("cannot be read as 4 x 2");
        assertThatThrownBy(() -> Matrix.of(new double[2], new double[3])).hasMessageContaining("Row 1 has 3 numbers");
    }

    private static Matrix product(Matrix a, Matrix b) {
        Matrix c = Matrix.zeros(a.rows(), b.cols());
        for (int row = 0; row < a.rows(); row++) {
            for (int col = 0; col < b.cols(); col++) {
                double sum = 0;
                for (int i = 0; i < a.cols(); i++) {
                    sum += a.get(row, i) * b.get(i, col);
                }
                c.set(row, col, sum);
            }
        }
        return c;
    }

    private static void assertClose(Matrix actual, Matrix expected, int products) {
        // Numbers are within 1, so a sum of n products rounds n times by at most half an ulp of n, in whatever order:
        // two such sums differ by n ulps of n, which are at most n² ulps of 1.
        assertThat(actual.toArray())
                .containsExactly(expected.toArray(), within((double) products * products * Math.ulp(1.0)));
    }

    private static Matrix transpose(Matrix a) {
        Matrix transposed = Matrix.zeros(a.cols(), a.rows());
        for (int row = 0; row < a.rows(); row++) {
            for (int col = 0; col < a.cols(); col++) {
                transposed.set(col, row, a.get(row, col));
            }
        }
        return transposed;
    }

    private static Matrix random(int rows, int cols, Random random) {
        return Matrix.view(random.doubles((long) rows * cols + 3, -1, 1).toArray(), 3, rows, cols);
    }
}
