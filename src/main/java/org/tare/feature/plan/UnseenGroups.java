package org.tare.feature.plan;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.tare.curve.Affine;
import org.tare.spark.column.DataColumns;
import org.tare.spark.row.RowFunctions;

/** What becomes of rows of a group that the fit did not see. */
public final class UnseenGroups {
    public static final String ERROR = "error";
    public static final String KEEP = "keep";
    public static final String NULL = "null";
    public static final String GLOBAL = "global";

    private static final Affine SAME = new Affine(0, 1, 0, 1);

    private UnseenGroups() {}

    /** The curves instead, as a row of {@link GroupCurves} has them; null where results are to be null, or fail. */
    static List<Object> curves(String how, List<FittedColumn> global) {
        boolean isGlobal = how.equals(GLOBAL);
        List<FittedColumn> instead = global.stream()
                .map(column -> isGlobal ? column : column.with(feature -> feature.with(SAME)))
                .toList();
        return isGlobal || how.equals(KEEP) ? GroupCurves.cells(List.of(), instead) : Arrays.asList(null, null, null);
    }

    /** What a group gives, or fails with its name. */
    static Column orFail(Column found, String type, StructType keys, DataColumns data) {
        List<Column> words = new ArrayList<>(List.of(lit("The group ")));
        for (String key : keys.fieldNames()) {
            words.add(lit((words.size() == 1 ? "" : ", ") + "'" + key + "' = "));
            words.add(coalesce(data.get(key).cast("string"), lit("null")));
        }
        words.add(lit(" was not there in the fit; set unseenGroup to keep, null or global, or fit again."));
        return coalesce(found, RowFunctions.fail(concat(words.toArray(Column[]::new)), DataType.fromDDL(type)));
    }

    /** Numbers as an array literal. */
    static Column literal(Object[] cells) {
        return functions.array(Arrays.stream(cells).map(functions::lit).toArray(Column[]::new));
    }
}
