"""Scalers of scikit-learn, to Tare's and back."""

from __future__ import annotations

from typing import Any

import numpy as np
from pyspark.sql import SparkSession
from pyspark.sql.types import DoubleType, StructType

from tare_scoring import Scoring
from tare_scoring._curves import steps

_PARAMETERS: dict[str, dict[str, Any]] = {
    "StandardScaler": {"with_mean": "withMean", "with_std": "withStd"},
    "MinMaxScaler": {"feature_range": ("min", "max"), "clip": "clip"},
    "MaxAbsScaler": {"clip": "clip"},
    "RobustScaler": {
        "with_centering": "withCentering",
        "with_scaling": "withScaling",
        "quantile_range": ("lower", "upper"),
        "unit_variance": "unitVariance",
    },
    "QuantileTransformer": {"n_quantiles": "numQuantiles", "output_distribution": "outputDistribution"},
    "PowerTransformer": {"method": "method", "standardize": "standardize"},
}


def from_sklearn(scaler: Any, *columns: str) -> Any:
    """A scaler of scikit-learn as one of Tare.

    One that is not fitted becomes the scaler of that name with the same parameters, of these columns. A fitted
    ``StandardScaler``, ``MinMaxScaler``, ``MaxAbsScaler`` or ``RobustScaler`` becomes a ``ScalerModel`` of the columns,
    which by default are its ``feature_names_in_``, with the bits of its ``transform``; of the data that it was fitted
    to, the model knows nothing.
    """
    from tare_spark import stages

    name = type(scaler).__name__
    if name not in _PARAMETERS or not type(scaler).__module__.startswith("sklearn."):
        raise TypeError(f"scaler is a {type(scaler).__name__}; give one of scikit-learn's {', '.join(_PARAMETERS)}.")
    if not hasattr(scaler, "n_features_in_"):
        params: dict[str, Any] = {}
        for theirs, ours in _PARAMETERS[name].items():
            value: Any = getattr(scaler, theirs, None)
            if isinstance(ours, tuple):
                value = [v / 100 if theirs == "quantile_range" else float(v) for v in value]
            params.update(zip(ours, value, strict=True) if isinstance(ours, tuple) else {ours: value})
        return getattr(stages, name)(*columns, **params)
    return _fitted(scaler, [str(c) for c in columns or getattr(scaler, "feature_names_in_", [])])


def _fitted(scaler: Any, columns: list[str]) -> Any:
    from tare_spark.stages import ColumnScaler, CurveScaler

    n = scaler.n_features_in_
    if len(columns) != n:
        raise ValueError(f"The scaler has {n} features and {len(columns)} columns are named; name a column for each.")
    # Their own arithmetic, so that their own bits: x * scale + min, or (x - center) / scale.
    if hasattr(scaler, "min_"):
        x0, dx, y0, dy = np.zeros(n), np.ones(n), scaler.min_, scaler.scale_
    elif hasattr(scaler, "scale_"):
        # A StandardScaler has the mean even where it does not center.
        center = scaler.mean_ if getattr(scaler, "with_mean", False) else getattr(scaler, "center_", None)
        x0 = np.zeros(n) if center is None else center
        dx = np.ones(n) if scaler.scale_ is None else scaler.scale_
        y0, dy = np.zeros(n), np.ones(n)
    else:
        raise TypeError(f"A fitted {type(scaler).__name__} has no form here; give it unfitted, and fit Tare's.")
    low, high = getattr(scaler, "feature_range", (-1, 1))
    clip = f" clip(min={float(low)}, max={float(high)})" if getattr(scaler, "clip", False) else ""
    lines = [
        f"affine(x0={float(a)}, dx={float(b)}, y0={float(c)}, dy={float(d)}){clip}"
        for a, b, c, d in zip(x0, dx, y0, dy, strict=True)
    ]
    scalers = [CurveScaler(column, curve=line) for column, line in zip(columns, lines, strict=True)]
    schema = StructType()
    for column in columns:
        schema.add(column, DoubleType())
    nothing = SparkSession.active().createDataFrame([(None,) * n], schema)
    return ColumnScaler(*scalers).fit(nothing)


def native(model: Any, scoring: Scoring) -> Any:
    """Scikit-learn's own scaler of what was learned, or None where it has none for it."""
    curves = [steps(text) for step in scoring._plan["steps"] for text in step.get("curves", [])]
    is_plain = len(curves) == len(scoring.inputs) == len(scoring.outputs)
    if not is_plain or any(curve[0][0] not in ("affine", "pinned") for curve in curves):
        return None
    lines = {key: np.array([float(curve[0][1][key]) for curve in curves]) for key in ("x0", "dx", "y0", "dy")}
    summary = model.to_pandas()
    own = _own(lines, curves, summary)
    if own is not None:
        own.n_features_in_ = len(curves)
        own.feature_names_in_ = np.array(list(scoring.inputs), dtype=object)
        own.n_samples_seen_ = summary["count"].to_numpy()
    return own


def _is_learned(name: str, summary: Any) -> bool:
    return name in summary and bool(summary[name].notna().all())


def _own(lines: dict[str, np.ndarray], curves: list[Any], summary: Any) -> Any:
    from sklearn import preprocessing

    x0, dx, y0, dy = (lines[key] for key in ("x0", "dx", "y0", "dy"))
    mean, least = summary["mean"].to_numpy(), summary["min"].to_numpy()
    clips = {tuple(curve[1][1].values()) if len(curve) > 1 else () for curve in curves}
    shifts = all(len(curve) == 1 and curve[0][0] == "affine" for curve in curves) and not y0.any() and (dy == 1).all()
    is_centered = bool(x0.any())
    if shifts and _is_learned("median", summary):
        own = preprocessing.RobustScaler()
        own.center_, own.scale_ = x0, dx
    elif shifts and _is_learned("maxAbs", summary) and not is_centered:
        own = preprocessing.MaxAbsScaler()
        own.scale_ = own.max_abs_ = dx
    elif shifts and summary["count"].all() and not (x0 == least).all() and (not is_centered or (x0 == mean).all()):
        is_scaled = bool((dx != 1).any())
        own = preprocessing.StandardScaler(with_mean=is_centered, with_std=is_scaled)
        own.mean_, own.scale_, own.var_ = (mean, dx, dx * dx) if is_scaled else (mean, None, None)
    elif len(clips) == 1 and len(set(zip(y0, y0 + dy, strict=True))) == 1 and (x0 == least).all():
        (clip,) = clips
        span = (float(y0[0]), float(y0[0] + dy[0]))
        if clip and clip != span:
            return None
        own = preprocessing.MinMaxScaler(feature_range=span, clip=bool(clip))
        own.scale_ = dy / dx
        own.min_ = y0 - x0 * own.scale_
        own.data_min_, own.data_max_ = summary["min"].to_numpy(), summary["max"].to_numpy()
        own.data_range_ = own.data_max_ - own.data_min_
    else:
        return None
    return own
