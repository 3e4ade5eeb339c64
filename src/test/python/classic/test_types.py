"""Type checkers find nothing wrong in what a user may write, and what is wrong."""

import subprocess
import sys

RIGHT = """
import numpy as np
import pandas as pd
from pyspark.ml import Pipeline, PipelineModel
from pyspark.sql import DataFrame, SparkSession

import tare_scoring
import tare_spark as ts

spark = ts.configure(SparkSession.builder.appName("types")).getOrCreate()
df: DataFrame = spark.read.parquet("flights")
scaler = ts.StandardScaler("delay", "distance", withMean=False, variance="sample")
model: ts.ScalerModel = scaler.fit(df)
models: list[ts.ScalerModel] = scaler.fit(df, [{scaler.withMean: True}])
scaled: DataFrame = model.transform(df)
back: ts.ScalerModel = model.inverse().select("delay").select(["delay"]).group("ATL")
numbers: np.ndarray = model.apply([[1.0, None]])
learned: pd.DataFrame = model.to_pandas()
listed = ts.RobustScaler(["a", "b"], clipQuantiles=(0.1, 0.9), outputCols=("c", "d"))
several = ts.ColumnScaler(ts.MinMaxScaler("a", min=-1), ts.RobustScaler(inputCol="b", outputCol="c"), vectorCol="f")
fitted: ts.ScalerModel = several.fit(df)
network: ts.NeuralNetworkClassificationModel = ts.NeuralNetworkClassifier(layers="dense(2)", epochs=3).fit(df)
regression: ts.NeuralNetworkRegressionModel = ts.NeuralNetworkRegressor(layers="dense(1)").fit(df)
prediction: float = network.predict([1.0, 2.0])
weights: dict[str, np.ndarray] = network.weights()
statistics: ts.Statistics = ts.scan(df, "delay", quantiles=True) + ts.scan(df, ["delay"], quantiles=True)
again: ts.ScalerModel = ts.RobustScaler("delay").fit(statistics)
quantiles: pd.DataFrame = statistics.quantiles(0.5)
pipeline: PipelineModel = Pipeline(stages=[several, network]).fit(df)
loaded: ts.ScalerModel = ts.ScalerModel.load("model")
changed = scaler.setWithMean(True).setInputCols(["a"])
query: str = model.to_sql("duckdb", "t", schema=df.schema)
model.to_onnx("model.onnx", "float")
rows: np.ndarray = tare_scoring.load("model.json").apply([1.0])
count: int = model.numFeatures
"""
WRONG = """
import tare_spark as ts
ts.StandardScaler("x", withMaen=True)
ts.StandardScaler("x", variance="sampel")
ts.StandardScaler("x", withMean="yes")
ts.MinMaxScaler(3)
ts.NeuralNetworkClassifier("x")
ts.NeuralNetworkClassifier(layers=[1, 2])
ts.scan(None, "a", quantile=True)
x: int = ts.StandardScaler("x").fit(None)
y: ts.NeuralNetworkRegressionModel = ts.NeuralNetworkClassifier(layers="x").fit(None)
ts.to_sql(None, 3, "t")
ts.ScalerModel.load(3)
"""


def lines_with_errors(tmp_path, program):
    (tmp_path / "program.py").write_text(program, encoding="utf-8")
    call = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", "--cache-dir", tmp_path, "program.py"]
    out = subprocess.run(call, capture_output=True, text=True, cwd=tmp_path).stdout
    return {int(line.split(":")[1]) for line in out.splitlines() if ": error: " in line}, out


def test_mypy_finds_what_is_wrong_and_nothing_else(tmp_path):
    found, out = lines_with_errors(tmp_path, RIGHT)
    assert not found, out
    found, out = lines_with_errors(tmp_path, WRONG)
    assert found == set(range(3, len(WRONG.splitlines()) + 1)), out
