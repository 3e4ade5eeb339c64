"""Errors are one sentence in the words of keywords."""

import os
import subprocess
import sys

import pytest
from pyspark.errors import IllegalArgumentException
from pyspark.ml import Pipeline
from pyspark.ml.feature import VectorAssembler
from pyspark.ml.tuning import ParamGridBuilder
from pyspark.sql import SparkSession
from pyspark.sql.functions import col
from pyspark.sql.utils import is_remote

import tare_spark as ts
from tare_spark import _session


def test_an_unknown_keyword_is_named_with_the_nearest(spark):
    with pytest.raises(TypeError, match="StandardScaler has no parameter withMaen; did you mean withMean?"):
        ts.StandardScaler("x", withMaen=True)


def test_what_has_no_columns_takes_keywords_alone(spark):
    for stage in (ts.NeuralNetworkClassifier, ts.NeuralNetworkRegressor, ts.ColumnCast):
        with pytest.raises(TypeError, match=f"^{stage.__name__} takes keywords alone; name that of 'x'.$"):
            stage("x")


def test_a_wrong_type_names_the_keyword(spark):
    with pytest.raises(TypeError, match="^withMean of StandardScaler is 'yes'; give it a value of type bool.$"):
        ts.StandardScaler("x", withMean="yes")
    with pytest.raises(
        TypeError, match=r"^inputCols of StandardScaler is \[3\]; give it a value of type list\[str\].$"
    ):
        ts.StandardScaler(3)


def test_a_wrong_type_is_told_alike_wherever_it_is_given(flights):
    scaler = ts.StandardScaler("delay")
    told = "^withMean of StandardScaler is 'yes'; give it a value of type bool.$"
    for give in (
        lambda: scaler.setWithMean("yes"),
        lambda: scaler.copy({scaler.withMean: "yes"}),
        lambda: scaler.fit(flights, {scaler.withMean: "yes"}),
        lambda: ParamGridBuilder().addGrid(scaler.withMean, ["yes"]).build(),
    ):
        with pytest.raises(TypeError, match=told):
            give()
    for give in (lambda: ts.StandardScaler(col("delay")), lambda: ts.StandardScaler(inputCols=[col("delay")])):
        with pytest.raises(TypeError, match=r"^inputCols of StandardScaler is \[Column<'delay'>\]; give it a value of"):
            give()
    with pytest.raises(
        TypeError, match="^ColumnScaler takes scalers, such as StandardScaler\\('x'\\), and got a ScalerModel.$"
    ):
        ts.ColumnScaler(scaler.fit(flights))
    with pytest.raises(TypeError, match="and got <class 'org.tare.feature.StandardScaler'>.$"):
        ts.ColumnScaler(ts.StandardScaler)
    with pytest.raises(TypeError, match="^inner is 'withMean'; give it a value of type Param.$"):
        ts.ColumnScaler(scaler).param("withMean")
    with pytest.raises(TypeError, match="^numBins of KBinsDiscretizer is True; give it a value of type int.$"):
        ts.KBinsDiscretizer("x", numBins=True)


def test_columns_are_named_and_only_once(flights):
    for twice in ({"inputCols": ["x"]}, {"inputCol": "x"}):
        with pytest.raises(TypeError, match="StandardScaler is given inputCols twice"):
            ts.StandardScaler("delay", **twice)
    for none in (ts.StandardScaler(), ts.StandardScaler(inputCols=[]), ts.StandardScaler("x").setInputCols([])):
        with pytest.raises(IllegalArgumentException, match="inputCols is empty; name the columns to scale"):
            none.fit(flights)
    for unnamed in (ts.scan, ts.Statistics.of):
        with pytest.raises(
            IllegalArgumentException, match="^No columns were named; name at least one to scan, or give a"
        ):
            unnamed(flights)


def test_a_wrong_choice_lists_the_words(spark):
    with pytest.raises(ValueError, match="variance of StandardScaler is 'sampel'; choose among population, sample."):
        ts.StandardScaler("x", variance="sampel")


def test_sentences_of_the_jvm_arrive_alone(spark, flights):
    with pytest.raises(IllegalArgumentException) as e:
        ts.StandardScaler("dealy").fit(flights)
    assert "delay" in str(e.value)
    assert "\n" not in str(e.value).strip()


def test_what_a_model_is_asked_is_told_in_a_sentence(flights):
    model = ts.PowerTransformer("distance").fit(flights)
    for call in (
        lambda: model.select("dealy"),
        lambda: model.group("a"),
        lambda: model.apply([[1.0, 2.0]]),
        lambda: ts.StandardScaler("distance", groupCols=["late"]).fit(flights).group("zz"),
    ):
        with pytest.raises(IllegalArgumentException, match="^[^\n]*$"):
            call()


def test_a_folder_that_is_not_there_is_told_in_a_sentence(spark, tmp_path):
    with pytest.raises(IllegalArgumentException) as e:
        ts.ScalerModel.load(str(tmp_path / "nowhere"))
    assert "There is no model at" in str(e.value)
    assert "\n" not in str(e.value).strip()


def test_numbers_beyond_those_of_the_jvm_are_told(spark):
    with pytest.raises(
        ValueError, match="numBins of KBinsDiscretizer is 1099511627776; give it a whole number of 32 bits"
    ):
        ts.KBinsDiscretizer("x", numBins=2**40)
    assert ts.NeuralNetworkClassifier(seed=2**40).getSeed() == 2**40
    with pytest.raises(ValueError, match="whole number of 64 bits"):
        ts.NeuralNetworkClassifier(seed=2**63)


def test_what_files_refuse_is_a_sentence(flights, tmp_path):
    model = ts.StandardScaler("delay").fit(flights)
    model.save(str(tmp_path / "m"))
    (tmp_path / "file").touch()
    for stage in (model, ts.StandardScaler("delay")):
        for path in (tmp_path / "m", tmp_path / "file" / "m"):
            for save in (stage.save, stage.write().save):
                with pytest.raises(IllegalArgumentException, match=r"^[^\n]*file[^\n]*$|already exists[^\n]*$") as e:
                    save(str(path))
                assert "java" not in str(e.value)


def test_a_stage_of_another_class_is_told(flights, tmp_path):
    saved = {
        "ScalerModel": ts.StandardScaler("delay").fit(flights),
        "StandardScaler": ts.StandardScaler("delay"),
        "PipelineModel": Pipeline(stages=[ts.Normalizer("delay")]).fit(flights),
        "VectorAssembler": VectorAssembler(inputCols=["delay"], outputCol="v"),
    }
    for found, stage in saved.items():
        path = str(tmp_path / found)
        stage.write().save(path)
        for wanted in (ts.ScalerModel, ts.StandardScaler, ts.ColumnScaler, ts.NeuralNetworkClassificationModel):
            if wanted.__name__ != found:
                told = f"^'{path}' holds a {found} and not a {wanted.__name__}; load it as {found}.$"
                with pytest.raises(IllegalArgumentException, match=told):
                    wanted.load(path)
    for wanted in (ts.MinMaxScaler, ts.Normalizer, ts.NeuralNetworkClassifier):
        with pytest.raises(
            IllegalArgumentException, match=f"^There is no {wanted.__name__} at '[^']*'; give the path of"
        ):
            wanted.load(str(tmp_path / "nowhere"))


def test_a_session_is_no_builder(spark):
    with pytest.raises(TypeError, match="^The builder is a SparkSession; give that of a session yet to start:"):
        ts.configure(spark)


def test_a_session_has_the_jar_and_the_functions_beside_others(monkeypatch):
    monkeypatch.setattr(_session, "jar", lambda: "tare.jar")
    builder = SparkSession.builder.config("spark.jars", "other.jar").config("spark.sql.extensions", "other.Extensions")
    for _ in range(2):
        builder = ts.configure(builder)
        assert builder._options["spark.jars"] == "other.jar,tare.jar"
        assert builder._options["spark.sql.extensions"] == "other.Extensions,org.tare.spark.TareExtensions"


def test_a_server_that_never_saw_tare_takes_the_jar(spark):
    """In a process of its own, whose server starts without it and has by then found out which classes it may load."""
    if not is_remote():
        pytest.skip("of servers alone")
    program = (
        "import tare_spark as ts; from pyspark.sql import SparkSession\n"
        "spark = SparkSession.builder.remote('local[1]').config('spark.ui.enabled', 'false').getOrCreate()\n"
        "data = spark.range(3).selectExpr('id * 1.0D AS x')\n"
        "try:\n    ts.scan(data, 'x')\nexcept RuntimeError as e:\n    assert 'spark.addArtifacts' in str(e), e\n"
        f"spark.addArtifacts({(os.environ.get('TARE_JAR') or ts.jar())!r})\n"
        "several = ts.ColumnScaler(ts.StandardScaler('x'), ts.MinMaxScaler('x', outputCol='y'))\n"
        "model = several.fit(data)\n"
        "print(model.transform(data).select('y').collect())\n"
        "spark.stop()\n"
    )
    # By which that server takes a port that is free.
    given = {**os.environ, "SPARK_TESTING": "1"}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=given)
    assert done.stdout.strip() == "[Row(y=0.0), Row(y=0.5), Row(y=1.0)]", done.stderr


def test_versions_that_differ_are_told_every_time(spark, flights, monkeypatch):
    (found,) = ts.StatisticsTransformer(returns="version").transform(spark.range(0)).first()
    found = found.replace("-SNAPSHOT", ".dev0")
    if found == "unknown":
        pytest.skip("the jar has no manifest, as it was made while developing")
    scaler = ts.StandardScaler("delay")
    model = scaler.fit(flights)
    monkeypatch.setattr(_session, "VERSION", "99.0")
    told = (
        f"^The package tare-spark is of version 99.0 and Spark has Tare's jar of another, {found}; install the package"
    )
    for call in (
        lambda: scaler.fit(flights),
        lambda: model.transform(flights),
        lambda: ts.scan(flights, "delay"),
        lambda: ts.ScalerModel.load("nowhere"),
    ):
        with pytest.raises(RuntimeError, match=told.replace(".", r"\.")):
            call()


def test_other_data_than_spark_s_is_refused(spark, flights):
    with pytest.raises(TypeError, match="The data is a list; give a DataFrame of Spark"):
        ts.StandardScaler("x").fit([1.0])
    with pytest.raises(TypeError, match="The data is a DataFrame; give a DataFrame of Spark"):
        ts.StandardScaler("delay").fit(flights).transform(flights.toPandas())


def test_statistics_of_all_rows_do_not_fit_groups(flights):
    with pytest.raises(
        IllegalArgumentException, match=r"groupCols is \[late\] and statistics are of all rows; fit to data.$"
    ):
        ts.StandardScaler("delay", groupCols=["late"]).fit(ts.scan(flights, "delay"))


def run(program):
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode != 0
    return done.stderr.strip().splitlines()[-1]


def tries(calls, told):
    """A program in which each call has to raise that sentence."""
    raised = f"assert str(e).startswith({told!r}), e"
    return "".join(
        f"try:\n    {call}\n    raise SystemExit({call!r})\nexcept RuntimeError as e:\n    {raised}\n" for call in calls
    )


def test_a_session_without_the_jar_or_stopped_is_told(classic):
    """In processes of their own, as a process has one JVM."""
    start = (
        "import tare_spark as ts; from pyspark.sql import SparkSession\n"
        "spark = SparkSession.builder.master('local[1]').config('spark.ui.enabled', 'false')%s.getOrCreate()\n"
    )
    without = "Spark was started without Tare's jar; start Python"
    calls = ("ts.StandardScaler('x')", "ts.ScalerModel.load('x')", "ts.scan(spark.range(3), 'id')")
    assert run(start % "" + tries(calls, without) + calls[0]).startswith(f"RuntimeError: {without}")
    jar = f".config('spark.driver.extraClassPath', {(os.environ.get('TARE_JAR') or ts.jar())!r})"
    use = "scaler = ts.StandardScaler('id'); data = spark.range(3); model = scaler.fit(data); s = ts.scan(data, 'id')\n"
    use += "spark.stop()\n"
    calls = (
        "model.transform(data)",
        "model.getInputCols()",
        "model.apply([1.0])",
        "scaler.save('x')",
        "scaler.copy()",
        "model.select('id')",
        "s + s",
    )
    stopped = "There is no running Spark session; start one:"
    done = run(start % jar + use + tries(calls, stopped) + "print(model, scaler); scaler.fit(data)")
    assert done.startswith(f"RuntimeError: {stopped}")


def test_a_session_that_was_stopped_leaves_statistics_and_sentences(spark):
    """In a process of its own, which starts a session again."""
    jar = os.environ.get("TARE_JAR") or ts.jar()
    program = f"""
import pickle
import tare_spark as ts
from pyspark.sql import SparkSession
def start():
    builder = SparkSession.builder.{"remote" if is_remote() else "master"}("local[1]")
    builder = builder.config("spark.ui.enabled", "false")
    return builder.config("spark.driver.extraClassPath", {jar!r}).getOrCreate()
spark = start()
data = spark.range(4).selectExpr("id * 1.0D AS x", "id % 2 * 1.0D AS label")
scaler = ts.StandardScaler("x", vectorCol="features")
model = scaler.fit(data)
statistics = ts.scan(data, "x", quantiles=True)
network = ts.NeuralNetworkRegressor(layers="dense(1)", epochs=1, shards=1, workers=1, batchSize=2)
network = network.fit(model.transform(data))
def told(sentence, *calls):
    for call in calls:
        try:
            found = call()
        except RuntimeError as e:
            assert str(e).startswith(sentence), e
        else:
            raise AssertionError(found)
of_data = (lambda: scaler.fit(data), lambda: ts.scan(data, "x"), lambda: scaler.scan(data),
           lambda: model.transform(data))
of_models = (lambda: model.mean, lambda: model.summary(), lambda: model.to_sql("ansi", "t"), lambda: model.apply([1.0]),
             lambda: network.history(), lambda: network.numFeatures, lambda: network.predict([1.0]))
of_statistics = (lambda: scaler.fit(statistics), lambda: statistics + statistics, lambda: statistics.toDF(),
                 lambda: statistics.quantiles(0.5), lambda: statistics.select("x"))
spark.stop()
told("There is no running Spark session; start one:", *of_data, *of_models, *of_statistics, lambda: ts.Normalizer("x"))
print(model, repr(network), scaler)
assert repr(pickle.loads(pickle.dumps(statistics))).startswith("4 rows"), statistics
spark = start()
told("The data or the model are of a Spark session that was stopped", *of_data)
for call in of_statistics:
    call()
again = scaler.fit(statistics)
assert list(again.mean) == [1.5] and statistics + statistics == statistics.merge(statistics)
if {is_remote()}:
    told("The ", *of_models, lambda: model.transform(spark.range(3).selectExpr("id * 1.0D AS x")))
else:
    assert model.mean == again.mean and network.numFeatures == 1
print("whole")
spark.stop()
"""
    # By which that server takes a port that is free.
    given = {**os.environ, "SPARK_TESTING": "1"}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=given)
    assert done.stdout.strip().endswith("whole"), done.stderr


def test_what_cannot_be_done_is_a_sentence(spark):
    rows = [([float(i % 2)], float(i % 2)) for i in range(20)]
    data = spark.createDataFrame(rows, ["features", "label"])
    model = ts.StandardScaler("features").fit(data)
    diverging = ts.NeuralNetworkRegressor(layers="dense(1)", learningRate=1e300, batchSize=5, shards=1, workers=1)
    for call in (lambda: model.to_sql("duckdb", "t"), lambda: diverging.fit(data)):
        with pytest.raises(IllegalArgumentException) as e:
            call()
        assert "\n" not in str(e.value).strip()
        assert "Exception" not in str(e.value)


def test_wrong_types_of_functions_are_told_in_their_words(flights, tmp_path):
    model, statistics = ts.StandardScaler("delay").fit(flights), ts.scan(flights, "delay", quantiles=True)
    for call in (
        lambda: model.report(3),
        lambda: model.to_onnx(3),
        lambda: ts.to_json(model, 3),
        lambda: statistics.report(3),
        lambda: statistics.save(3),
        lambda: ts.Statistics.load(3),
    ):
        with pytest.raises(TypeError, match="^path is 3; give it a value of type str.$"):
            call()
    for wrong, told in {
        lambda: ts.scan(flights, "delay", weightCol=3): "weightCol is 3; give it a value of type str.",
        lambda: ts.scan(flights, "delay", quantiles="yes"): "quantiles is 'yes'; give it a value of type bool.",
        lambda: ts.scan(flights, 3): "inputCols is [3]; give it a value of type list[str].",
        lambda: statistics.quantiles("x"): "probabilities is ['x']; give it a value of type list[float].",
        lambda: model.to_onnx(str(tmp_path / "o"), 3): "precision is 3; give it a value of type str.",
        lambda: model.to_sql(3, "t"): "dialect is 3; give it a value of type str.",
        lambda: model.to_sql("ansi", "t", schema=["a"]): "schema is ['a']; give it a value of type StructType.",
        lambda: statistics + 3: "other is 3; give it a value of type Statistics.",
        lambda: model.report(str(tmp_path / "r"), "x"): "statistics is 'x'; give it a value of type Statistics.",
    }.items():
        with pytest.raises(TypeError) as e:
            wrong()
        assert str(e.value) == told
    model.report(tmp_path / "report.html", statistics)
    statistics.save(tmp_path / "statistics")
    assert ts.Statistics.load(tmp_path / "statistics") == statistics
