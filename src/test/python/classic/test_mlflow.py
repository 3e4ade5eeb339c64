"""MLflow's flavor ``spark`` keeps pipelines of Tare's stages, and serves them to rows of pandas."""

import mlflow.pyfunc
import mlflow.spark
from pyspark.ml import Pipeline
from pyspark.ml.classification import LogisticRegression

import tare_spark as ts


def test_a_pipeline_is_kept_and_served(flights, tmp_path):
    features = ts.ColumnScaler(
        ts.Imputer("delay"), ts.StandardScaler("delay"), ts.MinMaxScaler("distance"), vectorCol="features"
    )
    model = Pipeline(stages=[features, LogisticRegression(labelCol="late")]).fit(flights)
    expected = model.transform(flights)
    path = str(tmp_path / "model")
    # Named, as MLflow would find them out in a process of its own.
    mlflow.spark.save_model(model, path, pip_requirements=["pyspark", "tare-spark"])
    kept = mlflow.spark.load_model(path)
    assert kept.transform(flights).collect() == expected.collect()
    served = mlflow.pyfunc.load_model(path).predict(flights.toPandas())
    assert served == [row.prediction for row in expected.collect()]
