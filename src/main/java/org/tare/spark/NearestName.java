package org.tare.spark;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Guesses which known name was meant by an unknown one. */
public final class NearestName {
    private NearestName() {}

    /** The known name that takes the fewest edits of single characters, whatever the letter case; none if none is known. */
    public static Optional<String> of(String name, Collection<String> known) {
        return of(name, known, 1).stream().findFirst();
    }

    /** So many of the known names, the nearest first, and equally near ones in their order. */
    static List<String> of(String name, Collection<String> known, int many) {
        String wanted = name.toLowerCase(Locale.ROOT);
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        return known.stream()
                .sorted(Comparator.<String>comparingInt(other -> distance.apply(other.toLowerCase(Locale.ROOT), wanted))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(many)
                .toList();
    }
}
