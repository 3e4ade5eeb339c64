"""Statistics of a table are those of the rows that Spark reads from it, wherever it lives and whatever became of it."""

import pytest
from checks import check

import tare_spark as ts

NUMBERS = ("x", "n", "price")


@pytest.mark.parametrize("file_format", ["parquet", "orc", "avro", "delta"])
def test_files(spark, rows, tmp_path, file_format):
    path = str(tmp_path / "t")
    rows.write.format(file_format).save(path)
    check(spark.read.format(file_format).load(path), NUMBERS, columnar=file_format != "avro")


@pytest.mark.parametrize("file_format", ["parquet", "orc", "delta", "iceberg"])
def test_partitioned_tables_are_read_in_columns(spark, rows, file_format):
    name = {"iceberg": "ice.db.parts"}.get(file_format, f"parts_{file_format}")
    rows.withColumn("part", rows.id % 3).write.format(file_format).partitionBy("part").saveAsTable(name)
    check(spark.table(name), (*NUMBERS, "part"), columnar=True)
    check(spark.table(name).where("part = 1"), NUMBERS, columnar=True)


def test_delta_remembers_and_forgets(spark, rows, tmp_path):
    path = str(tmp_path / "t")
    rows.write.format("delta").option("delta.enableDeletionVectors", "true").save(path)
    before = ts.scan(rows, *NUMBERS)
    spark.sql(f"DELETE FROM delta.`{path}` WHERE id % 10 = 3")
    spark.sql(f"UPDATE delta.`{path}` SET x = 1 WHERE id % 10 = 4")
    table = spark.read.format("delta").load(path)
    assert table.count() == 900
    check(table, NUMBERS)
    assert ts.scan(spark.read.format("delta").option("versionAsOf", 0).load(path), *NUMBERS) == before


def test_delta_renames_columns(spark, rows):
    rows.write.format("delta").option("delta.columnMapping.mode", "name").saveAsTable("renamed")
    spark.sql("ALTER TABLE renamed RENAME COLUMN x TO y")
    spark.sql("ALTER TABLE renamed DROP COLUMN n")
    spark.sql("ALTER TABLE renamed ADD COLUMN n bigint")
    check(spark.table("renamed"), ("y", "price", "n"), columnar=True)


@pytest.mark.parametrize("mode", ["copy-on-write", "merge-on-read"])
def test_iceberg_deletes_and_travels(spark, rows, mode):
    name = "ice.db." + mode.replace("-", "_")
    rows.writeTo(name).tableProperty("write.delete.mode", mode).tableProperty("format-version", "2").create()
    before = ts.scan(rows, *NUMBERS)
    snapshot = spark.sql(f"SELECT snapshot_id FROM {name}.snapshots").head()[0]
    spark.sql(f"DELETE FROM {name} WHERE id % 10 = 3")
    spark.sql(f"ALTER TABLE {name} RENAME COLUMN x TO y")
    check(spark.table(name), ("y", "n", "price"), columnar=True)
    assert spark.table(name).count() == 900
    assert ts.scan(spark.sql(f"SELECT * FROM {name} VERSION AS OF {snapshot}"), *NUMBERS) == before


def test_hive_tables(spark, rows):
    rows.write.format("hive").saveAsTable("in_text")
    check(spark.table("in_text"), NUMBERS)
    spark.sql("CREATE TABLE in_parquet STORED AS PARQUET AS SELECT * FROM in_text")
    check(spark.table("in_parquet"), NUMBERS, columnar=True)


def test_sqlite(spark, rows, tmp_path):
    url = f"jdbc:sqlite:{tmp_path}/db"
    finite = rows.where("isnotnull(x) AND NOT isnan(x) AND abs(x) < 1e9")
    finite.write.format("jdbc").options(url=url, dbtable="t", driver="org.sqlite.JDBC").save()
    check(spark.read.format("jdbc").options(url=url, dbtable="t", driver="org.sqlite.JDBC").load(), ("x", "n"))


def test_postgres(spark, rows, postgres):
    options = {"url": postgres, "dbtable": "t", "driver": "org.postgresql.Driver"}
    rows.write.format("jdbc").options(**options).save()
    table = spark.read.format("jdbc").options(**options).load()
    check(table, NUMBERS)
    assert ts.scan(table, *NUMBERS) == ts.scan(rows, *NUMBERS)
    parts = {"partitionColumn": "id", "lowerBound": 0, "upperBound": 1000, "numPartitions": 3}
    check(spark.read.format("jdbc").options(**options, **parts).load(), NUMBERS)


@pytest.mark.parametrize("place", ["delta", "iceberg", "parquet"])
def test_scaled_rows_are_written_back(spark, rows, place):
    name = {"iceberg": "ice.db.scaled"}.get(place, f"scaled_{place}")
    model = ts.StandardScaler("x", "n").fit(rows)
    model.transform(rows).write.format(place).saveAsTable(name)
    back = model.inverse().transform(spark.table(name).drop("x", "n"))
    check(back, ("x", "n"))
    assert back.count() == rows.count()


@pytest.mark.parametrize("place", ["delta", "iceberg"])
def test_one_array_takes_all_results(spark, rows, place):
    name = {"iceberg": "ice.db.arrays"}.get(place, "arrays")
    model = ts.StandardScaler("x", "n", arrayCol="features").fit(rows)
    model.transform(rows).select("id", "features").write.format(place).saveAsTable(name)
    back = model.inverse().transform(spark.table(name))
    other = ts.StandardScaler("x", "n", vectorCol="features").fit(rows)
    expected = other.inverse().transform(other.transform(rows).select("id", "features"))
    columns = [f"COALESCE({column}, double('NaN')) AS {column}" for column in ("x", "n")]
    assert back.selectExpr("id", *columns).exceptAll(expected.selectExpr("id", *columns)).count() == 0


@pytest.mark.parametrize("place", ["delta", "iceberg"])
def test_states_live_in_tables(spark, rows, place):
    name = {"iceberg": "ice.db.states"}.get(place, "states")
    for day in range(3):
        state = ts.scan(rows.where(f"id % 3 = {day}"), *NUMBERS, quantiles=True).toDF()
        state.selectExpr("*", f"{day} AS day").write.format(place).mode("append").saveAsTable(name)
    table = spark.table(name)
    assert ts.Statistics.of(table) == ts.scan(rows, *NUMBERS, quantiles=True)
    first = ts.scan(rows.where("id % 3 < 2"), *NUMBERS, quantiles=True)
    assert ts.Statistics.of(table.where("day < 2")) == first


def test_an_unknown_version_is_told(spark, rows):
    rows.write.format("delta").saveAsTable("versioned")
    rows.writeTo("ice.db.versioned").create()
    with pytest.raises(Exception, match="(?i)version 7"):
        ts.scan(spark.sql("SELECT * FROM versioned VERSION AS OF 7"), *NUMBERS)
    with pytest.raises(Exception, match="(?i)snapshot.* 7"):
        ts.scan(spark.sql("SELECT * FROM ice.db.versioned VERSION AS OF 7"), *NUMBERS)


def test_a_stream_merges_batch_by_batch_and_after_a_restart(spark, rows, tmp_path):
    path, checkpoint, kept = (str(tmp_path / name) for name in ("t", "checkpoint", "kept"))
    seen = []

    def add(batch, number):
        scanned = ts.scan(batch, *NUMBERS, quantiles=True)
        (seen[-1] + scanned if seen else scanned).save(f"{kept}/{number}")
        seen.append(ts.Statistics.load(f"{kept}/{number}"))

    for part in range(2):
        rows.where(f"id % 2 = {part}").write.format("delta").mode("append").save(path)
        stream = spark.readStream.format("delta").option("maxFilesPerTrigger", 1).load(path).writeStream
        query = stream.foreachBatch(add).option("checkpointLocation", checkpoint).trigger(availableNow=True).start()
        query.awaitTermination()
    assert len(seen) > 1
    assert seen[-1] == ts.scan(rows, *NUMBERS, quantiles=True)
