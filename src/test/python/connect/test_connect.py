"""What a Connect client can do: fit, transform, save and load; and what it is told of the rest."""

import numpy as np
import pytest
from pyspark.ml import Pipeline, PipelineModel
from pyspark.ml.classification import LogisticRegression

import tare_spark as ts


def test_a_scaler_fits_transforms_saves_and_loads(flights, tmp_path):
    model = ts.StandardScaler("delay", "distance").fit(flights)
    rows = model.transform(flights).collect()
    distance = np.array([row["distance"] for row in rows])
    scaled = [row["distance_scaled"] for row in rows]
    # A line evaluated in another order than numpy's: a few units in the last place.
    np.testing.assert_allclose(scaled, (distance - distance.mean()) / distance.std(), rtol=1e-12, atol=1e-14)
    assert model.getInputCols() == ["delay", "distance"]
    model.save(str(tmp_path / "model"))
    assert ts.ScalerModel.load(str(tmp_path / "model")).transform(flights).collect() == rows


def test_a_pipeline_fits_saves_and_loads(flights, tmp_path):
    scaler = ts.RobustScaler("delay", "distance", vectorCol="features")
    model = Pipeline(stages=[scaler, LogisticRegression(labelCol="late")]).fit(flights)
    model.save(str(tmp_path / "model"))
    assert (
        PipelineModel.load(str(tmp_path / "model")).transform(flights).collect() == model.transform(flights).collect()
    )


def test_a_network_learns_and_predicts(flights):
    data = ts.StandardScaler("delay", "distance", vectorCol="features").fit(flights).transform(flights)
    network = ts.NeuralNetworkClassifier(layers="dense(8) batchNorm relu dense(2)", labelCol="late", epochs=1)
    assert network.fit(data).transform(data).select("prediction").distinct().count() >= 1


def test_what_was_learned_is_a_table(flights):
    model = ts.StandardScaler("delay", "distance", variance="sample").fit(flights)
    frame = flights.toPandas()
    table = model.to_pandas()
    assert list(table["feature"]) == ["delay", "distance"]
    assert model.numFeatures == 2
    # The moments are rounded once, numpy's sums in each step.
    np.testing.assert_allclose(model.mean.toArray(), [frame.delay.mean(), frame.distance.mean()], rtol=1e-14)
    np.testing.assert_allclose(model.std.toArray(), [frame.delay.std(), frame.distance.std()], rtol=1e-14)
    with pytest.raises(ValueError, match="learned no 'median', but"):
        _ = model.median


def test_inverse_takes_back_and_is_saved(flights, tmp_path):
    model = ts.MinMaxScaler("delay", "distance").fit(flights)
    scaled = model.transform(flights).drop("delay", "distance")
    back = model.inverse().transform(scaled).select("delay", "distance").collect()
    np.testing.assert_allclose(back, flights.select("delay", "distance").collect(), rtol=1e-13, atol=1e-13)
    model.inverse().save(str(tmp_path / "inverse"))
    assert (
        ts.ScalerModel.load(str(tmp_path / "inverse")).transform(scaled).select("delay", "distance").collect() == back
    )
    assert "delay_scaled" not in model.select("distance").transform(flights).columns


def test_several_scalers_cross_together(flights, tmp_path):
    scaler = ts.ColumnScaler(
        ts.Imputer("delay", strategy="median"), ts.StandardScaler("delay", withStd=False), vectorCol="features"
    ).add(ts.MinMaxScaler("distance", min=-1.0, max=1.0))
    model = Pipeline(stages=[scaler]).fit(flights)
    rows = model.transform(flights).collect()
    distances = [row.features[1] for row in rows]
    assert (min(distances), max(distances)) == (-1, 1)
    scaler.save(str(tmp_path / "scaler"))
    loaded = ts.ColumnScaler.load(str(tmp_path / "scaler"))
    assert loaded.fit(flights).transform(flights).collect() == rows


@pytest.mark.parametrize(
    "use",
    [
        lambda model, data: model.apply([1.0]),
        lambda model, data: ts.scan(data, "delay"),
    ],
)
def test_what_needs_the_jvm_says_so(flights, use):
    model = ts.StandardScaler("delay").fit(flights)
    with pytest.raises(NotImplementedError, match="needs a classic Spark session"):
        use(model, flights)
