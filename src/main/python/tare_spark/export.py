"""Fitted models in forms that need no Spark."""

import base64
import json
from typing import Any

from pyspark.sql import SparkSession
from pyspark.sql.utils import is_remote

import tare_scoring
from tare_scoring._plan import with_sum
from tare_spark._frames import FilePath, file_path, text, write_new
from tare_spark._session import told


@told()
def to_onnx(model: Any, path: FilePath, precision: str = "double") -> None:
    """Writes a fitted scaler, network or pipeline of them as one new ONNX file, in ``double`` or ``float``."""
    if not is_remote():
        _export().toOnnx(_fitted(model)._to_java(), file_path(path), text("precision", precision))
        return
    stages = _stages(model)
    plan = {"plan": _json(model)} if len(stages) > 1 else {}
    content = stages[0]._text("onnx", precision=text("precision", precision), **plan)
    write_new(path, base64.b64decode(content))


@told()
def to_sql(model: Any, dialect: str, table: str, view: str | None = None) -> str:
    """Fitted scalers as a query of that table, or as a view.

    The dialect is ``spark``, ``ansi``, ``duckdb``, ``postgresql`` or ``bigquery``.
    """
    for name, value in {"dialect": dialect, "table": table, "view": view or ""}.items():
        text(name, value)
    if not is_remote():
        return str(_export().toSql(_fitted(model)._to_java(), dialect, table, view))
    *inner, last = _stages(model)
    asked = {"dialect": dialect, "table": table}
    for stage in inner:
        asked["query"] = stage._text("sql", **asked)
    return last._text("sql", **asked, **({"view": view} if view else {}))


@told()
def to_json(model: Any, path: FilePath) -> None:
    """Writes it as JSON into a new file, for ``tare_scoring.load`` and Java's ``Scoring.load``."""
    write_new(path, _json(model).encode("utf-8"))


@told()
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


def _json(model: Any) -> str:
    if not is_remote():
        return str(_export().toJsonText(_fitted(model)._to_java()))
    plans = [json.loads(stage._text("json")) for stage in _stages(model)]
    # The sum of a part is none of the whole.
    del plans[0]["sha256"]
    plans[0]["steps"] = [step for plan in plans for step in plan["steps"]]
    return with_sum(json.dumps(plans[0], indent=2))


def _stages(model: Any) -> list[Any]:
    """The stages of a pipeline, or the one, as a client of Spark Connect can ask them for their form."""
    stages: list[Any] = getattr(_fitted(model), "stages", [model])
    for stage in stages:
        if not hasattr(_fitted(stage), "_text"):
            raise NotImplementedError(
                f"{type(stage).__name__} leaves Spark from a classic session only; export the other stages alone."
            )
    return stages


def _fitted(model: Any) -> Any:
    if not hasattr(model, "_to_java") or not hasattr(model, "transform"):
        raise TypeError(f"The model is a {type(model).__name__}; give a fitted scaler, network or pipeline of them.")
    return model


def _export() -> Any:
    session: Any = SparkSession.active()
    return session._jvm.org.tare.export.ModelExport
