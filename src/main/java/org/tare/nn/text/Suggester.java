package org.tare.nn.text;

import java.util.Collection;
import java.util.Optional;

/** Guesses which known name was meant by an unknown one. Given from outside, since what does this well comes with Spark. */
public interface Suggester {
    /** Guesses nothing. */
    Suggester NONE = (name, known) -> Optional.empty();

    /** The known name that is nearest, if one is worth saying. */
    Optional<String> nearest(String name, Collection<String> known);
}
