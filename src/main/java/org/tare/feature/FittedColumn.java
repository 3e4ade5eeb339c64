package org.tare.feature;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.tare.curve.Curve;
import org.tare.spark.FeatureKind;

/** What was learned of one column, scalars being columns of one feature; {@code type} is that of the column fitted. */
record FittedColumn(ColumnMapping route, DataType type, List<FittedFeature> features) implements Serializable {
    FittedColumn {
        features = List.copyOf(features);
    }

    StructField field() {
        return DataTypes.createStructField(route.input(), type, true);
    }

    FeatureKind kind() {
        return FeatureKind.of(field());
    }

    CurveKernel curves() {
        return new CurveKernel(
                route.input(), features.stream().map(FittedFeature::curve).toArray(Curve[]::new));
    }

    FittedColumn inverse() {
        return new FittedColumn(
                route.inverse(),
                type,
                features.stream().map(FittedFeature::inverse).toList());
    }
}
