"""Fitted models in forms that need no Spark."""

from __future__ import annotations

from typing import Any

from tare_spark._java import jvm


def to_onnx(model: Any, path: str, precision: str = "double") -> None:
    """Writes a fitted scaler, network or pipeline of them as one ONNX file, in ``double`` or ``float``."""
    _export().toOnnx(_java(model), path, precision)


def to_json(model: Any, path: str) -> None:
    """Writes it as JSON, for ``tare_scoring.load`` and Java's ``Scoring.load``."""
    _export().toJson(_java(model), path)


def to_sql(model: Any, dialect: str, table: str, view: str | None = None) -> str:
    """Fitted scalers as a query of that table, or as a view.

    The dialect is ``spark``, ``ansi``, ``duckdb``, ``postgresql`` or ``bigquery``.
    """
    return str(_export().toSql(_java(model), dialect, table, view))


def to_sklearn(model: Any) -> Any:
    """Fitted scalers as a transformer of scikit-learn, which needs no Spark from then on."""
    import json

    from tare_scoring import Scoring
    from tare_scoring import to_sklearn as transformer

    return transformer(Scoring(json.loads(str(_export().toJsonText(_java(model))))))


def _export() -> Any:
    return jvm("Export").org.tare.export.ModelExport


def _java(model: Any) -> Any:
    return model._to_java()
