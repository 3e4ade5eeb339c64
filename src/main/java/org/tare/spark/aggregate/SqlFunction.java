package org.tare.spark.aggregate;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/** An aggregate function of SQL over numbers, or over the binary states of such numbers, as {@link SqlFunctions} registers it. */
public interface SqlFunction extends Serializable {
    /** The name in SQL. */
    String functionName();

    /** What {@code DESCRIBE FUNCTION} says. */
    String usage();

    /**
     * The aggregate of these constants, the arguments behind the first: each a {@link Double}, or an array of doubles.
     *
     * @throws IllegalArgumentException if there are too few or too many, or one is none that the function takes
     */
    SqlAggregation<?> of(List<Object> constants);

    /** How numbers can be added up before, if they can. */
    default Optional<SqlPartial> partial() {
        return Optional.empty();
    }
}
