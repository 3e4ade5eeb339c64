package org.tare.feature;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tare.scan.ColumnStatistics;
import org.tare.scan.DatasetStatistics;
import org.tare.stat.Moments;

/** From statistics to curves, for any number of scalers. */
final class Fitting {
    private static final Logger LOG = LoggerFactory.getLogger(Scaler.class);

    private Fitting() {}

    static List<FittedColumn> fit(List<Scaler<?>> scalers, String vectorCol, DatasetStatistics statistics) {
        if (statistics.rows() == 0) {
            throw new IllegalArgumentException("There are no rows to fit to; give data with at least one.");
        }
        List<FittedColumn> fitted = new ArrayList<>();
        for (Scaler<?> scaler : scalers) {
            for (ColumnMapping route : ColumnMapping.of(
                    scaler, vectorCol, name -> statistics.column(name).name())) {
                fitted.add(fit(scaler, route, statistics.column(route.input()), statistics.rows()));
            }
        }
        warnOfConstants(fitted);
        return fitted;
    }

    static void requireWeights(String weightCol, DatasetStatistics statistics) {
        String taken = statistics.weightCol().orElse(null);
        if (!Objects.equals(weightCol, taken)) {
            throw new IllegalArgumentException(
                    "weightCol is " + named(weightCol) + " and the statistics were taken with " + named(taken)
                            + "; set weightCol to theirs, or take them again.");
        }
    }

    private static String named(String weightCol) {
        return weightCol == null ? "no weights" : "'" + weightCol + "'";
    }

    private static FittedColumn fit(Scaler<?> scaler, ColumnMapping route, ColumnStatistics column, long rows) {
        if (column.size() == 0) {
            throw new IllegalArgumentException("Column '" + column.name() + "' has no values: all " + rows
                    + " rows are null; leave it out or fill it in.");
        }
        List<FittedFeature> features = new ArrayList<>();
        for (int i = 0; i < column.size(); i++) {
            features.add(fit(scaler, column.feature(i), column.moments(i)));
        }
        FittedColumn fitted = new FittedColumn(route, column.type(), features);
        CurveKernel curves = fitted.curves();
        if (column.sparseRows() > 0 && !curves.keepZero()) {
            throw new IllegalArgumentException(curves.becomesDense(scaler.wayToKeepZero()));
        }
        return fitted;
    }

    private static FittedFeature fit(Scaler<?> scaler, String name, Moments moments) {
        if (moments.count() == 0) {
            throw new IllegalArgumentException("Feature '" + name + "' has no finite value (" + moments.missing()
                    + " missing, " + moments.infinite() + " infinite); leave it out or fill it in.");
        }
        try {
            return new FittedFeature(name, scaler.curve(moments), moments);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Feature '" + name + "' cannot be scaled: " + e.getMessage() + ".", e);
        }
    }

    private static void warnOfConstants(List<FittedColumn> columns) {
        List<String> constants = columns.stream()
                .flatMap(column -> column.features().stream())
                .filter(feature -> feature.moments().isConstant())
                .map(FittedFeature::name)
                .distinct()
                .toList();
        if (!constants.isEmpty()) {
            LOG.warn(
                    "{} constant features, which are shifted and not stretched: {}",
                    constants.size(),
                    constants.stream().limit(FeatureTable.ROWS).collect(Collectors.joining(", "))
                            + (constants.size() > FeatureTable.ROWS ? ", ..." : ""));
        }
    }
}
