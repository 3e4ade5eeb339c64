"""One session for all tests, a client of Spark Connect where TARE_REMOTE is set; its server starts in this process.

The jar is the one of the installed package, or TARE_JAR while developing.
"""

import gc
import math
import os

import numpy as np
import pytest
from pyspark.sql import SparkSession

import tare_spark

SPECIAL = [0.0, -0.0, 1e300, -1e300, math.inf, -math.inf, math.nan, 5e-324, -5.0, 55.0, 25.0]
REMOTE = "TARE_REMOTE" in os.environ


@pytest.fixture(autouse=True)
def collected():
    """A client of Spark Connect deletes models on the server when Python collects them, and waits for ever where that
    is in the middle of another call, as with models that the stack of an error still holds.
    """
    gc.disable()
    yield
    gc.collect()


@pytest.fixture(scope="session")
def spark(tmp_path_factory):
    builder = SparkSession.builder.remote("local[2]") if REMOTE else SparkSession.builder.master("local[2]")
    builder = builder.config("spark.ui.enabled", "false").config("spark.log.level", "ERROR")
    builder = builder.config("spark.sql.shuffle.partitions", "2").config("spark.default.parallelism", "2")
    builder = builder.config("spark.sql.warehouse.dir", str(tmp_path_factory.mktemp("warehouse")))
    builder = builder.config("spark.sql.extensions", "org.tare.spark.TareExtensions")
    jar = os.environ.get("TARE_JAR")
    builder = builder.config("spark.driver.extraClassPath", jar) if jar else tare_spark.configure(builder)
    session = builder.getOrCreate()
    yield session
    session.stop()


@pytest.fixture(scope="session")
def flights(spark):
    rows = [(float(i % 7) * 10 - 5, float(i * i % 101) + 0.5, i % 2, i) for i in range(200)] + [(None, 3.0, 0, 200)]
    return spark.createDataFrame(rows, "delay double, distance double, late int, id long")


@pytest.fixture(scope="session")
def exact(flights):
    """Scalers that are sums, products, quotients and comparisons."""
    return tare_spark.ColumnScaler(
        tare_spark.Imputer("delay", strategy="median"),
        tare_spark.StandardScaler("delay"),
        tare_spark.MinMaxScaler("distance", outputCols=["clipped"], min=-1.0, max=0.1, clip=True),
        tare_spark.QuantileTransformer("distance", outputCols=["rank"], numQuantiles=11),
        tare_spark.KBinsDiscretizer("delay", outputCols=["bin"]),
        tare_spark.RobustScaler("distance"),
    ).fit(flights)


@pytest.fixture(scope="session")
def table(spark, exact):
    """Rows that are hard to scale, and what transform makes of them."""
    rows = [(x, y) for x in SPECIAL for y in SPECIAL]
    frame = spark.createDataFrame(rows, "delay double, distance double")
    return np.array(rows), exact.transform(frame).toPandas()


@pytest.fixture
def classic():
    if REMOTE:
        pytest.skip("needs the JVM in this process")
