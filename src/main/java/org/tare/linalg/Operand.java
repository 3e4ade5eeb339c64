package org.tare.linalg;

/**
 * A matrix that can be multiplied: a {@link Matrix} in double precision, a {@link FloatMatrix} in single. Who multiplies writes
 * one code for both.
 */
public interface Operand {
    /** The number of rows. */
    int rows();

    /** The number of columns. */
    int cols();

    /** A view of the rows {@code from} to {@code to - 1}. */
    Operand rows(int from, int to);

    /** A view of the same numbers in rows of another length. */
    Operand reshape(int newRows, int newCols);

    /**
     * The numbers of an array, read as a matrix, in this one's precision: in double a view of the array, in single a rounded
     * copy, which takes the place of what this one, no smaller, held.
     */
    Operand holding(double[] numbers, int start, int newRows, int newCols);

    /** Writes all numbers, row after row, into an array, unless they are there already. */
    void copyTo(double[] numbers, int start);

    /** Replaces {@code length} elements from {@code at} on by numbers of an array, rounded, unless they are there already. */
    void put(int at, double[] from, int start, int length);

    /** Replaces {@code length} elements from {@code at} on by those of another of this precision. */
    void put(int at, Operand from, int start, int length);

    /** Adds the elements of another of this precision, in order. */
    void add(Operand other);

    /** Replaces {@code length} elements from {@code at} on by 0. */
    void clear(int at, int length);
}
