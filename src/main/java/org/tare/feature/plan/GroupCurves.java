package org.tare.feature.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.tare.curve.Affine;
import org.tare.curve.Curve;
import org.tare.curve.Curves;
import org.tare.spark.column.FeatureKind;
import org.tare.spark.row.KernelTexts;

/**
 * The curves of one group as a row: the number of values of each feature; four numbers of each, which are those of its line;
 * the texts of each column's curves, null where a line says all; and what each feature's curve was learned from, null in models
 * that did not keep it.
 */
public final class GroupCurves {
    static final String COUNTS = "tare_counts";
    static final String LINES = "tare_lines";
    static final String CURVES = "tare_curves";
    static final String LEARNED = "tare_learned";
    static final int NUMBERS = 4;
    private static final String BETWEEN = "\n";

    private GroupCurves() {}

    /** The columns behind the keys. */
    public static StructType schema(StructType keys) {
        return keys.add(COUNTS, DataTypes.createArrayType(DataTypes.LongType), true)
                .add(LINES, DataTypes.createArrayType(DataTypes.DoubleType), true)
                .add(CURVES, DataTypes.createArrayType(DataTypes.StringType), true)
                .add(LEARNED, DataTypes.createArrayType(DataTypes.StringType), true);
    }

    /**
     * The cells behind the key.
     *
     * @param counts how many values each feature has in the group, which are not those of a curve that is of all rows
     */
    public static List<Object> cells(List<Long> counts, List<FittedColumn> columns) {
        List<String> learned = columns.stream()
                .flatMap(column -> column.features().stream())
                .map(LearnedText::of)
                .toList();
        return cells(counts, columns, learned);
    }

    /** The same, where it is written already what the curves were learned from, or null. */
    static List<Object> cells(List<Long> counts, List<FittedColumn> columns, List<String> learned) {
        List<Object> lines = new ArrayList<>();
        List<Object> texts = new ArrayList<>();
        for (FittedColumn column : columns) {
            for (FittedFeature feature : column.features()) {
                double[] line = feature.curve() instanceof Affine affine ? affine.coefficients() : new double[NUMBERS];
                Arrays.stream(line).forEach(lines::add);
            }
            texts.add(isLine(column) ? null : text(column));
        }
        return Arrays.asList(
                counts.toArray(), lines.toArray(), texts.toArray(), learned == null ? null : learned.toArray());
    }

    private static boolean isLine(FittedColumn column) {
        return column.kind() == FeatureKind.SCALAR && column.features().get(0).curve() instanceof Affine;
    }

    private static String text(FittedColumn column) {
        String curves = column.features().stream()
                .map(feature -> feature.curve().toText())
                .collect(Collectors.joining(BETWEEN));
        return KernelTexts.named(curves);
    }

    /** The curves of a text. */
    static Curve[] parse(String text) {
        return Arrays.stream(KernelTexts.unnamed(text).split(BETWEEN, -1))
                .map(Curves::parse)
                .toArray(Curve[]::new);
    }

    /** The columns with the curves of a row, and what they were learned from. */
    static List<FittedColumn> columns(Row row, List<FittedColumn> global) {
        List<Double> lines = row.getList(row.fieldIndex(LINES));
        List<String> texts = row.getList(row.fieldIndex(CURVES));
        List<String> learned = row.getList(row.fieldIndex(LEARNED));
        List<FittedColumn> columns = new ArrayList<>();
        int from = 0;
        for (int c = 0; c < global.size(); c++) {
            int at = NUMBERS * from;
            Curve[] curves = texts.get(c) == null
                    ? new Curve[] {Affine.of(lines.get(at), lines.get(at + 1), lines.get(at + 2), lines.get(at + 3))}
                    : parse(texts.get(c));
            int start = from;
            int[] next = {0};
            columns.add(global.get(c).with(feature -> {
                int e = next[0]++;
                return learned == null
                        ? feature.alone(curves[e])
                        : LearnedText.parse(learned.get(start + e), feature.name(), curves[e]);
            }));
            from += curves.length;
        }
        return columns;
    }
}
