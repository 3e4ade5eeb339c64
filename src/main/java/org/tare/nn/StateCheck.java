package org.tare.nn;

import java.util.Map;

/** Checks named numbers before they replace others. */
final class StateCheck {
    private StateCheck() {}

    /** @throws IllegalArgumentException unless every wanted name is given, with as many numbers */
    static void check(Map<String, double[]> given, Map<String, Long> wanted) {
        wanted.forEach((name, size) -> {
            double[] found = given.get(name);
            if (found == null || found.length != size) {
                throw new IllegalArgumentException("The state has "
                        + (found == null ? "no " + name : found.length + " numbers for " + name) + " where "
                        + size + " numbers are needed; give the state of the same network and optimizer.");
            }
        });
    }
}
