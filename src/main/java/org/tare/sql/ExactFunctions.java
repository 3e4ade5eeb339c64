package org.tare.sql;

import java.util.ArrayList;
import java.util.List;
import org.tare.spark.aggregate.SqlFunction;
import org.tare.spark.aggregate.SqlFunctions;

/** Provides the functions of this package; public for {@link java.util.ServiceLoader}. */
public final class ExactFunctions implements SqlFunctions {
    /** For {@link java.util.ServiceLoader}. */
    public ExactFunctions() {}

    @Override
    public List<SqlFunction> all() {
        List<SqlFunction> all = new ArrayList<>(MomentsFunction.all());
        all.addAll(List.of(QuantileFunction.values()));
        return all;
    }
}
