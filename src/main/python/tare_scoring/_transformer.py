"""The transformer, in a module of its own since it needs scikit-learn, and under a name by which a pickle finds it."""

from __future__ import annotations

from typing import Any

import numpy as np
from sklearn import preprocessing
from sklearn.base import BaseEstimator, TransformerMixin

from tare_scoring._plan import Scoring


class TareTransformer(TransformerMixin, BaseEstimator):
    """Scalers that Tare fitted; a fit changes nothing."""

    def __init__(self, scoring: Scoring) -> None:
        self.scoring = scoring

    def __sklearn_is_fitted__(self) -> bool:
        return True

    def fit(self, X: Any, y: Any = None) -> TareTransformer:
        """Does nothing, since Tare fitted it."""
        return self

    @property
    def n_features_in_(self) -> int:
        """How many numbers a row has."""
        return sum(self.scoring.inputs.values())

    @property
    def feature_names_in_(self) -> np.ndarray:
        """The columns of a data frame that it reads; an error where a column has several numbers."""
        if any(size != 1 for size in self.scoring.inputs.values()):
            raise AttributeError("A column of the model has several numbers, so features have no names.")
        return np.array(list(self.scoring.inputs), dtype=object)

    def transform(self, X: Any) -> np.ndarray:
        """The scaled numbers of an array or a data frame; NaN stays unless an imputer fills it."""
        if not hasattr(X, "columns"):
            return self.scoring.apply(X)
        columns = self.scoring.columns(X)
        return np.concatenate([columns[name] for name in self.scoring.outputs], axis=1)

    def get_feature_names_out(self, input_features: Any = None) -> np.ndarray:
        """The names of the results: that of the column, with its place behind it in a vector."""
        named = self.scoring.outputs.items()
        return np.array([n if size == 1 else f"{n}_{i}" for n, size in named for i in range(size)], dtype=object)


class MinMaxScaler(preprocessing.MinMaxScaler):
    """Scikit-learn's own, but transform divides where theirs multiplies, as Tare does; after a fit it is theirs."""

    scoring_: Scoring

    def partial_fit(self, X: Any, y: Any = None) -> MinMaxScaler:
        """Learns from these rows, as theirs does."""
        self.__dict__.pop("scoring_", None)
        fitted: MinMaxScaler = super().partial_fit(X, y)
        return fitted

    def transform(self, X: Any) -> Any:
        """The scaled numbers of an array or a data frame; NaN stays."""
        theirs = super().transform(X)
        return self.scoring_.apply(X) if hasattr(self, "scoring_") else theirs
