package org.tare.feature.plan;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.io.Serializable;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.tare.curve.Curve;
import org.tare.spark.column.FeatureKind;
import org.tare.spark.row.OneHot;

/** What was learned of one column, scalars being columns of one feature; {@code type} is that of the column fitted. */
@DefaultSerializer(JavaSerializer.class)
public record FittedColumn(ColumnMapping mapping, DataType type, List<FittedFeature> features) implements Serializable {
    /** What a scaler learns of a feature that becomes the number of a bin. */
    public static final String BINS = "bins";

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

    /** How the bins of all features are zeros and ones. */
    OneHot oneHot() {
        return new OneHot(
                features.stream().map(feature -> (int) feature.learned(BINS)).toList());
    }

    /** How many elements the column takes in the vector of the results, or in that of an inverse's inputs. */
    int width() {
        return mapping.encoding() == Encoding.NUMBERS ? features.size() : oneHot().size();
    }

    /** How many elements the column takes in a vector of inputs. */
    int inputWidth() {
        return isOneHot() ? features.size() : width();
    }

    /** How many elements the column takes in a vector of results. */
    int resultWidth() {
        return isOneHot() ? width() : features.size();
    }

    /** Whether results are zeros and ones. */
    boolean isOneHot() {
        return mapping.encoding() == Encoding.TO_ONE_HOT;
    }

    /** What the elements of a vector of results are called. */
    List<String> resultNames() {
        return features.stream()
                .flatMap(feature -> isOneHot()
                        ? IntStream.range(0, (int) feature.learned(BINS)).mapToObj(bin -> feature.name() + "_" + bin)
                        : Stream.of(feature.name()))
                .toList();
    }

    /** Whether null and NaN become numbers in all features. */
    boolean fillsMissing() {
        return !features.isEmpty()
                && features.stream().allMatch(feature -> feature.curve().fillsMissing());
    }

    /** Whether every number becomes one in all features. */
    boolean isTotal() {
        return features.stream().allMatch(feature -> feature.curve().isTotal());
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
