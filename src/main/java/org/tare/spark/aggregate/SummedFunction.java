package org.tare.spark.aggregate;

import java.util.List;

/** A function of numbers that a {@link SqlPartial} added up before: of structs of a band and its words, which nobody can give it in SQL. */
record SummedFunction(SqlFunction function) implements SqlFunction {
    @Override
    public String functionName() {
        return function.functionName();
    }

    @Override
    public String usage() {
        return function.usage();
    }

    @Override
    public SqlAggregation<?> of(List<Object> constants) {
        return function.of(constants);
    }
}
