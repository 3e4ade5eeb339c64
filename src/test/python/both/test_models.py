"""What models tell, and where they go; over Spark Connect by way of transforms."""

import datetime
import pickle
import threading

import numpy as np
import pytest
from pyspark.errors import IllegalArgumentException
from pyspark.sql.utils import is_remote
from same_bits import assert_same_bits
from sklearn import preprocessing
from sklearn.base import clone

import tare_spark as ts


@pytest.fixture(scope="module")
def frame(flights):
    return flights.select("delay", "distance").toPandas()


def test_what_was_learned_is_a_table(flights, frame):
    model = ts.StandardScaler("delay", "distance", variance="sample").fit(flights)
    assert list(model.to_pandas()["feature"]) == ["delay", "distance"]
    assert model.numFeatures == 2
    # The moments are rounded once, numpy's sums in each step.
    np.testing.assert_allclose(model.mean.toArray(), frame.mean(), rtol=1e-14)
    np.testing.assert_allclose(model.std.toArray(), frame.std(), rtol=1e-14)
    with pytest.raises(ValueError, match="learned no 'median', but"):
        _ = model.median
    assert "affine(" in model._repr_html_()


def test_models_and_stages_show_themselves(flights):
    model = ts.StandardScaler("delay", "distance", variance="sample").fit(flights)
    curve = model.summary().first().curve
    assert repr(model).startswith(f"{model.uid}: 2 columns, 2 features; delay {curve}; distance affine(")
    assert "\n" not in repr(model)
    heading, *lines = str(model).splitlines()[1:]
    assert heading.split()[:3] == ["feature", "count", "missing"]
    assert [line.split()[0] for line in lines] == ["delay", "distance"]
    assert repr(ts.RobustScaler("delay", withScaling=False)) == "RobustScaler(inputCols=['delay'], withScaling=False)"
    several = ts.ColumnScaler(ts.Imputer("delay"), ts.MinMaxScaler("delay", max=2), vectorCol="features")
    within = "Imputer(inputCols=['delay']), MinMaxScaler(inputCols=['delay'], max=2.0)"
    assert repr(several) == f"ColumnScaler({within}, vectorCol='features')"
    assert repr([ts.Normalizer("x", p=1)]) == "[Normalizer(inputCols=['x'], p=1.0)]"


def test_what_a_model_of_scikit_learn_cannot_tell_is_left_out(flights, frame):
    model = ts.from_sklearn(preprocessing.StandardScaler().fit(frame))
    assert "NaN" not in str(model) and "nan" not in repr(model)
    assert "affine(" in str(model) and "affine(" in repr(model)
    assert ts.from_sklearn(preprocessing.MaxAbsScaler().fit(frame.to_numpy()), ["a", "b"]).getInputCols() == ["a", "b"]


def test_inverse_takes_back_and_is_saved(flights, tmp_path):
    model = ts.MinMaxScaler("distance").fit(flights)
    scaled = model.transform(flights).drop("distance")
    inverse = model.inverse()
    back = inverse.transform(scaled).select("distance").collect()
    np.testing.assert_allclose(back, flights.select("distance").collect(), rtol=1e-13, atol=1e-13)
    inverse.save(str(tmp_path / "inverse"))
    loaded = ts.ScalerModel.load(str(tmp_path / "inverse"))
    assert loaded.transform(scaled).select("distance").collect() == back
    assert loaded.apply([1.0]) == inverse.apply([1.0]) == [100.5]
    again = inverse.inverse()
    assert again.transform(flights).collect() == model.transform(flights).collect()
    both = ts.StandardScaler("delay", "distance").fit(flights)
    assert "delay_scaled" not in both.select("distance").transform(flights).columns


def test_several_scalers_cross_together(flights, tmp_path):
    scaler = ts.ColumnScaler(
        ts.Imputer("delay", strategy="median"), ts.StandardScaler("delay", withStd=False), vectorCol="features"
    ).add(ts.MinMaxScaler("distance", min=-1.0, max=1.0))
    rows = scaler.fit(flights).transform(flights).collect()
    distances = [row.features[1] for row in rows]
    assert (min(distances), max(distances)) == (-1, 1)
    scaler.save(str(tmp_path / "scaler"))
    loaded = ts.ColumnScaler.load(str(tmp_path / "scaler"))
    assert loaded.fit(flights).transform(flights).collect() == rows
    assert [type(s).__name__ for s in loaded.getScalers()] == ["Imputer", "StandardScaler", "MinMaxScaler"]
    assert len(loaded.add(ts.MaxAbsScaler("distance", outputCols=["more"])).getScalers()) == 4
    listed = ts.ColumnScaler([ts.StandardScaler("delay"), ts.MinMaxScaler("distance")])
    assert [type(s).__name__ for s in listed.getScalers()] == ["StandardScaler", "MinMaxScaler"]
    assert repr(listed.setScalers(ts.MaxAbsScaler("delay"))) == "ColumnScaler(MaxAbsScaler(inputCols=['delay']))"
    assert repr(ts.ColumnScaler(scalers=listed.getScalers())) == repr(listed)
    with pytest.raises(IllegalArgumentException, match="There are no scalers; add at least one."):
        loaded.setScalers([]).fit(flights)
    with pytest.raises(TypeError, match="ColumnScaler takes scalers"):
        ts.ColumnScaler("delay")


def test_each_group_has_its_own_curves(flights):
    model = ts.StandardScaler("distance", groupCols=["late"], unseenGroup="null").fit(flights)
    scaled = model.transform(flights).toPandas()
    for _, group in scaled.groupby("late"):
        # A line evaluated in another order than numpy's: a few units in the last place.
        expected = (group.distance - group.distance.mean()) / group.distance.std(ddof=0)
        np.testing.assert_allclose(group.distance_scaled, expected, rtol=1e-12, atol=1e-14)
    assert model.getGroupCols() == ["late"]
    assert "late" in repr(model)
    unseen = model.transform(flights.selectExpr("distance", "7 AS late")).toPandas()
    assert unseen.distance_scaled.isna().all()


def test_the_model_of_a_group_is_had(flights, tmp_path):
    data = flights.selectExpr("*", "DATE '2024-02-28' + late AS day", "IF(late = 1, 'a', NULL) AS text")
    model = ts.StandardScaler("distance", groupCols=["late", "day", "text"]).fit(data)
    alone = ts.StandardScaler("distance").fit(flights.where("late = 1"))
    group = model.group(1, datetime.date(2024, 2, 29), "a")
    assert group.apply([3.0]) == alone.apply([3.0])
    assert group.transform(flights).collect() == alone.transform(flights).collect()
    assert "groups" not in repr(group)
    # Over Spark Connect what is saved is the whole model, which remembers the group.
    group.save(str(tmp_path / "group"))
    assert ts.ScalerModel.load(str(tmp_path / "group")).apply([3.0]) == alone.apply([3.0])
    other = ts.StandardScaler("distance").fit(flights.where("late = 0"))
    assert model.group([1, datetime.date(2024, 2, 29), "a"]).apply([3.0]) == alone.apply([3.0])
    assert model.group(0, "2024-02-28", None).to_sklearn().transform([[3.0]]) == other.apply([3.0])
    with pytest.raises(IllegalArgumentException, match="There was no group"):
        model.group(1, "2024-02-28", "a")
    with pytest.raises(IllegalArgumentException, match="'soon' for the group column 'day', which is of type date"):
        model.group(1, "soon", "a")
    with pytest.raises(IllegalArgumentException, match="ask that of one group|take its model by group"):
        model.apply([3.0])


def test_a_model_names_the_columns_that_it_reads_and_makes(flights):
    named = ts.ColumnScaler(
        ts.StandardScaler("delay", "distance", outputCols=["a", "b"]), ts.MinMaxScaler("distance", outputCol="c")
    ).fit(flights)
    assert (named.getInputCols(), named.getOutputCols()) == (["delay", "distance"], ["a", "b", "c"])
    chosen = named.select("delay")
    assert (chosen.getInputCols(), chosen.getOutputCols()) == (["delay"], ["a"])
    assert "1 columns" in repr(chosen)
    inverse = chosen.inverse()
    assert (inverse.getInputCols(), inverse.getOutputCols()) == (["a"], ["delay"])
    together = ts.StandardScaler("delay", "distance", arrayCol="features").fit(flights)
    assert (together.getInputCols(), together.getOutputCols()) == (["delay", "distance"], ["features"])
    assert together.inverse().getInputCols() == ["features"]
    with pytest.raises(IllegalArgumentException, match="no column 'late'; there are 'delay', 'distance'"):
        named.select("late")
    with pytest.raises(ValueError, match="No columns were named; name those to keep"):
        named.select()


def test_one_row_may_lack_values(flights):
    model = ts.StandardScaler("delay", "distance").fit(flights)
    row, (same, other) = model.apply([None, 1]), model.apply([[None, 1], [2, float("nan")]])
    assert np.isnan(row[0]) and row[1] == same[1] == model.apply([0.0, 1.0])[1]
    assert np.isnan(other[1])
    assert model.apply(np.empty((0, 2))).shape == (0, 2)
    assert model.copy({model.inverted: True}).apply(row)[1] == pytest.approx(1, rel=1e-14)


def test_a_network_tells_what_it_learned(flights, tmp_path):
    scaler = ts.StandardScaler("delay", "distance", vectorCol="features", handleInvalid="skip")
    data = scaler.fit(flights).transform(flights).selectExpr("*", "id % 5 = 0 AS held")
    network = ts.NeuralNetworkClassifier(
        layers="dense(8) batchNorm relu dense(2)",
        labelCol="late",
        epochs=3,
        batchSize=50,
        workers=2,
        validationIndicatorCol="held",
        checkpointDir=str(tmp_path / "checkpoints"),
    )
    model = network.fit(data)
    history = model.history().toPandas()
    assert list(history.epoch) == [1, 2, 3]
    assert np.isfinite(history[["loss", "validationLoss", "validationMetric"]]).all(axis=None)
    assert model.getLayers() == "dense(8) batchNorm relu dense(2)"
    assert model.numFeatures == 2
    assert list(model.summary().toPandas().parameters) == [2 * 8, 2 * 8, 0, 8 * 2 + 2]
    weights = model.weights()
    assert weights["0.weight"].shape == (8, 2)
    row = data.select("features").first()[0]
    assert model.predict(row.toArray()) == model.transform(data).first()["prediction"]
    model.save(str(tmp_path / "network"))
    for folder in ("network", "checkpoints"):
        loaded = ts.NeuralNetworkClassificationModel.load(str(tmp_path / folder))
        assert all((loaded.weights()[name] == weights[name]).all() for name in weights)
    assert "batchNorm" in model._repr_html_()
    model.report(str(tmp_path / "network.html"), title="Late")
    assert "<h1>Late</h1>" in (tmp_path / "network.html").read_text(encoding="utf-8")


def test_a_report_draws_statistics(flights, tmp_path):
    statistics = ts.scan(flights, "delay", "distance", quantiles=True)
    model = ts.StandardScaler("delay", "distance").fit(statistics)
    model.report(str(tmp_path / "model.html"), statistics)
    assert (tmp_path / "model.html").read_text(encoding="utf-8").count('class="curve"') == 2
    with pytest.raises(FileExistsError, match="'[^']*model.html' exists; remove it first, or give another path."):
        model.report(str(tmp_path / "model.html"))


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (lambda: ts.StandardScaler("delay", "distance"), preprocessing.StandardScaler()),
        (lambda: ts.StandardScaler("delay", "distance", withMean=False), preprocessing.StandardScaler(with_mean=False)),
        (lambda: ts.StandardScaler("delay", "distance", withStd=False), preprocessing.StandardScaler(with_std=False)),
        (lambda: ts.MaxAbsScaler("delay", "distance"), preprocessing.MaxAbsScaler()),
        (lambda: ts.RobustScaler("delay", "distance"), preprocessing.RobustScaler()),
        (
            lambda: ts.MinMaxScaler("delay", "distance", min=-1.0, max=3.0, clip=True),
            preprocessing.MinMaxScaler((-1, 3), clip=True),
        ),
        (lambda: ts.MinMaxScaler("delay", "distance"), preprocessing.MinMaxScaler()),
    ],
    ids=["standard", "withoutMean", "withoutStd", "maxAbs", "robust", "minMax", "minMaxOfUnit"],
)
def test_scikit_learn_s_own_scalers_come_and_go(flights, frame, ours, theirs):
    model = ours().fit(flights)
    found = model.to_sklearn()
    assert isinstance(found, type(theirs))
    assert clone(found).get_params() == theirs.get_params()
    expected = theirs.fit(frame)
    assert list(found.feature_names_in_) == list(expected.feature_names_in_)
    assert list(found.n_samples_seen_) == [200, 201]
    scaled = found.transform(frame)
    # Sums in another order: scikit-learn's means and deviations are right to some units in the last place.
    np.testing.assert_allclose(scaled, expected.transform(frame), rtol=1e-12, atol=1e-13)
    numbers = model.transform(flights).toPandas()[["delay_scaled", "distance_scaled"]].to_numpy()
    assert_same_bits(scaled, numbers)
    assert_same_bits(pickle.loads(pickle.dumps(found)).transform(frame.to_numpy()), numbers)
    assert_same_bits(clone(found).fit(frame).transform(frame), expected.transform(frame))
    back = ts.from_sklearn(expected)
    assert np.array_equal(back.apply(frame.to_numpy()), expected.transform(frame), equal_nan=True)
    unfitted = ts.from_sklearn(clone(theirs), "delay", "distance")
    assert unfitted.fit(flights).transform(flights).collect() == model.transform(flights).collect()


def test_scikit_learn_s_names_are_those_of_columns(flights, frame):
    fitted = preprocessing.StandardScaler().fit(frame.to_numpy())
    with pytest.raises(ValueError, match="has 2 features and 0 columns are named"):
        ts.from_sklearn(fitted)
    model = ts.from_sklearn(fitted, "delay", "distance")
    assert model.transform(flights).columns[-2:] == ["delay_scaled", "distance_scaled"]
    with pytest.raises(TypeError, match="scaler is a Normalizer; give one of scikit-learn's StandardScaler"):
        ts.from_sklearn(preprocessing.Normalizer())


def test_other_scalers_become_a_transformer_with_the_bits_of_transform(flights, frame):
    several = ts.ColumnScaler(ts.Imputer("delay"), ts.StandardScaler("delay"), ts.MinMaxScaler("distance", min=-1.0))
    model = several.fit(flights)
    found = model.to_sklearn()
    numbers = model.transform(flights).toPandas()[["delay_scaled", "distance_scaled"]].to_numpy()
    assert np.array_equal(found.transform(frame), numbers)
    assert np.array_equal(model.apply(frame.to_numpy()), numbers)
    assert list(found.feature_names_in_) == ["delay", "distance"]
    mixed = ts.ColumnScaler(ts.StandardScaler("delay"), ts.MinMaxScaler("distance")).fit(flights)
    assert type(mixed.to_sklearn()).__module__.startswith("tare_")


def test_functions_and_zeros_and_ones_are_applied_to_arrays_too(flights, frame):
    power = ts.PowerTransformer("distance").fit(flights)
    bins = ts.KBinsDiscretizer("distance", numBins=3, encode="onehot").fit(flights)
    rows = frame[["distance"]].to_numpy()
    scaled = power.transform(flights).toPandas()[["distance_scaled"]].to_numpy()
    ones = np.stack([v.toArray() for v in bins.transform(flights).toPandas()["distance_scaled"]])
    for model, expected in ((power, scaled), (bins, ones)):
        assert_same_bits(model.apply(rows), expected)
        assert_same_bits(model.apply(rows[0]), expected[0])
        assert model.apply(np.empty((0, 1))).shape == (0, expected.shape[1])
        with pytest.raises(ValueError, match=r"The rows are of shape \(\); give \(rows, features\), or one row."):
            model.apply(3.0)
        with pytest.raises(IllegalArgumentException, match="2 elements in a row|2 values where"):
            model.apply([[1.0, 2.0]])


def test_a_data_frame_is_applied_by_the_names_of_its_columns(flights, frame):
    rows = frame[["delay", "distance"]].to_numpy()
    for scaler in (ts.StandardScaler, ts.PowerTransformer):
        model = scaler("delay", "distance").fit(flights)
        assert_same_bits(model.apply(frame.assign(id=0)[["distance", "id", "delay"]]), model.apply(rows))
        with pytest.raises(ValueError, match="There is no column 'delay', which the model takes"):
            model.apply(frame[["distance"]])


def test_what_holds_no_numbers_is_not_applied(flights, frame):
    for scaler in (ts.StandardScaler, ts.PowerTransformer):
        model = scaler("distance").fit(flights)
        for rows in (flights, flights.pandas_api()):
            with pytest.raises(
                TypeError, match="^The rows are a data frame of Spark, to transform; give an array, lists"
            ):
                model.apply(rows)
        for rows in ([["x"]], [[1.0], [1.0, 2.0]], [[{}]]):
            with pytest.raises(
                (TypeError, ValueError), match=r"^The rows are no numbers, as many in each \(.*\); give"
            ):
                model.apply(rows)
        assert_same_bits(model.apply({"distance": frame["distance"]}), model.apply(frame))


def test_what_a_model_is_does_not_depend_on_what_was_asked(flights):
    model = ts.StandardScaler("delay", "distance").fit(flights)
    before = model.apply([1.0, 2.0])
    assert len(model.select("delay").apply([1.0])) == 1
    assert (model.apply([1.0, 2.0]) == before).all()
    assert model.getReturns() == "scaled"


def test_a_model_may_be_collected_in_the_middle_of_another_call(flights):
    """As Python's collector does where a model is part of a cycle; the call that holds the lock waits for nobody."""
    models = [ts.StandardScaler("delay").fit(flights)]
    lock = models[0]._java_obj._lock if is_remote() and hasattr(models[0]._java_obj, "_lock") else threading.Lock()
    collecting = threading.Thread(target=models.clear, daemon=True)
    with lock:
        collecting.start()
        collecting.join(60)
        assert not collecting.is_alive()
