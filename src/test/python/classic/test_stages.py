"""The stages feel like those of pyspark.ml."""

import subprocess
import sys

import numpy as np
import pytest
from pyspark.ml import Pipeline, PipelineModel
from pyspark.ml.classification import LogisticRegression
from pyspark.ml.evaluation import BinaryClassificationEvaluator
from pyspark.ml.feature import VectorAssembler
from pyspark.ml.tuning import CrossValidator, CrossValidatorModel, ParamGridBuilder

import tare_spark as ts


def column(frame, name):
    return np.array([row[0] for row in frame.orderBy("id").select(name).collect()], dtype=float)


def test_standard_scaler_divides_by_the_population_deviation(flights):
    model = ts.StandardScaler("delay", "distance").fit(flights)
    scaled = column(model.transform(flights), "distance_scaled")
    distance = column(flights, "distance")
    # A line evaluated in another order than numpy's: a few units in the last place.
    np.testing.assert_allclose(scaled, (distance - distance.mean()) / distance.std(), rtol=1e-12, atol=1e-14)
    assert model.getInputCols() == ["delay", "distance"]
    assert model.numFeatures == 2


def test_inverse_takes_back(flights):
    model = ts.MinMaxScaler(inputCol="distance", outputCol="d", min=-1.0).fit(flights)
    back = model.inverse().transform(model.transform(flights).drop("distance"))
    np.testing.assert_allclose(column(back, "distance"), column(flights, "distance"), rtol=1e-14)


def test_one_row_has_the_bits_of_transform(flights):
    model = ts.RobustScaler("distance").fit(flights)
    scaled = column(model.transform(flights), "distance_scaled")
    assert [model.apply([x])[0] for x in column(flights, "distance")] == list(scaled)


def test_fit_to_merged_statistics_equals_fit_to_all(flights):
    scaler = ts.StandardScaler("delay", "distance")
    days = [scaler.scan(flights.where(f"id % 3 = {day}")) for day in range(3)]
    merged = days[2] + days[0] + days[1]
    assert merged == scaler.scan(flights)
    assert merged.rows == flights.count()
    assert scaler.fit(merged).mean == scaler.fit(flights).mean


def test_statistics_are_kept(flights, tmp_path):
    statistics = ts.scan(flights, "delay", "distance", quantiles=True)
    statistics.save(str(tmp_path / "s"))
    assert ts.Statistics.load(str(tmp_path / "s")) == statistics
    assert len(statistics.select("delay").to_pandas()) == 1
    model = ts.RobustScaler("delay").fit(statistics)
    assert model.median[0] == np.median([x for x in column(flights, "delay") if not np.isnan(x)])


def test_column_scaler_fits_several_at_once(flights):
    together = ts.ColumnScaler(ts.StandardScaler("delay"), ts.MinMaxScaler("distance")).fit(flights)
    alone = ts.MinMaxScaler("distance").fit(flights)
    expected = column(alone.transform(flights), "distance_scaled")
    assert list(column(together.transform(flights), "distance_scaled")) == list(expected)


@pytest.fixture
def pipeline():
    return Pipeline(
        stages=[
            ts.ColumnScaler(ts.StandardScaler("delay"), ts.RobustScaler("distance")).setHandleInvalid("skip"),
            VectorAssembler(inputCols=["delay_scaled", "distance_scaled"], outputCol="features"),
            LogisticRegression(labelCol="late"),
        ]
    )


def test_pipelines_are_saved_and_loaded(flights, pipeline, tmp_path):
    model = pipeline.fit(flights)
    expected = model.transform(flights).collect()
    model.write().overwrite().save(str(tmp_path / "model"))
    pipeline.write().overwrite().save(str(tmp_path / "pipeline"))
    assert PipelineModel.load(str(tmp_path / "model")).transform(flights).collect() == expected
    again = Pipeline.load(str(tmp_path / "pipeline"))
    assert [type(s).__name__ for s in again.getStages()[0].getScalers()] == ["StandardScaler", "RobustScaler"]
    assert again.fit(flights).stages[0].transform(flights).collect() == model.stages[0].transform(flights).collect()


def test_a_process_that_never_imports_tare_loads_a_pipeline(flights, pipeline, tmp_path, spark):
    pipeline.fit(flights).save(str(tmp_path / "model"))
    program = (
        "from pyspark.sql import SparkSession; from pyspark.ml import PipelineModel\n"
        "b = SparkSession.builder.master('local[1]').config('spark.ui.enabled', 'false')\n"
        f"spark = b.config('spark.driver.extraClassPath', {class_path(spark)!r}).getOrCreate()\n"
        f"print(PipelineModel.load({str(tmp_path / 'model')!r}).stages[0].getInputCols())\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip().endswith("['delay', 'distance']")


def class_path(spark):
    conf = spark.sparkContext.getConf()
    return conf.get("spark.driver.extraClassPath", "") or conf.get("spark.jars")


def test_cross_validator_searches_saves_and_loads(flights, tmp_path):
    scaler = ts.StandardScaler("delay", "distance", vectorCol="features", handleInvalid="skip")
    regression = LogisticRegression(labelCol="late")
    grid = ParamGridBuilder().addGrid(scaler.withMean, [True, False]).addGrid(regression.regParam, [0.0, 1.0]).build()
    validator = CrossValidator(
        estimator=Pipeline(stages=[scaler, regression]),
        estimatorParamMaps=grid,
        evaluator=BinaryClassificationEvaluator(labelCol="late"),
        numFolds=2,
        parallelism=2,
        seed=1,
    )
    fitted = validator.fit(flights)
    fitted.save(str(tmp_path / "cv"))
    loaded = CrossValidatorModel.load(str(tmp_path / "cv"))
    assert loaded.avgMetrics == fitted.avgMetrics
    assert len(loaded.getEstimatorParamMaps()) == 4


def test_fit_takes_parameters(flights):
    scaler = ts.StandardScaler("distance")
    model = scaler.fit(flights, {scaler.withMean: False, scaler.outputCols: ["d"]})
    assert model.getOutputCols() == ["d"]
    assert scaler.getWithMean() is True
    undivided, divided = scaler.fit(flights, [{scaler.withStd: False}, {}])
    distance = column(flights, "distance")
    shifted = column(undivided.transform(flights), "distance_scaled")
    np.testing.assert_allclose(shifted, distance - distance.mean(), atol=1e-12)
    assert divided.getOutputCols() == ["distance_scaled"]


def test_network_learns_and_predicts(flights, tmp_path):
    data = (
        ts.StandardScaler("delay", "distance", vectorCol="features", handleInvalid="skip")
        .fit(flights)
        .transform(flights)
    )
    network = ts.NeuralNetworkClassifier(
        layers="dense(8) batchNorm relu dense(2)", labelCol="late", epochs=2, workers=2
    )
    model = network.fit(data)
    row = data.select("features").first()[0]
    assert model.predict(row.toArray()) == model.transform(data).first()["prediction"]
    model.save(str(tmp_path / "network"))
    assert ts.NeuralNetworkClassificationModel.load(str(tmp_path / "network")).weights() == model.weights()


def test_what_was_learned_shows_itself(flights, tmp_path):
    statistics = ts.scan(flights, "delay", "distance", quantiles=True)
    model = ts.StandardScaler("delay", "distance").fit(statistics)
    assert "<svg" in statistics._repr_html_()
    assert "affine(" in model._repr_html_()
    model.report(str(tmp_path / "model.html"), statistics, title="Flights & more")
    page = (tmp_path / "model.html").read_text(encoding="utf-8")
    assert "<h1>Flights &amp; more</h1>" in page
    assert page.count('class="curve"') == 2
    statistics.report(str(tmp_path / "statistics.html"))
    with pytest.raises(FileExistsError):
        statistics.report(str(tmp_path / "statistics.html"))
