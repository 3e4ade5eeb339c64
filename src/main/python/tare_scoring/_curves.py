"""The curves of features in numpy; NaN is missing.

Lines, clipping, filling, bins and knots have the bits that Spark gives, other functions are right to a few units in the
last place.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from statistics import NormalDist
from typing import Any

import numpy as np

_STEP = re.compile(r"(\w+)\(([^()]*)\)")


def _affine(x: Any, x0: float, dx: float, y0: float, dy: float) -> Any:
    # The zero that changes no number, not even -0.
    return (y0 if y0 != 0 else -0.0) + (x - x0) / dx * dy


def _pinned(x: Any, x0: float, dx: float, y0: float, dy: float, x1: float, y1: float) -> Any:
    y = _affine(x, x0, dx, y0, dy)
    below, above = np.where(y1 < y, y1, y), np.where(y1 > y, y1, y)
    return np.where(x == x1, y1, np.where(x < x1, below, above))


def _clip(x: Any, min: float, max: float) -> Any:
    raised = np.where(min > x, min, x)
    return np.where(max < raised, max, raised)


def _fill(x: Any, value: float) -> Any:
    return np.where(np.isnan(x), value, x)


def _missing(x: Any) -> Any:
    return np.isnan(x).astype(float)


def _bins(x: Any, edges: Any) -> Any:
    return np.where(np.isnan(x), x, np.searchsorted(edges[1:-1], x, side="right").astype(float))


def _knots(at: Any, x: Any, y: Any) -> Any:
    x, y = np.atleast_1d(x), np.atleast_1d(y)
    if x[0] == x[-1]:
        return np.where(np.isnan(at), at, np.where(at <= x[0], y[0], y[-1]))
    above = np.clip(np.searchsorted(x, at, side="right"), 1, len(x) - 1)
    below = above - 1
    # Where a piece is longer than the largest double, all is computed in halves.
    unit = np.where(np.isinf(np.diff(x)) | np.isinf(np.diff(y)), 0.5, 1.0)[below]
    x0, x1, y0, y1, t = x[below] * unit, x[above] * unit, y[below] * unit, y[above] * unit, at * unit
    part, rest = (t - x0) / (x1 - x0), (x1 - t) / (x1 - x0)
    between = np.where(part < 0.5, y0 + (y1 - y0) * part, y1 - (y1 - y0) * rest) / unit
    first = np.searchsorted(x, x, side="left")
    last = np.searchsorted(x, x, side="right") - 1
    at_knot = np.where(first == last, y, y[first] / 2 + y[last] / 2)
    inner = np.where(at == x[below], at_knot[below], between)
    return np.where(np.isnan(at), at, np.where(at <= x[0], y[0], np.where(at >= x[-1], y[-1], inner)))


def _asinh(x: Any) -> Any:
    magnitude = np.abs(x)
    square = magnitude * magnitude
    near = np.log1p(magnitude + square / (1 + np.sqrt(square + 1)))
    return np.copysign(np.where(magnitude > 2.0**28, np.log(magnitude) + math.log(2), near), x)


def _power(logarithm: Any, lam: float) -> Any:
    return logarithm if lam == 0 else np.expm1(lam * logarithm) / lam


def _root(y: Any, lam: float) -> Any:
    return y if lam == 0 else np.log1p(lam * y) / lam


def _is_near(x: Any, origin: float) -> Any:
    return (x >= origin / 2) & (x <= 2 * origin)


def _box_cox(x: Any, lam: float, origin: float) -> Any:
    far = np.log(x) - (0 if origin == 1 else math.log(origin))
    return _power(np.where(_is_near(x, origin), np.log1p((x - origin) / origin), far), lam)


def _box_cox_inverse(y: Any, lam: float, origin: float) -> Any:
    return origin + origin * np.expm1(_root(y, lam))


def _unit(lam: float, origin: float) -> float:
    return float(np.exp(lam * math.log1p(origin)))


def _yeo_johnson(x: Any, lam: float, origin: float) -> Any:
    if origin < 0:
        return -_yeo_johnson(-x, 2 - lam, -origin)
    if origin == 0:
        return np.where(x < 0, -_power(np.log1p(-x), 2 - lam), _power(np.log1p(x), lam))
    far = np.log1p(x) - math.log1p(origin)
    positive = _power(np.where(_is_near(x, origin), np.log1p((x - origin) / (1 + origin)), far), lam)
    zero = _power(-math.log1p(origin), lam)
    return np.where(x < 0, zero + _yeo_johnson(x, lam, 0) / _unit(lam, origin), positive)


def _yeo_johnson_inverse(y: Any, lam: float, origin: float) -> Any:
    if origin < 0:
        return -_yeo_johnson_inverse(-y, 2 - lam, -origin)
    if origin == 0:
        return np.where(y < 0, -np.expm1(_root(-y, 2 - lam)), np.expm1(_root(y, lam)))
    zero = _power(-math.log1p(origin), lam)
    below = _yeo_johnson_inverse((y - zero) * _unit(lam, origin), lam, 0)
    return np.where(y < zero, below, np.maximum(0, origin + (1 + origin) * np.expm1(_root(y, lam))))


# As scikit-learn holds the ends of the unit interval: the quantiles of 1e-7 and 1 - 1e-7.
_LEAST, _GREATEST = -5.199337582605575, 5.19933758270342
_quantile = np.frompyfunc(NormalDist().inv_cdf, 1, 1)
_erfc = np.frompyfunc(math.erfc, 1, 1)


def _normal_quantile(x: Any) -> Any:
    inside = np.clip(np.where(np.isnan(x), 0.5, x), 1e-300, 1 - 2.0**-53)
    return np.where(np.isnan(x), x, np.clip(_quantile(inside).astype(float), _LEAST, _GREATEST))


def _normal_cumulative(x: Any) -> Any:
    part = 0.5 * _erfc(-x / math.sqrt(2)).astype(float)
    return np.where(x <= _LEAST, 0.0, np.where(x >= _GREATEST, 1.0, part))


_CURVES: dict[str, Callable[..., Any]] = {
    "affine": _affine,
    "pinned": _pinned,
    "clip": _clip,
    "fill": _fill,
    "missing": _missing,
    "bins": _bins,
    "knots": _knots,
    "log1p": np.log1p,
    "expm1": np.expm1,
    "asinh": _asinh,
    "sinh": np.sinh,
    "normalQuantile": _normal_quantile,
    "normalCumulative": _normal_cumulative,
    "boxCox": _box_cox,
    "boxCoxInverse": _box_cox_inverse,
    "yeoJohnson": _yeo_johnson,
    "yeoJohnsonInverse": _yeo_johnson_inverse,
}


EXACT = {"affine", "pinned", "clip", "fill", "missing", "bins", "knots"}


def _argument(text: str) -> Any:
    numbers = [float(number) for number in text.split()]
    return np.array(numbers) if len(numbers) > 1 else numbers[0]


def steps(text: str) -> list[tuple[str, dict[str, Any]]]:
    """The steps of a curve: the name of each, and its numbers."""
    return [
        (name, {key: _argument(value) for key, value in (pair.split("=", 1) for pair in given.split(", ") if pair)})
        for name, given in _STEP.findall(text)
    ]


def curve(text: str) -> Callable[[Any], np.ndarray]:
    """The function of one text, from arrays of numbers to arrays of doubles.

    Raises ``NotImplementedError`` for a curve that has no form in numpy here.
    """
    functions = []
    for name, values in steps(text):
        if name not in _CURVES:
            raise NotImplementedError(
                f"The curve {name} has no form in numpy; export the scaler as ONNX, or those of other features."
            )
        functions.append((_CURVES[name], {"lam" if key == "lambda" else key: n for key, n in values.items()}))

    def apply(x: Any) -> np.ndarray:
        y = np.asarray(x, dtype=np.float64)
        with np.errstate(all="ignore"):
            for function, values in functions:
                y = function(y, **values)
        return np.asarray(y, dtype=np.float64)

    return apply
