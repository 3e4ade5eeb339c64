"""Writes transforms.json, what scikit-learn makes of a few small tables: pip install scikit-learn; python transforms.py."""

import json
import os

import numpy as np
import scipy
import sklearn
from scipy.special import ndtr, ndtri
from sklearn.datasets import load_diabetes, load_iris
from sklearn.impute import SimpleImputer
from sklearn.preprocessing import KBinsDiscretizer, PowerTransformer, QuantileTransformer, RobustScaler


def numbers(array):
    return [[None if np.isnan(x) else float(x) for x in row] for row in np.atleast_2d(array)]


def table(rows, positive):
    rows = np.asarray(rows, dtype=float)
    cases = {}
    for distribution in ("uniform", "normal"):
        for n in (7, 1000):
            t = QuantileTransformer(n_quantiles=n, output_distribution=distribution, subsample=None).fit(rows)
            cases[f"quantile {distribution} {n}"] = {"output": numbers(t.transform(rows))}
    for method in ("yeo-johnson", "box-cox") if positive else ("yeo-johnson",):
        for standardize in (True, False):
            t = PowerTransformer(method=method, standardize=standardize).fit(rows)
            cases[f"power {method} {standardize}"] = {"lambda": t.lambdas_.tolist(), "output": numbers(t.transform(rows))}
    filled = SimpleImputer(strategy="median").fit_transform(rows)
    for strategy in ("quantile", "uniform"):
        t = KBinsDiscretizer(n_bins=4, strategy=strategy, encode="ordinal", subsample=None, quantile_method="linear")
        cases[f"bins {strategy}"] = {"output": numbers(t.fit_transform(filled))}
    for strategy in ("mean", "median", "most_frequent", "constant"):
        values = SimpleImputer(strategy=strategy, fill_value=1.5).fit_transform(rows)
        cases[f"imputer {strategy}"] = {"output": numbers(values), "robust": numbers(RobustScaler().fit_transform(values))}
    return {"rows": numbers(rows), "cases": cases}


random = np.random.default_rng(20)
holes = load_iris().data[::3].copy()
holes[random.random(holes.shape) < 0.1] = np.nan
ties = np.stack([random.poisson(3, 80), np.round(random.exponential(50, 80)), random.integers(0, 2, 80)], 1)
probabilities = np.concatenate([np.linspace(0.001, 0.999, 41), np.logspace(-6.9, -3, 20), 1 - np.logspace(-6, -3, 10)])
points = np.linspace(-5.19, 5.19, 61)
golden = {
    "library": f"scikit-learn {sklearn.__version__}, SciPy {scipy.__version__}",
    "normal": {
        "p": probabilities.tolist(),
        "quantile": ndtri(probabilities).tolist(),
        "x": points.tolist(),
        "cumulative": ndtr(points).tolist(),
    },
    "datasets": {
        "iris with holes": table(holes, True),
        "diabetes": table(load_diabetes(scaled=False).data[:60, :6], True),
        "ties": table(ties, False),
        "both signs": table(random.standard_t(4, (60, 2)) * [1, 1000] + [0.5, -200], False),
    },
}
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "transforms.json"), "w") as out:
    json.dump(golden, out, separators=(",", ":"))
    out.write("\n")
