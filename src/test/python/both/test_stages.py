"""The stages feel like those of pyspark.ml."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pandas as pd
import pytest
from pyspark.ml import Pipeline, PipelineModel
from pyspark.ml.classification import LogisticRegression
from pyspark.ml.evaluation import BinaryClassificationEvaluator
from pyspark.ml.feature import VectorAssembler
from pyspark.ml.tuning import CrossValidator, CrossValidatorModel, ParamGridBuilder
from pyspark.sql import DataFrame

import tare_spark as ts

REMOTE = "TARE_REMOTE" in os.environ


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
    distance = column(flights, "distance")
    assert [model.apply([x])[0] for x in distance] == list(scaled)
    assert list(model.apply(distance.reshape(-1, 1))[:, 0]) == list(scaled)


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


def test_a_process_that_never_imports_tare_loads_a_pipeline(flights, pipeline, tmp_path):
    pipeline.fit(flights).save(str(tmp_path / "model"))
    program = (
        "import sys; from pyspark.sql import SparkSession; from pyspark.ml import PipelineModel\n"
        f"b = SparkSession.builder.{'remote' if REMOTE else 'master'}('local[1]').config('spark.ui.enabled', 'false')\n"
        f"spark = b.config('spark.driver.extraClassPath', {os.environ.get('TARE_JAR') or ts.jar()!r}).getOrCreate()\n"
        "assert 'tare_spark' not in sys.modules\n"
        f"print(PipelineModel.load({str(tmp_path / 'model')!r}).stages[0].getInputCols())\n"
    )
    # By which a server of that process takes a port that is free.
    given = {**os.environ, "SPARK_TESTING": "1"}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=given)
    assert done.stdout.strip().endswith("['delay', 'distance']"), done.stderr


def test_java_reads_what_python_saved(classic, spark, flights, pipeline, tmp_path):
    model = pipeline.fit(flights)
    model.save(str(tmp_path / "model"))
    pipeline.save(str(tmp_path / "pipeline"))
    ml = spark._jvm.org.apache.spark.ml
    for java in (ml.PipelineModel.load(str(tmp_path / "model")), ml.Pipeline.load(str(tmp_path / "pipeline"))):
        fitted = java.fit(flights._jdf) if java.getClass().getSimpleName() == "Pipeline" else java
        assert DataFrame(fitted.transform(flights._jdf), spark).collect() == model.transform(flights).collect()


def test_cross_validator_searches_saves_and_loads(flights, tmp_path):
    scaler = ts.StandardScaler("delay", "distance", vectorCol="features", handleInvalid="skip")
    regression = LogisticRegression(labelCol="late", maxIter=2)
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


def test_a_grid_of_scalers_within_is_searched_saved_and_loaded(flights, tmp_path):
    delay, distance = ts.StandardScaler("delay"), ts.MinMaxScaler("distance")
    features = ts.ColumnScaler(delay, distance, vectorCol="features", handleInvalid="skip")
    grid = ParamGridBuilder().addGrid(features.param(delay.withMean), [True, False])
    # The first and the last differ in both parameters.
    grid = grid.addGrid(features.param(distance.max), [1, 2]).build()[::3]
    pipeline = Pipeline(stages=[features, LogisticRegression(labelCol="late", maxIter=2)])
    validator = CrossValidator(
        estimator=pipeline,
        estimatorParamMaps=grid,
        evaluator=BinaryClassificationEvaluator(labelCol="late"),
        numFolds=2,
        seed=1,
    )
    validator.save(str(tmp_path / "cv"))
    loaded = CrossValidator.load(str(tmp_path / "cv"))
    model = validator.fit(flights)
    model.save(str(tmp_path / "model"))
    assert CrossValidatorModel.load(str(tmp_path / "model")).avgMetrics == model.avgMetrics
    assert loaded.fit(flights).avgMetrics == model.avgMetrics
    found = [
        m.stages[0].apply([-5.0, 100.5]) for m in loaded.getEstimator().fit(flights, loaded.getEstimatorParamMaps())
    ]
    mean, std = (getattr(ts.StandardScaler("delay").fit(flights), name)[0] for name in ("mean", "std"))
    expected = [[(-5 - centered) / std, top] for centered, top in ((mean, 1), (0.0, 2))]
    assert np.array_equal(found, expected)
    assert (delay.getWithMean(), distance.getMax()) == (True, 1)
    with pytest.raises(ValueError, match=f"{delay.uid}.withMean is a parameter of a scaler within; set it there"):
        features.set(features.param(delay.withMean), False)
    with pytest.raises(ValueError, match="withMean is of no scaler within"):
        features.param(ts.StandardScaler("delay").withMean)


def test_scalers_within_that_were_loaded_can_be_set(flights, tmp_path):
    ts.ColumnScaler(ts.StandardScaler("delay")).save(str(tmp_path / "scaler"))
    loaded = ts.ColumnScaler.load(str(tmp_path / "scaler"))
    loaded.getScalers()[0].setWithMean(False)
    expected = ts.StandardScaler("delay", withMean=False).fit(flights)
    assert loaded.fit(flights).apply([3.0]) == expected.apply([3.0])


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


def test_numbers_and_names_may_be_those_of_numpy_and_pandas(flights):
    scaler = ts.MinMaxScaler("distance", min=np.float32(-1), max=np.int32(3), clip=np.bool_(True))
    assert (scaler.getMin(), scaler.getMax(), scaler.getClip()) == (-1.0, 3.0, True)
    assert scaler.fit(flights).apply([1e9]) == [3]
    assert ts.KBinsDiscretizer("x", numBins=np.int16(3)).getNumBins() == 3
    names = ["delay", "distance"]
    for columns in (names, tuple(names), np.array(names), pd.Index(names)):
        assert ts.StandardScaler(columns).getInputCols() == names
        assert ts.StandardScaler(inputCols=columns).getInputCols() == names
        assert ts.scan(flights, columns).columns == names
    for quantiles in ((0.1, np.float32(0.5)), np.array([0.1, 0.5]), [np.float64(0.1), 0.5]):
        assert ts.RobustScaler("x", clipQuantiles=quantiles).getClipQuantiles() == [0.1, 0.5]
    grid = ParamGridBuilder().addGrid(scaler.max, np.array([1, 2])).build()
    assert [model.apply([1e9])[0] for model in scaler.fit(flights, grid)] == [1, 2]


def test_none_and_clear_bring_the_default_back(flights):
    scaler = ts.StandardScaler("distance", withMean=None, weightCol="id")
    assert scaler.getWithMean() is True
    mean = ts.StandardScaler("distance").fit(flights).mean
    assert scaler.fit(flights).mean != mean
    assert scaler.setWeightCol(None).fit(flights).mean == mean
    scaler.setWithMean(False).fit(flights)
    scaler.clear(scaler.withMean)
    assert scaler.getWithMean() is True
    assert min(column(scaler.fit(flights).transform(flights), "distance_scaled")) < 0


@pytest.mark.parametrize("name", ["a.b", "c d", "e`f", "ünï", "", 'g"h', "i'j", "k,l", "数"])
def test_columns_may_have_any_name(spark, name, tmp_path):
    data = spark.createDataFrame([(1.0,), (2.0,), (4.0,)], [name])
    model = ts.StandardScaler(name).fit(data)
    scaled = model.transform(data)
    assert scaled.columns == [name, f"{name}_scaled"]
    np.testing.assert_allclose(model.inverse().transform(scaled).toPandas()[name], [1, 2, 4], rtol=1e-15)
    model.save(str(tmp_path / "m"))
    loaded = ts.ScalerModel.load(str(tmp_path / "m"))
    assert loaded.getInputCols() == loaded.select(name).getInputCols() == [name]
    assert loaded.transform(data).collect() == scaled.collect()
    assert list(model.to_sklearn().feature_names_in_) == [name]
    statistics = ts.scan(data, name, quantiles=True)
    assert statistics.columns == list(statistics.quantiles(0.5).index) == [name]
    assert ts.RobustScaler(name).fit(statistics + statistics).transform(data).columns == scaled.columns


def test_threads_fit_side_by_side(flights):
    def bits(_):
        model = ts.StandardScaler("delay", "distance").fit(flights)
        return repr(model).partition(":")[2], model.apply([[1.0, 2.0]]).tobytes()

    with ThreadPoolExecutor(4) as threads:
        assert len(set(threads.map(bits, range(8)))) == 1


def test_parameters_reach_scalers_that_were_loaded(flights, tmp_path):
    ts.ColumnScaler(ts.MinMaxScaler("distance")).save(str(tmp_path / "s"))
    loaded = ts.ColumnScaler.load(str(tmp_path / "s"))
    model = loaded.fit(flights, {loaded.getScalers()[0].max: 5.0})
    assert max(column(model.transform(flights), "distance_scaled")) == 5
    assert max(column(loaded.fit(flights).transform(flights), "distance_scaled")) == 1


def test_scalers_within_that_java_saved_are_had(flights, tmp_path):
    within = {
        "class": "org.tare.feature.MinMaxScaler",
        "uid": "scaler",
        "params": {"inputCols": ["distance"], "max": 3.0},
    }
    saved = {"class": "org.tare.feature.ColumnScaler", "timestamp": 0, "sparkVersion": "4.1.0", "uid": "several"}
    (tmp_path / "metadata").mkdir()
    text = json.dumps({**saved, "paramMap": {"scalers": [within]}, "defaultParamMap": {}})
    (tmp_path / "metadata" / "part-00000").write_text(text + "\n", encoding="utf-8")
    loaded = ts.ColumnScaler.load(tmp_path)
    assert loaded.uid == "several"
    assert max(column(loaded.fit(flights).transform(flights), "distance_scaled")) == 3
    (scaler,) = loaded.getScalers()
    assert (type(scaler), scaler.uid, scaler.getMax()) == (ts.MinMaxScaler, "scaler", 3)
    scaler.setMax(5)
    assert max(column(loaded.fit(flights).transform(flights), "distance_scaled")) == 5


def test_scalers_within_a_pipeline_saved_from_java_are_had(spark, classic, tmp_path):
    feature = spark._jvm.org.tare.feature

    def array(kind, value):
        values = spark.sparkContext._gateway.new_array(kind, 1)
        values[0] = value
        return values

    robust = feature.RobustScaler().setInputCols(array(spark._jvm.String, "distance")).setLower(0.1)
    scaler = feature.ColumnScaler().add(array(feature.Scaler, robust))
    stages = array(spark._jvm.org.apache.spark.ml.PipelineStage, scaler)
    spark._jvm.org.apache.spark.ml.Pipeline().setStages(stages).save(str(tmp_path / "p"))
    (within,) = Pipeline.load(str(tmp_path / "p")).getStages()[0].getScalers()
    assert (type(within), within.getInputCols(), within.getLower()) == (ts.RobustScaler, ["distance"], 0.1)
