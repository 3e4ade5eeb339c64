"""What a user of pyspark.ml takes for granted: pickles, copies, classes to ask for, and parameters set in any way."""

import copy
import gc
import inspect
import io
import pickle
import warnings

import joblib
import pytest
from pyspark import cloudpickle
from pyspark.errors import IllegalArgumentException
from pyspark.ml.classification import Classifier, OneVsRest, OneVsRestModel, ProbabilisticClassificationModel
from pyspark.ml.evaluation import MulticlassClassificationEvaluator
from pyspark.ml.linalg import Vectors
from pyspark.ml.param import Params
from pyspark.ml.regression import RegressionModel, Regressor
from pyspark.ml.tuning import ParamGridBuilder, TrainValidationSplit, TrainValidationSplitModel
from pyspark.sql.utils import is_remote

import tare_spark as ts


def joblib_copy(value):
    file = io.BytesIO()
    joblib.dump(value, file)
    return joblib.load(file)


COPIES = [
    copy.deepcopy,
    lambda value: pickle.loads(pickle.dumps(value)),
    lambda value: cloudpickle.loads(cloudpickle.dumps(value)),
    joblib_copy,
]


@pytest.mark.parametrize("copied", COPIES)
def test_stages_and_grids_can_be_pickled(flights, copied):
    scaler = ts.RobustScaler("delay", withCentering=False, clipQuantiles=[0.1, 0.9])
    other = copied(scaler)
    assert (type(other), other.uid, other.extractParamMap()) == (ts.RobustScaler, scaler.uid, scaler.extractParamMap())
    assert other.fit(flights).transform(flights).collect() == scaler.fit(flights).transform(flights).collect()
    assert other.fit(flights).uid == scaler.fit(flights).uid
    other.setWithCentering(True)
    assert scaler.getWithCentering() is False
    grid = ParamGridBuilder().addGrid(scaler.withScaling, [True, False]).build()
    assert copied(grid) == grid
    assert len(scaler.fit(flights, copied(grid))) == 2
    with pytest.raises(TypeError, match="withScaling of RobustScaler is 'x'; give it a value of type bool"):
        copied(grid[0]).popitem()[0].typeConverter("x")
    several = ts.ColumnScaler(ts.StandardScaler("distance"), ts.MinMaxScaler("distance", max=3), vectorCol="v")
    again = copied(several)
    assert [s.uid for s in again.getScalers()] == [s.uid for s in several.getScalers()]
    assert again.fit(flights).transform(flights).collect() == several.fit(flights).transform(flights).collect()
    for stage in (ts.NeuralNetworkClassifier(layers="dense(2)", seed=2**40), ts.Normalizer("delay", p=1)):
        assert copied(stage).extractParamMap() == stage.extractParamMap()


def test_a_model_is_saved_and_not_pickled(flights):
    model = ts.StandardScaler("delay").fit(flights)
    for copied in COPIES:
        with pytest.raises(TypeError, match="^A ScalerModel is held by Spark and cannot be pickled; save it, and load"):
            copied(model)


def test_copies_come_and_go_and_leave_their_original_whole(flights):
    scaler = ts.StandardScaler("delay")
    model = scaler.fit(flights)
    expected = model.transform(flights).collect()
    for stage in (scaler, model):
        for copied in (copy.copy, lambda value: value.copy()):
            assert copied(stage).uid == stage.uid
        for wrong in ({"inputCols": ["delay"]}, {stage.handleInvalid: "x"}, {stage.handleInvalid: 3}):
            with pytest.raises((TypeError, ValueError)):
                stage.copy(wrong)
    assert copy.copy(model).transform(flights).collect() == expected
    gc.collect()
    assert model.transform(flights).collect() == copy.copy(scaler).fit(flights).transform(flights).collect() == expected


def test_parameters_are_set_in_any_way(spark):
    scaler = ts.StandardScaler("x")
    assert scaler.setParams(inputCols=["a", "b"], withMean=False, variance="sample") is scaler
    assert (scaler.getInputCols(), scaler.getWithMean(), scaler.getVariance()) == (["a", "b"], False, "sample")
    scaler.setParams(inputCol="y", withMean=None)
    assert (scaler.getInputCols(), scaler.isSet("withMean"), scaler.getWithMean()) == (["y"], False, True)
    assert scaler.setWithMean(value=False).getWithMean() is False
    scaler.setInputCol(value="z").setOutputCol("out")
    assert (scaler.getInputCols(), scaler.getInputCol(), scaler.getOutputCol()) == (["z"], "z", "out")
    assert (ts.StandardScaler("a", "b").getInputCol(), ts.StandardScaler("a").getOutputCol()) == (None, None)
    assert ts.ColumnCast(inputCol="a", outputCol="b").getOutputCol() == "b"
    scaler.set(scaler.withMean, False)
    assert scaler.extractParamMap()[scaler.withMean] is False
    assert scaler.extractParamMap({scaler.withMean: True})[scaler.withMean] is True
    assert (scaler.hasParam("withStd"), scaler.hasParam("withStd2")) == (True, False)
    assert (
        scaler.explainParam("withMean") == "withMean: Whether the mean is subtracted. (default: True, current: False)"
    )
    assert scaler.explainParams().count("\n") + 1 == len(scaler.params)
    told = "^variance of StandardScaler is 'x'; choose among population, sample.$"
    for give in (
        lambda: scaler.set(scaler.variance, "x"),
        lambda: scaler.setParams(variance="x"),
        lambda: scaler.copy({scaler.variance: "x"}),
    ):
        with pytest.raises(ValueError, match=told):
            give()
    with pytest.raises(ValueError, match="does not belong to"):
        scaler.set(ts.MinMaxScaler("x").min, 1.0)
    signature = inspect.signature(ts.StandardScaler)
    assert (signature.parameters["withMean"].default, signature.parameters["withMean"].annotation) == (True, bool)


def test_readers_and_writers_are_those_of_pyspark(flights, tmp_path):
    stages = [ts.StandardScaler("delay"), ts.StandardScaler("delay").fit(flights), ts.Normalizer("delay")]
    for place, stage in enumerate(stages):
        path = str(tmp_path / str(place))
        stage.write().save(path)
        stage.write().overwrite().save(path)
        loaded = type(stage).read().load(path)
        assert (type(loaded), loaded.uid) == (type(stage), stage.uid)
        with pytest.raises(IllegalArgumentException, match="^There is no [^\n]*$"):
            type(stage).read().load(str(tmp_path / "nowhere"))
        stage.save(tmp_path / "path")
        assert type(stage).load(tmp_path / "path").uid == stage.uid
        stage.write().overwrite().save(tmp_path / "path")
        (tmp_path / "path").rename(tmp_path / f"{place}.")
        for wrong in (3, None):
            for call in (type(stage).load, type(stage).read().load, stage.save, stage.write().save):
                with pytest.raises(TypeError, match=f"^path is {wrong}; give it a value of type str.$"):
                    call(wrong)


@pytest.fixture(scope="module")
def points(flights):
    rows = flights.where("delay IS NOT NULL").selectExpr(
        "delay", "distance", "double(id % 3) AS label", "1.0 AS weight"
    )
    return ts.StandardScaler("delay", "distance", vectorCol="features").fit_transform(rows)


def test_networks_are_what_pyspark_asks_for(points):
    settings = {"epochs": 2, "shards": 1, "workers": 1, "batchSize": 50}
    network = ts.NeuralNetworkClassifier(layers="dense(4) relu dense(3)", **settings)
    assert isinstance(network, Classifier)
    model = network.fit(points)
    assert isinstance(model, ProbabilisticClassificationModel)
    assert (model.numFeatures, model.numClasses) == (2, 3)
    row = model.transform(points).first()
    assert model.predict(row.features) == model.predict(list(row.features)) == row.prediction
    assert model.predict(Vectors.sparse(2, {})) == model.predict([0, 0])
    assert model.predictProbability(row.features) == row.probability
    assert model.predictRaw(row.features) == row.rawPrediction
    assert model.predictProbability(list(row.features)) == row.probability
    assert model.predictRaw(row.features.toArray()) == row.rawPrediction
    assert "dense(4)" in repr(model)
    for wrong in (None, "x", [[1.0], [1.0, 2.0]]):
        with pytest.raises((TypeError, ValueError), match=r"^The rows are .*; give \(rows, features\), or one row\.$"):
            model.predictRaw(wrong)
    model.setThresholds([1.0, 1e-9, 1.0])
    assert model.transform(points).select("prediction").distinct().collect() == [(1.0,)]
    regressor = ts.NeuralNetworkRegressor(layers="dense(1)", labelCol="distance", **settings)
    assert isinstance(regressor, Regressor)
    numbers = regressor.fit(points)
    assert isinstance(numbers, RegressionModel)
    assert numbers.predict([1.0, 2.0]) == numbers.predict(Vectors.dense(1, 2))
    assert numbers.numFeatures == 2
    with pytest.raises(IllegalArgumentException, match="features"):
        numbers.predict([1.0])


def test_one_against_the_rest_is_fitted_saved_and_loaded(points, tmp_path):
    network = ts.NeuralNetworkClassifier(layers="dense(1)", epochs=2, shards=1, workers=1, batchSize=50)
    rest = OneVsRest(classifier=network, weightCol="weight")
    with warnings.catch_warnings():
        # Which would tell that the weights are left out.
        warnings.filterwarnings("error", message=".*weightCol")
        model = rest.fit(points)
    assert [type(m) for m in model.models] == [ts.NeuralNetworkClassificationModel] * 3
    model.save(str(tmp_path / "model"))
    rest.save(str(tmp_path / "rest"))
    predictions = model.transform(points).select("prediction").collect()
    loaded = OneVsRestModel.load(str(tmp_path / "model"))
    assert loaded.transform(points).select("prediction").collect() == predictions
    assert OneVsRest.load(str(tmp_path / "rest")).getClassifier().getLayers() == "dense(1)"


def test_a_split_validates_saves_and_loads(points, tmp_path):
    network = ts.NeuralNetworkClassifier(layers="dense(3)", shards=1, workers=1, batchSize=50)
    split = TrainValidationSplit(
        estimator=network,
        estimatorParamMaps=ParamGridBuilder().addGrid(network.epochs, [1, 2]).build(),
        evaluator=MulticlassClassificationEvaluator(),
        seed=1,
    )
    model = split.fit(points)
    model.save(str(tmp_path / "split"))
    loaded = TrainValidationSplitModel.load(str(tmp_path / "split"))
    assert loaded.validationMetrics == model.validationMetrics
    assert loaded.bestModel.transform(points).collect() == model.transform(points).collect()
    assert isinstance(loaded.bestModel, Params)


def test_a_search_for_a_learning_rate_is_a_schedule(points, spark):
    search = ts.NeuralNetworkClassifier(layers="dense(3)", shards=1, workers=1, batchSize=50)
    search.setParams(learningRate=1e-6, schedule="search(140, factor=1e7)")
    curve = search.fit(points).history().toPandas()
    rates = 1e-6 * 1e7 ** ((curve["epoch"] - 1) / 139)
    assert 20 <= len(curve) <= 140
    assert 1e-3 < rates[curve["loss"].idxmin()] < 10
    if not is_remote():
        found = list(search._java_obj.findLearningRate(points._jdf).points())
        assert [point.loss() for point in found] == list(curve["loss"])
        assert [point.rate() for point in found] == pytest.approx(list(rates), rel=1e-12)
