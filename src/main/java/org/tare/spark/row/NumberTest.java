package org.tare.spark.row;

import java.util.function.DoublePredicate;

/** What is asked of numbers on executors. */
public enum NumberTest implements DoublePredicate {
    /** Null, in a row of numbers, or NaN. */
    MISSING {
        @Override
        public boolean test(double x) {
            return Double.isNaN(x);
        }
    },

    /** What a logarithm or power makes of what it cannot take: NaN, and at the end of its domain negative infinity. */
    UNDEFINED {
        @Override
        public boolean test(double x) {
            return Double.isNaN(x) || x == Double.NEGATIVE_INFINITY;
        }
    }
}
