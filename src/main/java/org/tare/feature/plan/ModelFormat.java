package org.tare.feature.plan;

import java.util.Optional;

/**
 * The version of the files of a model. A model that the first version can tell is written in that, so that an older Tare reads it;
 * what an older one would take for something else, as it does bins for numbers and a model by group for one without, is of the
 * second.
 */
public final class ModelFormat {
    static final int FIRST = 1;
    static final int NEWEST = 2;

    private ModelFormat() {}

    /** Why files of that version cannot be read, as the end of a sentence; empty where they can. */
    public static Optional<String> problem(int version) {
        return version >= FIRST && version <= NEWEST
                ? Optional.empty()
                : Optional.of("has format version " + version + " and this Tare reads versions " + FIRST + " to "
                        + NEWEST + "; read it with the Tare that wrote it");
    }
}
