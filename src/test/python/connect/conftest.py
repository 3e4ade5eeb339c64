"""A session of Spark Connect, whose server starts in this process."""

import os

import pytest
from pyspark.sql import SparkSession

import tare_spark


@pytest.fixture(scope="session")
def spark():
    builder = SparkSession.builder.remote("local[2]").config("spark.sql.shuffle.partitions", "2")
    jar = os.environ.get("TARE_JAR")
    builder = builder.config("spark.driver.extraClassPath", jar) if jar else tare_spark.configure(builder)
    session = builder.getOrCreate()
    yield session
    session.stop()


@pytest.fixture(scope="session")
def flights(spark):
    rows = [(float(i % 7) * 10 - 5, float(i * i % 101) + 0.5, i % 2) for i in range(200)]
    return spark.createDataFrame(rows, "delay double, distance double, late int")
