"""Fitted models in forms that need no Spark."""

from __future__ import annotations

import base64
import json
from os import PathLike
from typing import Any

from pyspark.sql import SparkSession
from pyspark.sql.utils import is_remote

from tare_spark._frames import file_path
from tare_spark._session import told


@told()
def to_onnx(model: Any, path: str | PathLike[str], precision: str = "double") -> None:
    """Writes a fitted scaler, network or pipeline of them as one new ONNX file, in ``double`` or ``float``."""
    if not is_remote():
        _export().toOnnx(_java(model), file_path(path), precision)
        return
    stages = _stages(model)
    plan = {"plan": _json(model)} if len(stages) > 1 else {}
    content = base64.b64decode(stages[0]._text("onnx", precision=precision, **plan))
    with open(file_path(path), "xb") as file:
        file.write(content)


@told()
def to_sql(model: Any, dialect: str, table: str, view: str | None = None) -> str:
    """Fitted scalers as a query of that table, or as a view.

    The dialect is ``spark``, ``ansi``, ``duckdb``, ``postgresql`` or ``bigquery``.
    """
    for name, value in {"dialect": dialect, "table": table, "view": view or ""}.items():
        if not isinstance(value, str):
            raise TypeError(f"{name} is {value!r}; give it a value of type str.")
    if not is_remote():
        return str(_export().toSql(_java(model), dialect, table, view))
    *inner, last = _stages(model)
    asked = {"dialect": dialect, "table": table}
    for stage in inner:
        asked["query"] = stage._text("sql", **asked)
    return last._text("sql", **asked, **({"view": view} if view else {}))


@told()
def to_json(model: Any, path: str | PathLike[str]) -> None:
    """Writes it as JSON into a new file, for ``tare_scoring.load`` and Java's ``Scoring.load``."""
    text = _json(model)
    with open(file_path(path), "x", encoding="utf-8") as file:
        file.write(text)


@told()
def to_sklearn(model: Any) -> Any:
    """Fitted scalers as a transformer of scikit-learn, which needs no Spark from then on.

    A ``StandardScaler``, ``MaxAbsScaler``, ``RobustScaler`` or ``MinMaxScaler`` of numbers becomes scikit-learn's own
    of that name, with its attributes and ``feature_names_in_``; all but the last, which multiplies where Tare divides,
    have the bits of Spark. What else there is becomes a ``tare_scoring`` transformer with the bits of Spark.
    """
    from tare_scoring import Scoring
    from tare_scoring import to_sklearn as transformer
    from tare_spark._sklearn import native

    scoring = Scoring(json.loads(_json(model)))
    own = native(model, scoring) if hasattr(model, "summary") else None
    return own or transformer(scoring)


def _json(model: Any) -> str:
    if not is_remote():
        return str(_export().toJsonText(_java(model)))
    plans = [json.loads(stage._text("json")) for stage in _stages(model)]
    plans[0]["steps"] = [step for plan in plans for step in plan["steps"]]
    return json.dumps(plans[0])


def _stages(model: Any) -> list[Any]:
    """The stages of a pipeline, or the one, as a client of Spark Connect can ask them for their form."""
    stages = getattr(model, "stages", [model])
    for stage in stages:
        if not hasattr(stage, "transform"):
            raise _no_model(stage)
        if not hasattr(stage, "_text"):
            raise NotImplementedError(
                f"{type(stage).__name__} leaves Spark from a classic session only; export the other stages alone."
            )
    return stages


def _java(model: Any) -> Any:
    if not hasattr(model, "_to_java") or not hasattr(model, "transform"):
        raise _no_model(model)
    return model._to_java()


def _no_model(model: Any) -> TypeError:
    return TypeError(f"The model is a {type(model).__name__}; give a fitted scaler, network or pipeline of them.")


def _export() -> Any:
    session: Any = SparkSession.active()
    return session._jvm.org.tare.export.ModelExport
