package org.tare.stat;

/** Two numbers between which another certainly lies, both included; NaN where there is none. */
public record Bounds(double lower, double upper) {
    /** Whether the number is known. */
    public boolean isExact() {
        return lower == upper;
    }

    /** Whether {@code x} is not outside. */
    public boolean contains(double x) {
        return lower <= x && x <= upper;
    }
}
