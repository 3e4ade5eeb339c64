#!/usr/bin/env python3
"""Times fits to the same rows in plain and in partitioned Parquet, in Iceberg and in Delta, in turns, in one JVM.

Usage: lakes.py [ROWS [ROUNDS [FOLDER]]], in the environment of ``src/test/python/run``: TARE_LAKES holds the jars of
the table formats, TARE_JAR replaces that of the package. Prints, as rows of a table, the medians of a fit, of planning
alone and of a fit by Spark's batches; in brackets their ratio to the fit to plain Parquet.
"""

import os
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from pyspark.sql import SparkSession

import tare_spark as ts

COLUMNS = [f"c{i}" for i in range(20)]
EXTENSIONS = "io.delta.sql.DeltaSparkSessionExtension,org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions"


def session(folder):
    jars = [os.environ.get("TARE_JAR") or ts.jar(), *map(str, Path(os.environ["TARE_LAKES"]).glob("*.jar"))]
    builder = SparkSession.builder.master("local[2]").config("spark.driver.extraClassPath", ":".join(jars))
    builder = builder.config("spark.ui.enabled", "false").config("spark.ui.showConsoleProgress", "false")
    builder = builder.config("spark.driver.memory", "4g").config("spark.log.level", "ERROR")
    builder = builder.config("spark.sql.extensions", EXTENSIONS)
    builder = builder.config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
    builder = builder.config("spark.sql.catalog.ice", "org.apache.iceberg.spark.SparkCatalog")
    builder = builder.config("spark.sql.catalog.ice.type", "hadoop")
    builder = builder.config("spark.sql.catalog.ice.warehouse", f"{folder}/ice")
    return builder.config("spark.sql.warehouse.dir", f"{folder}/warehouse").getOrCreate()


def tables(spark, folder, rows):
    """Names and tables; the rows are drawn once and written to each."""
    plain = f"{folder}/plain-{rows}"
    if not Path(plain, "_SUCCESS").exists():
        normals = [f"10 + 3 * randn({i}) AS {column}" for i, column in enumerate(COLUMNS)]
        spark.range(0, rows, 1, 4).selectExpr(*normals).write.parquet(plain)
    drawn = spark.read.parquet(plain)
    parts = drawn.selectExpr("*", "CAST(c0 > 10 AS int) AS part")

    def read(kind, data, *partition):
        path = f"{folder}/{kind}-{rows}"
        if kind.startswith("iceberg"):
            name = f"ice.db.{kind.replace(' ', '_')}_{rows}"
            if not spark.catalog.tableExists(name):
                writer = data.writeTo(name).tableProperty("write.parquet.compression-codec", "snappy")
                (writer.partitionedBy(*partition) if partition else writer).create()
            return spark.table(name)
        place = kind.split(" ")[0]
        if not Path(path).exists():
            data.write.format(place).partitionBy(*partition).save(path)
        return spark.read.format(place).load(path)

    return {
        "plain": drawn,
        "parquet by part": read("parquet by part", parts, "part"),
        "iceberg": read("iceberg", drawn),
        "iceberg by part": read("iceberg by part", parts, parts.part),
        "delta": read("delta", drawn),
        "delta by part": read("delta by part", parts, "part"),
    }


def seconds(work):
    start = perf_counter()
    work()
    return perf_counter() - start


def main(rows="3000000", rounds="7", folder=None):
    with tempfile.TemporaryDirectory() as made:
        folder = folder or made
        spark = session(folder)
        plans = spark._jvm.org.tare.spark.plan.Plans

        def once(table):
            def fit():
                ts.StandardScaler(*COLUMNS).fit(table)

            by_pages = seconds(fit)
            planned = seconds(lambda: plans.files(table.select(*COLUMNS)._jdf, 0, 2**62))
            spark.conf.set("spark.tare.pages", "false")
            by_batches = seconds(fit)
            spark.conf.unset("spark.tare.pages")
            return by_pages, planned, by_batches

        read = tables(spark, folder, int(rows))
        turns = [{name: once(table) for name, table in read.items()} for _ in range(2 + int(rounds))][2:]
        spark.stop()
    plain = median(turn["plain"][0] for turn in turns)
    for name in read:
        pages, planned, batches = (median(turn[name][i] for turn in turns) for i in range(3))
        print(f"| {name} | {pages:.2f} s ({pages / plain:.2f})", end=" ")
        print(f"| {planned:.2f} s | {batches:.2f} s ({batches / plain:.2f}) |")


if __name__ == "__main__":
    main(*sys.argv[1:])
