package org.tare.feature.param;

import java.util.Arrays;

/** The one place that tells of names that are null in a list of columns. */
public final class NameLists {
    private NameLists() {}

    /**
     * The names as they are.
     *
     * @param param what is set to them
     * @throws NullPointerException in a sentence, if the list or a name in it is null
     */
    public static String[] require(String param, String... names) {
        if (names == null || Arrays.asList(names).contains(null)) {
            throw new NullPointerException(
                    param + " cannot be " + Arrays.toString(names) + "; set " + param + " to names of columns.");
        }
        return names;
    }
}
