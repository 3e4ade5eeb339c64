"""What leaves Spark gives what Spark gives."""

import pickle
import re
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
from same_bits import assert_same_bits
from sklearn.base import clone
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer

import tare_scoring
import tare_spark as ts


def test_numpy_has_the_bits_of_transform(exact, table, tmp_path):
    ts.to_json(exact, str(tmp_path / "model.json"))
    scoring = tare_scoring.load(tmp_path / "model.json")
    rows, expected = table
    columns = scoring.columns({"delay": rows[:, 0], "distance": rows[:, 1]})
    for name in scoring.outputs:
        assert_same_bits(columns[name][:, 0], expected[name])
    assert_same_bits(scoring.apply(rows[5]), scoring.apply(rows)[5])


def test_a_column_may_be_read_twice_and_replaced(spark, flights, tmp_path):
    models = [
        ts.ColumnScaler(
            ts.StandardScaler("delay", outputCols=["delay"]), ts.MinMaxScaler("delay", outputCols=["least"])
        ).fit(flights),
        ts.ColumnScaler(ts.StandardScaler("delay"), ts.MinMaxScaler("delay"), vectorCol="both").fit(flights),
    ]
    values = [float(x) for x in range(-5, 5)]
    frame = spark.createDataFrame([(x,) for x in values], "delay double")
    for place, model in enumerate(models):
        path = tmp_path / f"{place}.json"
        ts.to_json(model, str(path))
        scoring = tare_scoring.load(path)
        expected = model.transform(frame).toPandas()
        columns = scoring.columns({"delay": values})
        for name, size in scoring.outputs.items():
            assert_same_bits(
                columns[name],
                np.stack([np.atleast_1d(getattr(x, "values", x)) for x in expected[name]]).reshape(-1, size),
            )


def test_scikit_learn_has_the_bits_of_transform(exact, table):
    rows, expected = table
    transformer = ts.to_sklearn(exact)
    names = list(transformer.get_feature_names_out())
    assert names == ["delay_scaled", "clipped", "rank", "bin", "distance_scaled"]
    for again in (transformer, clone(transformer), pickle.loads(pickle.dumps(transformer))):
        found = make_pipeline(again, FunctionTransformer()).fit(rows).transform(rows)
        assert_same_bits(found, expected[names].to_numpy())
    frame = transformer.set_output(transform="pandas").transform(expected)
    assert_same_bits(frame[names].to_numpy(), expected[names].to_numpy())


def test_functions_are_right_to_some_units_in_the_last_place(spark, flights):
    model = ts.ColumnScaler(
        ts.PowerTransformer("distance"),
        ts.PowerTransformer("distance", outputCols=["box"], method="box-cox"),
        ts.LogScaler("distance", outputCols=["log"]),
        ts.LogScaler("delay", outputCols=["asinh"], function="asinh"),
    ).fit(flights)
    expected = model.transform(flights).toPandas()
    for scoring in (tare_scoring.Scoring(ts.to_sklearn(model).scoring._plan),):
        columns = scoring.columns(expected)
        for name in scoring.outputs:
            np.testing.assert_allclose(columns[name][:, 0], expected[name].to_numpy(), rtol=1e-13, atol=1e-14)


def test_ranks_of_a_normal_distribution_leave_and_come_back(spark, flights):
    model = ts.QuantileTransformer("distance", outputDistribution="normal", numQuantiles=11).fit(flights)
    values = [-1.0, 0.5, 3.25, 50.0, 99.9, 1e9, None]
    frame = spark.createDataFrame([(x,) for x in values], "distance double")
    expected = model.transform(frame).toPandas()
    found = ts.to_sklearn(model).transform(expected[["distance"]])[:, 0]
    # Two implementations of one algorithm (Wichura, 1988) whose coefficients are the same doubles.
    np.testing.assert_allclose(found, expected["distance_scaled"], rtol=1e-14)
    again = model.inverse().transform(model.transform(frame).select("distance_scaled")).toPandas()
    back = ts.to_sklearn(model.inverse()).transform(again[["distance_scaled"]])[:, 0]
    # An ulp of a rank is less than 1e-13 of the values, which lie 0.5 to 100 apart.
    np.testing.assert_allclose(back, again["distance"], rtol=1e-12)


def test_extreme_powers_are_those_of_spark(spark):
    curves = [
        "yeoJohnson(lambda=1000.0, origin=7.0)",
        "yeoJohnson(lambda=-1000.0, origin=7.0)",
        "yeoJohnson(lambda=1000.0, origin=-2000.0)",
        "boxCox(lambda=1000.0, origin=3.0)",
    ]
    values = [0.0, -0.5, 1.0, 7.0, -7.0, 8.5, 2000.0, 1e300]
    frame = spark.createDataFrame([(x,) for x in values], "x double")
    for curve in curves:
        model = ts.ColumnScaler(ts.CurveScaler("x", curve=curve)).fit(frame)
        expected = model.transform(frame).toPandas()
        found = ts.to_sklearn(model).transform(expected[["x"]])[:, 0]
        # e to the power of up to 1000 doublings of an ulp of its exponent.
        np.testing.assert_allclose(found, expected["x_scaled"], rtol=1e-12)


def test_data_frames_hold_missing_values_and_arrays_of_one_number(exact):
    scoring = ts.to_sklearn(exact).scoring
    assert repr(scoring).startswith("Scoring(delay, distance -> delay_scaled, clipped, ")
    plain = scoring.columns({"delay": [1.0, np.nan, 0.0], "distance": [2.0, np.nan, 3.0]})
    nullable = {
        "delay": pd.Series([True, None, False], dtype="boolean"),
        "distance": pd.Series([np.array([2.0]), None, [3.0]]),
    }
    for name, values in scoring.columns(nullable).items():
        assert_same_bits(values, plain[name])
    with pytest.raises(ValueError, match="Column 'distance' has 2 numbers in a row where the model takes 1"):
        scoring.columns({"delay": [1.0], "distance": pd.Series([[1.0, 2.0]])})


def test_a_process_without_spark_loads_it(exact, tmp_path):
    path = tmp_path / "model.json"
    ts.to_json(exact, str(path))
    code = (
        "import sys, tare_scoring\n"
        f"print(tare_scoring.load({str(path)!r}).apply([10.0, 20.0]).tolist())\n"
        "assert not [name for name in sys.modules if name.startswith(('pyspark', 'py4j'))]\n"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.strip() == str(tare_scoring.load(path).apply([10.0, 20.0]).tolist())


def test_a_changed_byte_is_found(exact, tmp_path):
    path = tmp_path / "model.json"
    ts.to_json(exact, str(path))
    whole = path.read_bytes()
    expected = tare_scoring.load(path).apply([10.0, 20.0])
    for at in range(0, len(whole), 23):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises(ValueError, match="^'.*model.json' (holds no whole model|is of another format)[^\n]*[.]$"):
            tare_scoring.load(path)
    without_sum = re.sub(rb',\s*"sha256" : "[0-9a-f]{64}"', b"", whole)
    assert len(without_sum) < len(whole)
    path.write_bytes(without_sum)
    assert_same_bits(tare_scoring.load(path).apply([10.0, 20.0]), expected)


def test_errors_tell_what_to_do(exact, tmp_path):
    path = tmp_path / "model.json"
    ts.to_json(exact, str(path))
    scoring = tare_scoring.load(path)
    with pytest.raises(ValueError, match="There is no column 'distance', which the model takes"):
        scoring.columns({"delay": [1.0]})
    with pytest.raises(ValueError, match="where the model takes 2 numbers"):
        scoring.apply([1.0])
    for place, what in ((tmp_path, "a folder, as Spark saves a model"), (tmp_path / "nowhere", "no file")):
        with pytest.raises(FileNotFoundError, match=f"'{place}' is {what}; give the file of tare_spark.to_json"):
            tare_scoring.load(place)
    path.write_text('{"format": 7}')
    with pytest.raises(ValueError, match="is of another format than 1"):
        tare_scoring.load(path)
    path.write_text("{")
    with pytest.raises(ValueError, match="holds no whole model"):
        tare_scoring.load(path)
