"""One session for all tests, a client of Spark Connect where TARE_REMOTE is set; its server starts in this process.

The jar is the one of the installed package, or TARE_JAR while developing.
"""

import os

import pytest
from pyspark.sql import SparkSession

import tare_spark

REMOTE = "TARE_REMOTE" in os.environ


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


@pytest.fixture
def classic():
    if REMOTE:
        pytest.skip("needs the JVM in this process")
