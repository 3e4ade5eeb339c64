"""Scalers of scikit-learn, to Tare's and back."""

from typing import Any

import numpy as np
from pyspark.sql import SparkSession
from pyspark.sql.functions import lit

from tare_scoring import Scoring
from tare_scoring._curves import steps
from tare_spark._frames import Columns, listed

_SCALERS = ("StandardScaler", "MinMaxScaler", "MaxAbsScaler", "RobustScaler", "QuantileTransformer", "PowerTransformer")
# Their parameters have our names, in camel case, but these.
_NAMES = {"n_quantiles": ["numQuantiles"], "feature_range": ["min", "max"], "quantile_range": ["lower", "upper"]}


def from_sklearn(scaler: Any, *columns: Columns) -> Any:
    """A scaler of scikit-learn as one of Tare.

    One that is not fitted becomes the scaler of that name with the same parameters, of these columns. A fitted
    ``StandardScaler``, ``MinMaxScaler``, ``MaxAbsScaler`` or ``RobustScaler`` becomes a ``ScalerModel`` of the columns,
    which by default are its ``feature_names_in_``, with the bits of its ``transform``; of the data that it was fitted
    to, the model knows nothing.
    """
    from tare_spark import stages

    name, columns = type(scaler).__name__, tuple(listed(columns))
    if name not in _SCALERS or not hasattr(scaler, "get_params"):
        raise TypeError(f"scaler is a {type(scaler).__name__}; give one of scikit-learn's {', '.join(_SCALERS)}.")
    if hasattr(scaler, "n_features_in_"):
        return _fitted(scaler, [str(c) for c in columns or getattr(scaler, "feature_names_in_", [])])
    stage, params = getattr(stages, name), {}
    for theirs, value in scaler.get_params().items():
        head, *rest = theirs.split("_")
        names = _NAMES.get(theirs, [head + "".join(map(str.capitalize, rest))])
        values = [value] if len(names) == 1 else [end / 100 if theirs == "quantile_range" else end for end in value]
        params.update({ours: v for ours, v in zip(names, values, strict=True) if ours in stage._declared})
    return stage(*columns, **params)


def _fitted(scaler: Any, columns: list[str]) -> Any:
    from tare_spark.stages import ColumnScaler, CurveScaler

    n = scaler.n_features_in_
    if len(columns) != n:
        raise ValueError(f"The scaler has {n} features and {len(columns)} columns are named; name a column for each.")
    # Their own arithmetic, so that their own bits: x * scale + min, or (x - center) / scale.
    if hasattr(scaler, "min_"):
        line = {"x0": 0.0, "dx": 1.0, "y0": scaler.min_, "dy": scaler.scale_}
    elif hasattr(scaler, "scale_"):
        # A StandardScaler has the mean even where it does not center.
        center = scaler.mean_ if getattr(scaler, "with_mean", False) else getattr(scaler, "center_", None)
        scale = 1.0 if scaler.scale_ is None else scaler.scale_
        line = {"x0": 0.0 if center is None else center, "dx": scale, "y0": 0.0, "dy": 1.0}
    else:
        raise TypeError(f"A fitted {type(scaler).__name__} has no form here; give it unfitted, and fit Tare's.")
    low, high = getattr(scaler, "feature_range", (-1, 1))
    clip = f" clip(min={float(low)}, max={float(high)})" if getattr(scaler, "clip", False) else ""
    ends = {end: np.broadcast_to(values, n).tolist() for end, values in line.items()}
    curves = [f"affine({', '.join(f'{end}={ends[end][i]}' for end in ends)}){clip}" for i in range(n)]
    scalers = [CurveScaler(column, curve=curve) for column, curve in zip(columns, curves, strict=True)]
    nothing = [lit(None).cast("double").alias(column) for column in columns]
    return ColumnScaler(*scalers).fit(SparkSession.active().range(1).select(nothing))


def native(model: Any, scoring: Scoring) -> Any:
    """Scikit-learn's own scaler of what was learned, or None where it has none for it."""
    from sklearn import preprocessing

    from tare_scoring._transformer import MinMaxScaler

    curves = [steps(text) for step in scoring._plan["steps"] for text in step.get("curves", [])]
    is_plain = len(curves) == len(scoring.inputs) == len(scoring.outputs)
    if not is_plain or any(curve[0][0] not in ("affine", "pinned") for curve in curves):
        return None
    x0, dx, y0, dy = (np.array([float(curve[0][1][end]) for curve in curves]) for end in ("x0", "dx", "y0", "dy"))
    clips = {tuple(curve[1][1].values()) if len(curve) > 1 else () for curve in curves}
    ends = set(zip(y0.tolist(), (y0 + dy).tolist(), strict=True))
    divides = all(len(curve) == 1 and curve[0][0] == "affine" for curve in curves) and ends == {(0.0, 1.0)}
    learned = model.to_pandas()
    mean, least, most, count = (learned[name].to_numpy() for name in ("mean", "min", "max", "count"))
    known = set(learned.columns[learned.notna().all()])
    is_centered, is_scaled = bool(x0.any()), bool((dx != 1).any())
    own: Any
    if divides and "median" in known:
        own = preprocessing.RobustScaler()
        own.center_, own.scale_ = x0, dx
    elif divides and "maxAbs" in known and not is_centered:
        own = preprocessing.MaxAbsScaler()
        own.scale_ = own.max_abs_ = dx
    elif divides and count.all() and not (x0 == least).all() and (not is_centered or (x0 == mean).all()):
        own = preprocessing.StandardScaler(with_mean=is_centered, with_std=is_scaled)
        own.mean_, own.scale_, own.var_ = (mean, dx, dx * dx) if is_scaled else (mean, None, None)
    elif (x0 == least).all() and len(ends) == 1 and clips in ({()}, ends):
        own = MinMaxScaler(feature_range=ends.pop(), clip=clips != {()})
        own.scale_, own.scoring_ = dy / dx, scoring
        own.min_ = y0 - x0 * own.scale_
        own.data_min_, own.data_max_, own.data_range_ = least, most, most - least
    else:
        return None
    own.n_features_in_, own.n_samples_seen_ = len(curves), count
    own.feature_names_in_ = np.array(list(scoring.inputs), dtype=object)
    return own
