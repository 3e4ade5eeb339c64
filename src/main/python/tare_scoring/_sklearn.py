"""Scalers as transformers of scikit-learn."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tare_scoring._plan import Scoring, load


def to_sklearn(model: Scoring | str | Path) -> Any:
    """A fitted transformer of scikit-learn, for a ``Pipeline`` or a ``ColumnTransformer``.

    It takes arrays, (rows, numbers) of all inputs one behind the other, or data frames that have the columns of the
    model, whatever else they have. It can be pickled and cloned.
    """
    from tare_scoring._transformer import TareTransformer

    return TareTransformer(model if isinstance(model, Scoring) else load(model))
