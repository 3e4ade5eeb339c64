package org.tare.spark;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Guesses which known name was meant by an unknown one. */
public final class NearestName {
    private NearestName() {}

    /** The known name that takes the fewest edits of single characters, whatever the letter case; none if none is known. */
    public static Optional<String> of(String name, Collection<String> known) {
        String wanted = name.toLowerCase(Locale.ROOT);
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        return known.stream()
                .min(Comparator.comparingInt(other -> distance.apply(other.toLowerCase(Locale.ROOT), wanted)));
    }
}
