package org.tare.spark.column;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Guesses which known name was meant by an unknown one. */
public final class NearestName {
    private NearestName() {}

    /** The known name that is nearest by {@link #of(String, Collection, int)}; none if none is near. */
    public static Optional<String> of(String name, Collection<String> known) {
        return of(name, known, 1).stream().findFirst();
    }

    /**
     * So many of the known names that are near, the nearest first, and equally near ones in their order.
     *
     * <p>Near is a name that holds the unknown one, or that edits of at most half the characters of the longer of both make
     * of it, whatever the letter case.
     */
    static List<String> of(String name, Collection<String> known, int many) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return known.stream()
                .map(other -> new Guess(other, other.toLowerCase(Locale.ROOT), wanted))
                .filter(Guess::isNear)
                .sorted(Comparator.comparingInt(Guess::edits).thenComparing(Guess::name))
                .limit(many)
                .map(Guess::name)
                .toList();
    }

    private record Guess(String name, int edits, boolean isNear) {
        Guess(String name, String folded, String wanted) {
            this(name, LevenshteinDistance.getDefaultInstance().apply(folded, wanted), folded, wanted);
        }

        private Guess(String name, int edits, String folded, String wanted) {
            this(
                    name,
                    edits,
                    2 * edits <= Math.max(folded.length(), wanted.length())
                            || (!wanted.isBlank() && folded.contains(wanted)));
        }
    }
}
