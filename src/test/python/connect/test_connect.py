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


@pytest.mark.parametrize(
    "use",
    [
        lambda model, data: model.inverse(),
        lambda model, data: model.mean,
        lambda model, data: model.summary(),
        lambda model, data: model.apply([1.0]),
        lambda model, data: model.numFeatures,
        lambda model, data: ts.scan(data, "delay"),
        lambda model, data: ts.ColumnScaler(ts.StandardScaler("delay")),
    ],
)
def test_what_needs_the_jvm_says_so(flights, use):
    model = ts.StandardScaler("delay").fit(flights)
    with pytest.raises(NotImplementedError, match="needs a classic Spark session"):
        use(model, flights)
