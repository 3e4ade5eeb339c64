package org.tare.feature.param;

import java.util.List;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;
import org.tare.feature.plan.UnseenGroups;
import org.tare.spark.stage.ChoiceParam;

/**
 * By which columns rows are grouped, and what becomes of a group that the fit did not see.
 *
 * @param <S> the stage, which its setters return
 */
public interface GroupColumnParams<S> extends Params {
    /**
     * The columns whose values make a group, each of which is scaled by its own statistics; none by default. Null is a value,
     * NaN is one, and -0 is 0, as in {@code GROUP BY}.
     */
    default StringArrayParam groupCols() {
        return new StringArrayParam(
                this,
                "groupCols",
                "The columns whose values make a group; each group is scaled by its own statistics, and null is a value.");
    }

    /**
     * {@code error} (the default) fails and names the group; {@code keep} leaves values as they are; {@code null} makes results
     * null; {@code global} takes the statistics of all rows.
     */
    default ChoiceParam unseenGroup() {
        return new ChoiceParam(
                this,
                "unseenGroup",
                "What becomes of a group that the fit did not see: error fails and names it, keep leaves its values, null makes"
                        + " its results null, global takes the statistics of all rows.",
                List.of(UnseenGroups.ERROR, UnseenGroups.KEEP, UnseenGroups.NULL, UnseenGroups.GLOBAL));
    }

    /** The value of {@link #groupCols()}; none where it was not set. */
    default String[] getGroupCols() {
        return get(groupCols()).getOrElse(() -> new String[0]);
    }

    /** The value of {@link #unseenGroup()}. */
    default String getUnseenGroup() {
        return getOrDefault(unseenGroup());
    }

    /** Sets {@link #groupCols()}. */
    @SuppressWarnings("unchecked")
    default S setGroupCols(String... value) {
        return (S) set(groupCols(), NameLists.require("groupCols", value));
    }

    /** Sets {@link #unseenGroup()}: {@code error}, {@code keep}, {@code null} or {@code global}. */
    @SuppressWarnings("unchecked")
    default S setUnseenGroup(String value) {
        return (S) set(unseenGroup(), value);
    }
}
