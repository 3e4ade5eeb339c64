package org.tare.feature;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.tare.curve.Curve;
import org.tare.scan.Kind;

/** What was learned of one column, scalars being columns of one feature; {@code type} is that of the column fitted. */
record FittedColumn(Route route, DataType type, List<FittedFeature> features) implements Serializable {
    FittedColumn {
        features = List.copyOf(features);
    }

    StructField field() {
        return DataTypes.createStructField(route.input(), type, true);
    }

    Kind kind() {
        return Kind.of(field());
    }

    Curves curves() {
        return new Curves(
                route.input(), features.stream().map(FittedFeature::curve).toArray(Curve[]::new));
    }

    FittedColumn inverse() {
        return new FittedColumn(
                route.inverse(),
                type,
                features.stream().map(FittedFeature::inverse).toList());
    }
}
