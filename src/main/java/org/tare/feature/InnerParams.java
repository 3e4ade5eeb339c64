package org.tare.feature;

import java.util.Arrays;
import java.util.Optional;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.ParamPair;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Parameters of scalers within a {@link ColumnScaler} as parameters of its own, which are called by the uid of the scaler and
 * their name: {@code StandardScaler_0123.withMean}.
 */
final class InnerParams {
    private final Params stage;
    private final Scaler<?>[] scalers;

    InnerParams(Params stage, Scaler<?>... scalers) {
        this.stage = stage;
        this.scalers = scalers;
    }

    /** The one of that name, if it is of a scaler within. */
    Optional<Param<?>> find(String name) {
        return Arrays.stream(scalers)
                .flatMap(scaler -> Arrays.stream(scaler.params()))
                .filter(inner -> name(inner).equals(name))
                .findFirst()
                .map(this::of);
    }

    /** What the one that stands for it is called. */
    static String name(Param<?> inner) {
        return inner.parent() + "." + inner.name();
    }

    // Of the same kind, as a client gives other values to other kinds, and as they are written differently.
    private Param<?> of(Param<?> inner) {
        String name = name(inner);
        if (inner instanceof BooleanParam) {
            return new BooleanParam(stage, name, inner.doc());
        } else if (inner instanceof IntParam) {
            return new IntParam(stage, name, inner.doc());
        } else if (inner instanceof DoubleParam) {
            return new DoubleParam(stage, name, inner.doc());
        } else if (inner instanceof StringArrayParam) {
            return new StringArrayParam(stage, name, inner.doc());
        } else if (inner instanceof DoubleArrayParam) {
            return new DoubleArrayParam(stage, name, inner.doc());
        }
        return new Param<>(stage, name, inner.doc());
    }

    /** What a copy of a scaler within takes of a map: what is its own, and what stands for that. */
    ParamMap of(Scaler<?> scaler, ParamMap extra) {
        ParamMap own = extra.copy();
        for (ParamPair<?> pair : CollectionConverters.asJava(extra.toSeq())) {
            for (Param<?> inner : scaler.params()) {
                if (pair.param().parent().equals(stage.uid())
                        && pair.param().name().equals(name(inner))) {
                    put(own, inner, pair.value());
                }
            }
        }
        return own;
    }

    @SuppressWarnings("unchecked")
    private static <T> void put(ParamMap map, Param<T> param, Object value) {
        map.put(param, (T) value);
    }
}
