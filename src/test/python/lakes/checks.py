"""Compares statistics of tables with those of the same rows that go another way."""

import tare_spark as ts

BOUNDS = ["feature", "count", "missing", "infinite", "min", "max"]


def check(table, columns, columnar=None, pages=None):
    """Compares with the same rows held by the driver. Tells also whether batches or pages are planned, if asked to."""
    local = table.sparkSession.createDataFrame(table.collect(), table.schema)
    exact = ts.scan(table, *columns, quantiles=True)
    assert exact == ts.scan(local, *columns, quantiles=True)
    if pages:
        # Footers may tell these.
        bounds = ts.MinMaxScaler(*columns, rangeOnly=True).scan(table)
        assert bounds.to_pandas()[BOUNDS].equals(exact.to_pandas()[BOUNDS])
    spark = table.sparkSession._jvm.org.tare.spark
    plans = spark.plan.Plans
    if columnar is not None:
        assert plans.batches(table.select(*columns)._jdf).isPresent() == columnar
    if pages is not None:
        assert plans.files(table.select(*columns)._jdf, spark.parquet.PageOrder.ANY).isPresent() == pages
