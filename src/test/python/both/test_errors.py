"""Errors are one sentence in the words of keywords."""

import os
import subprocess
import sys

import pytest
from pyspark.errors import IllegalArgumentException

import tare_spark as ts


def test_an_unknown_keyword_is_named_with_the_nearest(spark):
    with pytest.raises(TypeError, match="StandardScaler has no parameter withMaen; did you mean withMean?"):
        ts.StandardScaler("x", withMaen=True)


def test_a_wrong_type_names_the_keyword(spark):
    with pytest.raises(TypeError, match="^withMean of StandardScaler is 'yes'; give it a value of type bool.$"):
        ts.StandardScaler("x", withMean="yes")
    with pytest.raises(
        TypeError, match=r"^inputCols of StandardScaler is \[3\]; give it a value of type list\[str\].$"
    ):
        ts.StandardScaler(3)


def test_columns_are_named_and_only_once(flights):
    for twice in ({"inputCols": ["x"]}, {"inputCol": "x"}):
        with pytest.raises(TypeError, match="StandardScaler is given inputCols twice"):
            ts.StandardScaler("delay", **twice)
    with pytest.raises(IllegalArgumentException, match="inputCols is empty; name the columns to scale"):
        ts.StandardScaler().fit(flights)
    with pytest.raises(ValueError, match="No columns were named; name those to scan"):
        ts.scan(flights)


def test_a_wrong_choice_lists_the_words(spark):
    with pytest.raises(ValueError, match="variance of StandardScaler is 'sampel'; choose among population, sample."):
        ts.StandardScaler("x", variance="sampel")


def test_sentences_of_the_jvm_arrive_alone(spark, flights):
    with pytest.raises(IllegalArgumentException) as e:
        ts.StandardScaler("dealy").fit(flights)
    assert "delay" in str(e.value)
    assert "\n" not in str(e.value).strip()


def test_a_folder_that_is_not_there_is_told_in_a_sentence(spark, tmp_path):
    with pytest.raises(IllegalArgumentException) as e:
        ts.ScalerModel.load(str(tmp_path / "nowhere"))
    assert "There is no model at" in str(e.value)
    assert "\n" not in str(e.value).strip()


def test_other_data_than_spark_s_is_refused(spark, flights):
    with pytest.raises(TypeError, match="The data is a list; give a DataFrame of Spark"):
        ts.StandardScaler("x").fit([1.0])
    with pytest.raises(TypeError, match="The data is a DataFrame; give a DataFrame of Spark"):
        ts.StandardScaler("delay").fit(flights).transform(flights.toPandas())


def test_statistics_of_all_rows_do_not_fit_groups(flights):
    with pytest.raises(ValueError, match=r"groupCols is \['late'\], and statistics are of all rows; fit to data."):
        ts.StandardScaler("delay", groupCols=["late"]).fit(ts.scan(flights, "delay"))


def run(program):
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode != 0
    return done.stderr.strip().splitlines()[-1]


def test_a_session_without_the_jar_or_stopped_is_told(classic):
    """In processes of their own, as a process has one JVM."""
    start = (
        "import tare_spark as ts; from pyspark.sql import SparkSession\n"
        "spark = SparkSession.builder.master('local[1]').config('spark.ui.enabled', 'false')%s.getOrCreate()\n"
    )
    assert run(start % "" + "ts.StandardScaler('x')").startswith("RuntimeError: Spark was started without Tare's jar:")
    jar = f".config('spark.driver.extraClassPath', {(os.environ.get('TARE_JAR') or ts.jar())!r})"
    use = "scaler = ts.StandardScaler('id'); data = spark.range(3); model = scaler.fit(data); spark.stop()\n"
    calls = ("model.transform(data)", "model.getInputCols()", "model.apply([1.0])", "scaler.save('x')")
    told = "assert str(e).startswith('The Spark session was stopped; start another:'), e"
    tries = "".join(f"try:\n    {call}\nexcept RuntimeError as e:\n    {told}\n" for call in calls)
    done = run(start % jar + use + tries + "print(model, scaler); scaler.fit(data)")
    assert done.startswith("RuntimeError: The Spark session was stopped; start another:")
