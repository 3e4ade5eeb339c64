"""Fitted models in forms that need no Spark."""

import base64
import json
from typing import Any

from pyspark.ml.util import _jvm
from pyspark.sql import SparkSession
from pyspark.sql.types import StructType
from pyspark.sql.utils import is_remote

import tare_scoring
from tare_scoring._plan import with_sum
from tare_spark._frames import FilePath, checked, file_path, write_new
from tare_spark._session import told


@told()
def to_onnx(model: Any, path: FilePath, precision: str = "double") -> None:
    """Writes a fitted scaler, network or pipeline of them as one new ONNX file, in ``double`` or ``float``."""
    if not is_remote():
        _export().toOnnx(_fitted(model)._to_java(), file_path(path), checked("precision", precision))
        return
    asked = {"precision": checked("precision", precision), "plan": _json(model)}
    content = _stages(model)[0]._text("onnx", **asked)
    write_new(path, base64.b64decode(content))


@told()
def to_sql(model: Any, dialect: str, table: str, view: str | None = None, schema: StructType | None = None) -> str:
    """Fitted scalers as a query of that table, or as a view.

    The dialect is ``spark``, ``ansi``, ``duckdb``, ``postgresql`` or ``bigquery``. The ``schema`` of the table, as
    ``df.schema``, tells columns with dots in their names, which are those of fields of structs without it.
    """
    for name, value in {"dialect": dialect, "table": table, "view": view or ""}.items():
        checked(name, value)
    checked("schema", schema, StructType, type(None))
    if not is_remote():
        types = _jvm().org.apache.spark.sql.types.DataType
        columns = None if schema is None else types.fromJson(schema.json())
        return str(_export().toSql(_fitted(model)._to_java(), dialect, table, view, columns))
    given = {"dialect": dialect, "table": table}
    stages = _stages(model, "to_sql")
    rows = None if schema is None else SparkSession.active().createDataFrame([], schema)
    for stage in stages:
        if rows is not None:
            given["schema"], rows = rows.schema.json(), stage.transform(rows)
        if stage is stages[-1] and view is not None:
            given["view"] = view
        given["query"] = stage._text("sql", **given)
    return given["query"]


def to_json(model: Any, path: FilePath) -> None:
    """Writes it as JSON into a new file, for ``tare_scoring.load`` and Java's ``Scoring.load``."""
    write_new(path, _json(model).encode("utf-8"))


def to_sklearn(model: Any) -> Any:
    """Fitted scalers as a transformer of scikit-learn, which needs no Spark from then on.

    A ``StandardScaler``, ``MaxAbsScaler``, ``RobustScaler`` or ``MinMaxScaler`` of numbers becomes scikit-learn's own
    of that name, with its attributes and ``feature_names_in_``, the last as a subclass that divides, as Tare does. What
    else there is becomes a ``tare_scoring`` transformer. All have the bits of Spark.
    """
    from tare_spark._sklearn import native

    scoring = tare_scoring.Scoring(json.loads(_json(model)))
    own = native(model, scoring) if hasattr(model, "summary") else None
    return own or tare_scoring.to_sklearn(scoring)


@told()
def _json(model: Any) -> str:
    if not is_remote():
        return str(_export().toJsonText(_fitted(model)._to_java()))
    plans = [json.loads(stage._text("json")) for stage in _stages(model)]
    # The sum of a part is none of the whole.
    del plans[0]["sha256"]
    plans[0]["steps"] = [step for plan in plans for step in plan["steps"]]
    return with_sum(json.dumps(plans[0], indent=2))


def _stages(model: Any, needs: str = "to_onnx") -> list[Any]:
    """The stages of a pipeline, or the one, as a client of Spark Connect can ask them for their form."""
    stages: list[Any] = getattr(_fitted(model), "stages", None) or [model]
    for stage in stages:
        if not hasattr(_fitted(stage), needs):
            name = f"A {type(stage).__name__} has no such form over Spark Connect"
            raise NotImplementedError(f"{name}; export the other stages alone, or load it in a classic session.")
    return stages


def _fitted(model: Any) -> Any:
    # Asked of the type, as data frames of a client have a field of any name.
    if not all(hasattr(type(model), name) for name in ("_to_java", "transform")):
        raise TypeError(f"The model is a {type(model).__name__}; give a fitted scaler, network or pipeline of them.")
    return model


def _export() -> Any:
    return _jvm().org.tare.export.ModelExport
