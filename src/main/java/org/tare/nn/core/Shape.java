package org.tare.nn.core;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The shape of one row: {@code [features]}, {@code [steps, features]} or {@code [height, width, channels]}. The last
 * dimension varies fastest and is the one that batch normalization keeps apart. Printed as {@code 28x28x1}.
 */
public final class Shape {
    private final int[] dimensions;

    private Shape(int... dimensions) {
        this.dimensions = dimensions;
    }

    /**
     * A shape of these dimensions.
     *
     * @throws IllegalArgumentException when there is none, or one below 1
     */
    public static Shape of(int... dimensions) {
        if (dimensions.length == 0 || Arrays.stream(dimensions).anyMatch(d -> d < 1)) {
            throw new IllegalArgumentException(
                    "A shape needs dimensions of at least 1, but is " + Arrays.toString(dimensions) + ".");
        }
        return new Shape(dimensions.clone());
    }

    /** The numbers in one row. */
    public int size() {
        return Arrays.stream(dimensions).reduce(1, Math::multiplyExact);
    }

    /** A copy of the dimensions. */
    public int[] dimensions() {
        return dimensions.clone();
    }

    /** The last dimension: features, or an image's channels. */
    public int channels() {
        return dimensions[dimensions.length - 1];
    }

    /** How many times a row has these channels: an image's positions, a sequence's steps. */
    public int positions() {
        return size() / channels();
    }

    /** The same but for the last dimension. */
    public Shape withChannels(int channels) {
        int[] changed = dimensions.clone();
        changed[changed.length - 1] = channels;
        return of(changed);
    }

    /** Whether a row is {@code [steps, features]}. */
    public boolean isSequence() {
        return dimensions.length == 2;
    }

    /** Whether a row is {@code [height, width, channels]}. */
    public boolean isImage() {
        return dimensions.length == 3;
    }

    /** The first dimension of an image. */
    public int height() {
        return dimensions[0];
    }

    /** The second dimension of an image. */
    public int width() {
        return dimensions[1];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape shape && Arrays.equals(dimensions, shape.dimensions);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(dimensions);
    }

    @Override
    public String toString() {
        return Arrays.stream(dimensions).mapToObj(Integer::toString).collect(Collectors.joining("x"));
    }
}
