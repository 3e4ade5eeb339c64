package org.tare.nn.core;

import java.util.Random;
import java.util.SplittableRandom;

/** Independent random numbers from one seed: each use names itself, so that none depends on the order of the others. */
public final class Seeds {
    private Seeds() {}

    /** For filling arrays once; its algorithm is fixed by the Java specification. */
    public static Random random(long seed, long... use) {
        return new Random(mix(seed, use));
    }

    /** The same, faster: neither neighboring seeds nor neighboring uses share a stream. */
    public static SplittableRandom fast(long seed, long... use) {
        return new SplittableRandom(mix(seed, use));
    }

    /** Steele, Lea and Flood (2014): SplitMix64's finalizer, once for each number. */
    private static long mix(long seed, long... use) {
        long z = seed;
        for (long number : use) {
            z += 0x9e3779b97f4a7c15L * (number + 1);
            z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
            z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
            z ^= z >>> 31;
        }
        return z;
    }
}
