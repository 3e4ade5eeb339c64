"""What Spark finds wrong with a row while it runs arrives as the sentence alone, whoever runs it."""

import pytest
from pyspark.errors import IllegalArgumentException, PySparkException
from pyspark.ml.linalg import Vectors

import tare_spark as ts


@pytest.fixture
def told(spark):
    """Without the stacks of a server, which a session has unless it was configured."""
    key = "spark.sql.connect.serverStacktrace.enabled"
    before = spark.conf.get(key, "true")
    spark.conf.set(key, "false")
    yield _told
    spark.conf.set(key, before)


def _told(frame, sentence, path, error=IllegalArgumentException):
    for action in (frame.collect, frame.toPandas, frame.show, lambda: frame.write.mode("overwrite").parquet(path)):
        with pytest.raises(error) as e:
            action()
        assert str(e.value) == sentence


def test_a_group_that_the_fit_did_not_see(flights, told, tmp_path):
    model = ts.StandardScaler("distance", groupCols=["late"]).fit(flights)
    told(
        model.transform(flights.limit(1).selectExpr("distance", "7 AS late")),
        "The group 'late' = 7 was not there in the fit; set unseenGroup to keep, null or global, or fit again.",
        str(tmp_path / "out"),
        PySparkException,
    )


def test_arrays_and_vectors_of_another_size(spark, told, tmp_path):
    wanted = spark.createDataFrame([([1.0, 2.0], Vectors.dense(1, 2)), ([3.0, 5.0], Vectors.dense(3, 5))], ["a", "v"])
    odd = spark.createDataFrame([([1.0], Vectors.dense(1))], ["a", "v"])
    for name in ("a", "v"):
        told(
            ts.StandardScaler(name).fit(wanted).transform(odd),
            f"Column '{name}' has 1 elements in a row where the model was fitted to 2; give it rows of 2.",
            str(tmp_path / "out"),
        )
    together = ts.ColumnScaler(ts.StandardScaler("v"), vectorCol="f").fit(wanted)
    told(
        together.inverse().transform(odd.selectExpr("v AS f")),
        "Column 'f' has 1 elements in a row where the model made 2; give it as many.",
        str(tmp_path / "out"),
    )


def test_sparse_vectors_that_would_become_dense(spark, told, tmp_path):
    dense = spark.createDataFrame([(Vectors.dense(1, 2),), (Vectors.dense(3, 6),)], ["v"])
    told(
        ts.StandardScaler("v").fit(dense).transform(spark.createDataFrame([(Vectors.sparse(2, {0: 1.0}),)], ["v"])),
        "Column 'v' holds sparse vectors, which would become dense as its element 0 takes 0 to -2.0;"
        " fit with withMean=false or MaxAbsScaler, or make the column dense first.",
        str(tmp_path / "out"),
    )


def test_features_of_a_network_that_are_missing_or_too_few(spark, told, tmp_path):
    rows = [(Vectors.dense(i % 5, i % 2), float(i % 2)) for i in range(20)]
    data = spark.createDataFrame(rows, ["features", "label"])
    network = ts.NeuralNetworkClassifier(layers="dense(2)", epochs=1, batchSize=10, shards=1, workers=1)
    model = network.fit(data)
    # What Spark computes of a small local table while it plans comes in words of its own, within which is the sentence.
    told(
        model.transform(spark.createDataFrame([(Vectors.dense(1),)], ["features"]).repartition(1)),
        "Column 'features' has 1 elements in a row where the model takes 2; give it as many.",
        str(tmp_path / "out"),
    )
    missing = data.union(spark.createDataFrame([(None, 1.0)], data.schema))
    told(
        model.transform(missing.repartition(1)),
        "Column 'features' is null in a row; fill it in, or leave such rows out.",
        str(tmp_path / "out"),
    )
    with pytest.raises(
        IllegalArgumentException, match=r"^The rows cannot be trained on .*is null or NaN in some row; [^\n]*$"
    ):
        network.fit(missing)


def test_rows_that_a_fit_cannot_take(spark, flights):
    ragged = spark.createDataFrame([([1.0],), ([1.0, 2.0],)], "a array<double>")
    with pytest.raises(
        IllegalArgumentException, match="^Column 'a' has 1 elements in one row and 2 in another; [^\n]*$"
    ):
        ts.StandardScaler("a").fit(ragged)
    with pytest.raises(IllegalArgumentException, match="^Weight column 'w' has the value -1.0; [^\n]*$"):
        ts.StandardScaler("delay", weightCol="w").fit(flights.selectExpr("delay", "-1.0D AS w"))
