package org.tare.feature.param;

import java.util.List;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.tare.feature.plan.AssembledColumn;
import org.tare.feature.plan.InvalidRows;
import org.tare.spark.stage.ChoiceParam;

/**
 * What every stage lets its user choose about its results.
 *
 * @param <S> the stage, which its setters return
 */
public interface OutputParams<S> extends Params {
    /** The ML vector that takes all results, instead of one output column for each input. */
    default Param<String> vectorCol() {
        return new Param<>(
                this, "vectorCol", "The ML vector column that takes all results, instead of a column for each.");
    }

    /** The {@code array<double>} that takes all results, as {@link #vectorCol()}, for stores of tables that know no ML vectors. */
    default Param<String> arrayCol() {
        return new Param<>(
                this,
                "arrayCol",
                "The array<double> column that takes all results, instead of a column for each; for stores without ML vectors.");
    }

    /**
     * What becomes of null and NaN in transform: {@code keep} (the default) leaves null null and NaN NaN, and in
     * {@link #vectorCol()} or {@link #arrayCol()} null becomes NaN; {@code skip} drops the row; {@code error} scans the
     * columns before it transforms them, fails and names them, with their number of such values (in a stream without a scan, at
     * the first one met).
     */
    default ChoiceParam handleInvalid() {
        return new ChoiceParam(
                this,
                "handleInvalid",
                "What becomes of null and NaN in transform: keep leaves them, skip drops the row, error scans the columns"
                        + " first, and fails and tells how many there are.",
                List.of(InvalidRows.KEEP, InvalidRows.SKIP, InvalidRows.ERROR));
    }

    /** The value of {@link #vectorCol()}, or null where there is none. */
    default String getVectorCol() {
        return get(vectorCol()).getOrElse(() -> null);
    }

    /** The value of {@link #arrayCol()}, or null where there is none. */
    default String getArrayCol() {
        return get(arrayCol()).getOrElse(() -> null);
    }

    /**
     * The column that takes all results, or null where each becomes one; for what writes a stage down elsewhere.
     *
     * @throws IllegalArgumentException if there are two
     */
    default AssembledColumn assembled() {
        if (getVectorCol() != null && getArrayCol() != null) {
            throw new IllegalArgumentException("vectorCol '" + getVectorCol() + "' and arrayCol '" + getArrayCol()
                    + "' are both set; set the one that is to take the results.");
        }
        return getVectorCol() != null
                ? new AssembledColumn(getVectorCol(), false)
                : getArrayCol() != null ? new AssembledColumn(getArrayCol(), true) : null;
    }

    /** The value of {@link #handleInvalid()}. */
    default String getHandleInvalid() {
        return getOrDefault(handleInvalid());
    }

    /** Sets {@link #vectorCol()}. */
    @SuppressWarnings("unchecked")
    default S setVectorCol(String value) {
        return (S) set(vectorCol(), value);
    }

    /** Sets {@link #arrayCol()}. */
    @SuppressWarnings("unchecked")
    default S setArrayCol(String value) {
        return (S) set(arrayCol(), value);
    }

    /** Sets {@link #handleInvalid()}: {@code keep}, {@code skip} or {@code error}. */
    @SuppressWarnings("unchecked")
    default S setHandleInvalid(String value) {
        return (S) set(handleInvalid(), value);
    }
}
