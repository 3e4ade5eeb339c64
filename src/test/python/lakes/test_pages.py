"""Files of tables that are read page by page tell what Spark reads from the table, whatever became of it."""

import pytest
from checks import check

import tare_spark as ts

# As long as no file is.
MOST_BYTES = 2**62
NUMBERS = ("x", "f", "n", "l")


@pytest.fixture(scope="module")
def numbers(rows):
    """A column of each type that pages hold, so that any two that are mistaken for one another differ."""
    return rows.selectExpr("id", "x", "CAST(cos(id) AS float) AS f", "n", "id * 7 AS l")


def changes(spark, name, steps):
    """Takes the steps, and compares the table after each of them."""
    for statement, columns, pages in steps:
        spark.sql(statement.format(name=name))
        check(spark.table(name), columns, pages=pages)


def snapshots(spark, name):
    return [row.snapshot_id for row in spark.sql(f"SELECT snapshot_id FROM {name}.snapshots").collect()]


def parquet(spark, name):
    """The files of an Iceberg table and whether each has pages of the columns with these field ids."""
    jvm = spark._jvm

    def readable(path, **ids):
        fields = [
            f'{{"name":"{column}","type":"{kind}","nullable":true,"metadata":{{"parquet.field.id":{number}}}}}'
            for column, (kind, number) in ids.items()
        ]
        schema = jvm.org.apache.spark.sql.types.DataType.fromJson(f'{{"type":"struct","fields":[{",".join(fields)}]}}')
        package = jvm.org.tare.spark.parquet
        read = package.ReadColumns(schema, package.ColumnKey.FIELD_ID, package.PageOrder.ANY)
        conf = jvm.org.apache.hadoop.conf.Configuration()
        file = package.NumberFile(jvm.org.apache.hadoop.fs.Path(path), 0, MOST_BYTES, read, conf)
        try:
            return file.isReadable()
        finally:
            file.close()

    return [(row.file_path, readable) for row in spark.sql(f"SELECT file_path FROM {name}.files").collect()]


def test_files_of_iceberg_have_pages(spark, numbers):
    numbers.writeTo("ice.db.paged").create()
    check(spark.table("ice.db.paged"), NUMBERS, pages=True)
    for path, readable in parquet(spark, "ice.db.paged"):
        assert readable(path, x=("double", 2), f=("float", 3), n=("integer", 4), l=("long", 5))
        assert not readable(path, x=("double", 3))
        assert not readable(path, x=("double", 7))


def test_iceberg_finds_columns_by_id(spark, numbers):
    name = "ice.db.renamed"
    numbers.writeTo(name).create()
    again = "INSERT INTO {name} SELECT id + 1, %s FROM {name}"
    changes(
        spark,
        name,
        [
            ("ALTER TABLE {name} RENAME COLUMN x TO y", ("y", "f", "n", "l"), True),
            (again % "y, f, n, l", ("l", "n", "f", "y"), True),
            # A name that another column had before.
            ("ALTER TABLE {name} RENAME COLUMN f TO x", ("x", "y"), True),
            ("ALTER TABLE {name} ALTER COLUMN x TYPE double", ("x", "y"), True),
            ("ALTER TABLE {name} RENAME COLUMN y TO f", ("x", "f"), True),
            (again % "f, x, n, l", ("x", "f", "n", "l"), True),
            ("ALTER TABLE {name} DROP COLUMN l", ("x", "f", "n"), True),
            ("ALTER TABLE {name} ADD COLUMN l bigint", ("l", "n"), True),
            ("ALTER TABLE {name} ALTER COLUMN n TYPE bigint", ("l", "n"), True),
            ("ALTER TABLE {name} ALTER COLUMN n FIRST", ("l", "n"), True),
            ("INSERT INTO {name} SELECT n - 9, id, f, x, n * 5 FROM {name}", ("x", "f", "n", "l"), True),
        ],
    )
    for snapshot in snapshots(spark, name):
        old = spark.sql(f"SELECT * FROM {name} VERSION AS OF {snapshot}")
        check(old, [column for column in old.columns if column != "id"], pages=True)


def test_iceberg_takes_values_of_partitions(spark, numbers):
    name = "ice.db.regrouped"
    numbers.writeTo(name).create()
    again = "INSERT INTO {name} SELECT id + 1000, x, f, n + 1, l FROM {name}"
    changes(
        spark,
        name,
        [
            ("ALTER TABLE {name} ADD PARTITION FIELD bucket(3, id)", NUMBERS, True),
            (again, NUMBERS, True),
            ("ALTER TABLE {name} ADD PARTITION FIELD n", NUMBERS, True),
            # Tasks without a file that is partitioned by n have pages; whether there is one is Iceberg's choice.
            (again, NUMBERS, None),
            ("ALTER TABLE {name} DROP PARTITION FIELD bucket(3, id)", ("x", "f", "l"), True),
            (again, ("x", "l"), True),
            ("DELETE FROM {name} WHERE n = 3", ("x", "l"), True),
        ],
    )
    table = spark.table(name)
    check(table.where("n = 4"), ("x", "l"))
    check(table.where("n > 4 AND x > 0"), ("x", "l"), columnar=False, pages=False)
    check(table.selectExpr("x", "_pos AS place"), ("x", "place"), pages=False)
    check(table.selectExpr("x AS z", "f AS x"), ("z", "x"), pages=True)


@pytest.mark.parametrize(
    ("version", "mode", "pages"),
    [("2", "copy-on-write", True), ("2", "merge-on-read", False), ("3", "merge-on-read", False)],
)
def test_iceberg_leaves_out_deleted_rows(spark, numbers, version, mode, pages):
    name = f"ice.db.deleted_{version}_{mode.replace('-', '_')}"
    properties = {"format-version": version, "write.delete.mode": mode, "write.update.mode": mode}
    writer = numbers.repartition(1).writeTo(name)
    for key, value in properties.items():
        writer = writer.tableProperty(key, value)
    writer.create()
    before = snapshots(spark, name)
    changes(
        spark,
        name,
        [
            ("DELETE FROM {name} WHERE id % 10 = 3", NUMBERS, pages),
            ("UPDATE {name} SET x = 5 WHERE id % 10 = 4", NUMBERS, None),
            ("INSERT INTO {name} SELECT * FROM {name} WHERE id < 100", NUMBERS, None),
            ("DELETE FROM {name} WHERE id >= 0", NUMBERS, None),
        ],
    )
    assert spark.table(name).count() == 0
    check(spark.sql(f"SELECT * FROM {name} VERSION AS OF {before[0]}"), NUMBERS, pages=True)


def test_iceberg_leaves_out_rows_by_their_values(spark, numbers):
    name = "ice.db.equality"
    numbers.repartition(1).writeTo(name).tableProperty("format-version", "2").create()
    iceberg = spark._jvm.org.apache.iceberg
    table = iceberg.spark.Spark3Util.loadIcebergTable(spark._jsparkSession, name)
    wanted = table.schema().select(spark._jvm.java.util.List.of("n"))
    record = iceberg.data.GenericRecord.create(wanted)
    record.setField("n", 4)
    ids = spark.sparkContext._gateway.new_array(spark._jvm.int, 1)
    ids[0] = wanted.findField("n").fieldId()
    factory = iceberg.data.GenericAppenderFactory(table.schema(), table.spec(), ids, wanted, None)
    place = table.io().newOutputFile(table.locationProvider().newDataLocation("deletes.parquet"))
    place = iceberg.encryption.EncryptedFiles.plainAsEncryptedOutput(place)
    writer = factory.newEqDeleteWriter(place, iceberg.FileFormat.PARQUET, None)
    writer.write(record)
    writer.close()
    table.newRowDelta().addDeletes(writer.toDeleteFile()).commit()
    spark.sql(f"REFRESH TABLE {name}")
    assert spark.table(name).count() == numbers.where("n != 4").count()
    check(spark.table(name), ("x", "f"), pages=False)
    spark.sql(f"INSERT INTO {name} SELECT id + 1000, x, f, n, l FROM {name}")
    # Files that came later lose no rows.
    check(spark.table(name), NUMBERS)


def test_iceberg_has_branches(spark, numbers):
    name = "ice.db.branched"
    numbers.writeTo(name).create()
    spark.sql(f"ALTER TABLE {name} CREATE BRANCH trial")
    spark.sql(f"INSERT INTO {name}.branch_trial SELECT id + 1, x / 3, f, n, l FROM {name}")
    assert spark.table(f"{name}.branch_trial").count() == 2 * spark.table(name).count()
    check(spark.table(f"{name}.branch_trial"), NUMBERS, pages=True)
    check(spark.table(name), NUMBERS, pages=True)


@pytest.mark.parametrize("file_format", ["orc", "avro"])
def test_iceberg_has_files_without_pages(spark, numbers, file_format):
    name = f"ice.db.in_{file_format}"
    numbers.writeTo(name).tableProperty("write.format.default", file_format).create()
    check(spark.table(name), NUMBERS, pages=False)
    spark.sql(f"ALTER TABLE {name} SET TBLPROPERTIES ('write.format.default' = 'parquet')")
    numbers.writeTo(name).append()
    check(spark.table(name), NUMBERS)


def test_iceberg_takes_files_of_others(spark, numbers, tmp_path):
    name = "ice.db.taken"
    spark.sql(f"CREATE TABLE {name} (id bigint, x double, f float, n int, l bigint) USING iceberg")
    numbers.selectExpr("l", "n", "f", "x", "id").write.parquet(str(tmp_path / "t"))
    spark.sql(f"CALL ice.system.add_files('db.taken', '`parquet`.`{tmp_path}/t`')")
    assert spark.table(name).count() == 1000
    check(spark.table(name), NUMBERS)
    spark.sql(f"ALTER TABLE {name} RENAME COLUMN x TO y")
    numbers.withColumnRenamed("x", "y").writeTo(name).append()
    check(spark.table(name), ("y", "f", "n", "l"), pages=True)


def test_empty_tables(spark, numbers):
    numbers.where("id < 0").writeTo("ice.db.empty").create()
    numbers.where("id < 0").write.format("delta").saveAsTable("empty")
    check(spark.table("ice.db.empty"), NUMBERS)
    check(spark.table("empty"), NUMBERS)


@pytest.mark.parametrize("mode", ["none", "name", "id"])
def test_delta_finds_columns_as_it_maps_them(spark, numbers, mode):
    name = f"mapped_{mode}"
    numbers.write.format("delta").option("delta.columnMapping.mode", mode).saveAsTable(name)
    # Spark itself finds columns by their ids.
    pages = mode != "id"
    check(spark.table(name), NUMBERS, pages=pages)
    spark.sql(f"ALTER TABLE {name} ADD COLUMN z double")
    check(spark.table(name), (*NUMBERS, "z"), pages=pages)
    spark.sql(f"INSERT INTO {name} SELECT id + 1, x, f, n, l, x * 3 FROM {name}")
    check(spark.table(name), (*NUMBERS, "z"), pages=pages)
    if mode == "none":
        return
    again = "INSERT INTO {name} SELECT id + 1, %s FROM {name}"
    changes(
        spark,
        name,
        [
            ("ALTER TABLE {name} RENAME COLUMN x TO y", ("y", "f", "z"), pages),
            ("ALTER TABLE {name} RENAME COLUMN z TO x", ("y", "f", "x"), pages),
            (again % "y, f, n, l, x / 7", ("y", "f", "x"), pages),
            ("ALTER TABLE {name} DROP COLUMN l", ("n", "x"), pages),
            ("ALTER TABLE {name} ADD COLUMN l bigint", ("l", "n", "x"), pages),
            (again % "y, f, n, x, n * 3", ("y", "f", "n", "x", "l"), pages),
        ],
    )
    for version in range(2):
        check(spark.sql(f"SELECT * FROM {name} VERSION AS OF {version}"), NUMBERS, pages=pages)


def test_delta_widens_types(spark, numbers):
    name = "widened"
    numbers.write.format("delta").option("delta.enableTypeWidening", "true").saveAsTable(name)
    changes(
        spark,
        name,
        [
            ("ALTER TABLE {name} ALTER COLUMN n TYPE bigint", NUMBERS, True),
            ("ALTER TABLE {name} ALTER COLUMN f TYPE double", NUMBERS, True),
            ("INSERT INTO {name} SELECT id, x, f / 3, n + 5000000000, l FROM {name}", NUMBERS, True),
        ],
    )


def test_delta_leaves_out_deleted_rows(spark, numbers):
    name = "vectors_of_deletes"
    numbers.repartition(2).write.format("delta").option("delta.enableDeletionVectors", "true").saveAsTable(name)
    check(spark.table(name), NUMBERS, pages=True)
    changes(
        spark,
        name,
        [
            ("DELETE FROM {name} WHERE id % 10 = 3", NUMBERS, False),
            ("INSERT INTO {name} SELECT id + 1000, x, f, n, l FROM {name}", NUMBERS, False),
            ("DELETE FROM {name} WHERE id >= 0", NUMBERS, None),
        ],
    )
    check(spark.sql(f"SELECT * FROM {name} VERSION AS OF 0"), NUMBERS, pages=True)


def test_a_session_may_forbid_it(spark, numbers):
    numbers.writeTo("ice.db.forbidden").create()
    spark.conf.set("spark.tare.pages", "false")
    try:
        check(spark.table("ice.db.forbidden"), NUMBERS, pages=False)
    finally:
        spark.conf.unset("spark.tare.pages")
    check(spark.table("ice.db.forbidden"), NUMBERS, pages=True)


@pytest.mark.parametrize("table_format", ["iceberg", "delta"])
def test_groups_of_tables_are_those_of_their_rows(spark, rows, table_format, tmp_path):
    keyed = rows.selectExpr(
        "x", "n", "concat('g', id % 7) AS text", "IF(id % 5 = 0, NULL, date_add(DATE'2024-02-27', n)) AS day"
    )
    if table_format == "iceberg":
        keyed.writeTo("ice.db.keyed").create()
        spark.sql("ALTER TABLE ice.db.keyed RENAME COLUMN text TO label")
        spark.sql("INSERT INTO ice.db.keyed SELECT x, n + 1, label, day FROM ice.db.keyed")
        table = spark.table("ice.db.keyed").withColumnRenamed("label", "text")
    else:
        keyed.write.format("delta").save(str(tmp_path / "keyed"))
        table = spark.read.format("delta").load(str(tmp_path / "keyed"))
    for key in "text", "day", "n":

        def fitted(data, key=key):
            scaled = ts.StandardScaler(inputCols=["x"], groupCols=[key], minGroupRows=1).fit(data).transform(data)
            return scaled.where("x < 2").orderBy("x", "n", "text", "day").collect()

        assert fitted(table) == fitted(table.repartition(3))
