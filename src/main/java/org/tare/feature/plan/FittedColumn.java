package org.tare.feature.plan;

import java.io.Serializable;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.tare.curve.Curve;
import org.tare.spark.FeatureKind;

/** What was learned of one column, scalars being columns of one feature; {@code type} is that of the column fitted. */
public record FittedColumn(ColumnMapping mapping, DataType type, List<FittedFeature> features) implements Serializable {
    /** Copies the list. */
    public FittedColumn {
        features = List.copyOf(features);
    }

    StructField field() {
        return DataTypes.createStructField(mapping.input(), type, true);
    }

    FeatureKind kind() {
        return FeatureKind.of(field());
    }

    /** Whether null and NaN become numbers in all features. */
    boolean fillsMissing() {
        return !features.isEmpty()
                && features.stream().allMatch(feature -> feature.curve().fillsMissing());
    }

    boolean isInvertible() {
        return features.stream().allMatch(feature -> feature.curve().isInvertible());
    }

    public CurveKernel curves() {
        return new CurveKernel(
                mapping.input(), features.stream().map(FittedFeature::curve).toArray(Curve[]::new));
    }

    FittedColumn with(UnaryOperator<FittedFeature> change) {
        return new FittedColumn(mapping, type, features.stream().map(change).toList());
    }

    public FittedColumn inverse() {
        return new FittedColumn(
                mapping.inverse(),
                type,
                features.stream().map(FittedFeature::inverse).toList());
    }
}
