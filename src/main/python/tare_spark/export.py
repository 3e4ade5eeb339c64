"""Fitted models in forms that need no Spark."""

from __future__ import annotations

import json
from typing import Any

from pyspark.sql.utils import is_remote

from tare_spark._java import jvm


def to_onnx(model: Any, path: str, precision: str = "double") -> None:
    """Writes a fitted scaler, network or pipeline of them as one ONNX file, in ``double`` or ``float``."""
    _export("to_onnx").toOnnx(_java(model), path, precision)


def to_sql(model: Any, dialect: str, table: str, view: str | None = None) -> str:
    """Fitted scalers as a query of that table, or as a view.

    The dialect is ``spark``, ``ansi``, ``duckdb``, ``postgresql`` or ``bigquery``.
    """
    return str(_export("to_sql").toSql(_java(model), dialect, table, view))


def to_json(model: Any, path: str) -> None:
    """Writes it as JSON into a new file, for ``tare_scoring.load`` and Java's ``Scoring.load``."""
    text = _json(model)
    with open(path, "x", encoding="utf-8") as file:
        file.write(text)


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
        return str(_export("to_json").toJsonText(_java(model)))
    stages = getattr(model, "stages", [model])
    for stage in stages:
        if not hasattr(stage, "_text"):
            raise NotImplementedError(
                f"{type(stage).__name__} leaves Spark from a classic session only; export the other stages alone."
            )
    plans = [json.loads(stage._text("json")) for stage in stages]
    plans[0]["steps"] = [step for plan in plans for step in plan["steps"]]
    return json.dumps(plans[0])


def _java(model: Any) -> Any:
    if not hasattr(model, "_to_java") or not hasattr(model, "transform"):
        raise TypeError(f"The model is a {type(model).__name__}; give a fitted scaler, network or pipeline of them.")
    return model._to_java()


def _export(what: str) -> Any:
    return jvm(what).org.tare.export.ModelExport
