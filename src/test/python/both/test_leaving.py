"""What leaves Spark gives what Spark gives, over Spark Connect too."""

import numpy as np
import onnx
import onnxruntime
import pytest
from pyspark.errors import IllegalArgumentException
from pyspark.ml import Pipeline
from same_bits import assert_same_bits

import tare_scoring
import tare_spark as ts


def test_onnx_is_valid_and_has_the_bits_of_transform(exact, table, tmp_path):
    path = str(tmp_path / "model.onnx")
    exact.to_onnx(path)
    with pytest.raises((FileExistsError, IllegalArgumentException), match="exists"):
        exact.to_onnx(path)
    onnx.checker.check_model(path, full_check=True)
    session = onnxruntime.InferenceSession(path)
    rows, expected = table
    found = session.run(None, {"delay": rows[:, :1], "distance": rows[:, 1:]})
    for output, values in zip(session.get_outputs(), found, strict=True):
        assert_same_bits(values[:, 0], expected[output.name])
    half = str(tmp_path / "float.onnx")
    exact.to_onnx(half, "float")
    assert {tensor.type.tensor_type.elem_type for tensor in onnx.load(half).graph.input} == {onnx.TensorProto.FLOAT}
    with pytest.raises(IllegalArgumentException, match="precision"):
        exact.to_onnx(str(tmp_path / "other.onnx"), "half")
    metadata = {entry.key for entry in onnx.load(path).metadata_props}
    assert {"tare.statistics", "tare.spark", "tare.uid"} <= metadata


def test_a_pipeline_with_a_network_leaves_as_one_file(flights, tmp_path):
    features = ts.ColumnScaler(
        ts.Imputer("delay"), ts.StandardScaler("delay"), ts.MinMaxScaler("distance"), vectorCol="features"
    )
    network = ts.NeuralNetworkClassifier(labelCol="late", layers="dense(4) batchNorm relu dense(2)", shards=1, epochs=2)
    model = Pipeline(stages=[features, network]).fit(flights)
    path = str(tmp_path / "model.onnx")
    ts.to_onnx(model, path)
    onnx.checker.check_model(path, full_check=True)
    frame = model.transform(flights).toPandas()
    session = onnxruntime.InferenceSession(path)
    given = {name: frame[[name]].to_numpy(dtype=np.float64) for name in ("delay", "distance")}
    probability, prediction = session.run(["probability", "prediction"], given)
    np.testing.assert_allclose(probability, np.stack([p.toArray() for p in frame["probability"]]), rtol=1e-12)
    assert_same_bits(prediction[:, 0], frame["prediction"])
    with pytest.raises(NotImplementedError, match="A network has no form in numpy"):
        ts.to_sklearn(model)
    alone = str(tmp_path / "network.onnx")
    model.stages[1].to_onnx(alone)
    given = {"features": np.stack([v.toArray() for v in frame["features"]])}
    (found,) = onnxruntime.InferenceSession(alone).run(["probability"], given)
    np.testing.assert_allclose(found, probability, rtol=1e-12)


def test_a_plan_of_several_stages_has_a_sum_of_its_own(flights, tmp_path):
    stages = [ts.StandardScaler("delay"), ts.MinMaxScaler("distance")]
    model = Pipeline(stages=stages).fit(flights)
    path = tmp_path / "model.json"
    ts.to_json(model, path)
    assert list(tare_scoring.load(path).outputs) == ["delay_scaled", "distance_scaled"]
    with pytest.raises(FileExistsError, match="model.json' exists; remove it first, or give another path."):
        ts.to_json(model, path)
    whole = path.read_text(encoding="utf-8")
    changed = whole.replace("dy=1.0", "dy=2.0", 1)
    assert changed != whole
    path.write_text(changed, encoding="utf-8")
    with pytest.raises(ValueError, match="holds no whole model"):
        tare_scoring.load(path)


def test_sql_is_a_query(exact, table, spark):
    _, expected = table
    spark.createDataFrame(expected[["delay", "distance"]]).createOrReplaceTempView("given")
    found = spark.sql(exact.to_sql("spark", "given").rstrip().rstrip(";")).toPandas()
    for name in ("delay_scaled", "clipped", "rank", "bin", "distance_scaled"):
        assert_same_bits(found[name], expected[name])


def test_scalers_of_a_pipeline_are_queries_within_each_other(spark, flights):
    model = Pipeline(
        stages=[
            ts.StandardScaler("delay", outputCols=["a"]),
            ts.MinMaxScaler("a", outputCols=["b"]),
            ts.MaxAbsScaler("b", outputCols=["c"]),
        ]
    ).fit(flights)
    flights.createOrReplaceTempView("given")
    found = spark.sql(ts.to_sql(model, "spark", "given").rstrip().rstrip(";")).toPandas()
    assert_same_bits(found["c"], model.transform(flights).toPandas()["c"])
    view = ts.to_sql(model, "duckdb", "given", "scaled")
    assert view.startswith("CREATE VIEW scaled AS\n") and view.count("CREATE") == 1 and view.count(";") == 1
    assert [f"AS tare_input{n}" in view for n in ("", 2, 3)] == [True] * 3


def test_a_schema_tells_columns_with_dots(spark):
    data = spark.createDataFrame([(1.0, 2.0), (2.0, 7.0)], ["a.b", "c"])
    data.createOrReplaceTempView("dotted")
    model = Pipeline(
        stages=[ts.StandardScaler("a.b", outputCols=["d.e"]), ts.MinMaxScaler("d.e", "c", outputCols=["f", "g.h"])]
    ).fit(data)
    query = ts.to_sql(model, "spark", "dotted", schema=data.schema).rstrip().rstrip(";")
    assert spark.sql(query).collect() == model.transform(data).collect()
    single = model.stages[0].to_sql("spark", "dotted", schema=data.schema).rstrip().rstrip(";")
    assert spark.sql(single).collect() == model.stages[0].transform(data).collect()
    assert "`a`.`b`" in model.stages[0].to_sql("spark", "dotted")


def test_what_has_no_form_in_sql_is_told(flights):
    power = ts.PowerTransformer("distance").fit(flights)
    with pytest.raises(
        IllegalArgumentException, match="Column 'distance': The curve yeoJohnson.* has no form in plain SQL"
    ):
        ts.to_sql(power, "ansi", "t")
    with pytest.raises(IllegalArgumentException, match="There is no dialect 'oracle'; give one of spark, ansi, "):
        power.to_sql("oracle", "t")
    for export in (lambda m: ts.to_sql(m, "ansi", "t"), lambda m: ts.to_onnx(m, "never.onnx"), ts.to_sklearn):
        with pytest.raises(TypeError, match="The model is a StandardScaler; give a fitted scaler"):
            export(ts.StandardScaler("distance"))
    network = ts.NeuralNetworkClassifier(labelCol="late", layers="dense(2)", shards=1, workers=1, epochs=1)
    model = Pipeline(stages=[ts.StandardScaler("distance", vectorCol="features"), network]).fit(flights)
    with pytest.raises(
        (IllegalArgumentException, NotImplementedError), match="has no (form in SQL|such form over Spark)"
    ):
        ts.to_sql(model.stages[1], "ansi", "t")
    with pytest.raises(
        (IllegalArgumentException, NotImplementedError), match="no stage to export|A PipelineModel has no"
    ):
        ts.to_sklearn(Pipeline(stages=[]).fit(flights))
    with pytest.raises(TypeError, match="^The model is a DataFrame; give a fitted scaler"):
        ts.to_sklearn(flights)
    grouped = ts.StandardScaler("distance", groupCols=["late"]).fit(flights)
    with pytest.raises(IllegalArgumentException, match="group"):
        grouped.to_sql("ansi", "t")
    with pytest.raises(IllegalArgumentException, match="group"):
        grouped.to_onnx("never.onnx")
    assert "50.99" in grouped.group(1).to_sql("ansi", "t")
