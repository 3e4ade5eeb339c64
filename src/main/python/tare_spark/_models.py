"""What models tell of what they learned, and make of it without Spark."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
from pyspark.errors import IllegalArgumentException
from pyspark.ml.linalg import DenseVector
from pyspark.sql import DataFrame, Row, SparkSession

if TYPE_CHECKING:
    import pandas as pd

from tare_scoring import Scoring
from tare_scoring._plan import numbers
from tare_spark import export
from tare_spark._frames import Columns, FilePath, Shown, checked, listed, write_page
from tare_spark._session import told
from tare_spark._stage import M, ModelStage
from tare_spark.statistics import Statistics


class _Learned(Shown, ModelStage):
    """A model, which returns what it learned as tables."""

    def _session(self) -> SparkSession:
        return self._home or SparkSession.active()

    @told()
    def _table(self, what: str, data: DataFrame | None = None) -> DataFrame:
        data = self._session().range(0) if data is None else data
        return self.copy({self.returns: what}).transform(data)

    @told()
    def _rows(self, what: str, data: DataFrame | None = None) -> list[Row]:
        return self._table(what, data).collect()

    def _text(self, what: str, data: DataFrame | None = None, **options: str) -> str:
        if options:
            data = self._session().createDataFrame([(options,)], "tare_options map<string,string>")
        return str(self._rows(what, data)[0][0])

    to_onnx = export.to_onnx

    @told()
    def to_pandas(self) -> pd.DataFrame:
        """The ``summary`` as a pandas DataFrame."""
        return self.summary().toPandas()

    def __str__(self) -> str:
        try:
            return self._text("text")
        except Exception:
            return str(self.uid)

    __repr__ = __str__


def _learned(doc: str, *names: str) -> property:
    return property(lambda model: model.learned(*names), doc=doc)


class FittedScaler(_Learned):
    """A fitted scaler."""

    mean = _learned("The means of the features.", "mean")
    std = _learned("The standard deviations, as the scaler takes them.", "sampleStandardDeviation", "standardDeviation")
    originalMin = _learned("The least values seen.", "min")
    originalMax = _learned("The greatest values seen.", "max")
    maxAbs = _learned("The greatest magnitudes seen.", "maxAbs")
    median = _learned("The medians of the features.", "median")
    range = _learned("The differences of the quantiles.", "range")
    numFeatures = property(lambda model: len(model._rows("summary")), doc="How many numbers a row has.")

    def __repr__(self) -> str:
        # One line, as models stand in lists.
        head, *table = str(self).split("\n")
        first = [f"{row.feature} {row.curve:.80}" for row in self._rows("summary")[:2]] if table else []
        return "; ".join([head, *first])

    def inverse(self: M) -> M:
        """The model that takes results back to the values they came from."""
        return self.copy({self.inverted: not self.getInverted()})  # type: ignore[no-any-return]

    def select(self: M, *columns: Columns) -> M:
        """The model of these input columns only."""
        if not listed(columns):
            raise ValueError("No columns were named; name those to keep, as in select('delay').")
        return self._of(inputCols=listed(columns))

    def group(self: M, *key: Any) -> M:
        """The model of one group alone, by a value for each of its columns."""
        values = [value if value is None or isinstance(value, (bool, int)) else str(value) for value in listed(key)]
        return self._of(groupKey=json.dumps(values))

    def _of(self, **params: Any) -> Any:
        chosen = self.copy({self.getParam(name): value for name, value in params.items()})
        # So that an unknown name is told now, and not where the model is used.
        chosen.getInputCols()
        return chosen

    def getInputCols(self) -> list[str]:
        """The columns that are read."""
        return list(dict.fromkeys(row["input"] for row in self._rows("columns")))

    def getOutputCols(self) -> list[str]:
        """The columns that transform adds or replaces."""
        return list(dict.fromkeys(row["output"] for row in self._rows("columns")))

    def summary(self) -> DataFrame:
        """A row for each feature: its counts, its moments, what was learned and the curve."""
        return self._table("summary")

    def apply(self, rows: Any) -> np.ndarray:
        """The results for numbers, (rows, features) or one row, with the bits of transform; NaN or None is missing.

        Of a data frame the columns are found by name. What numpy computes otherwise, as powers and logarithms, Spark
        computes.
        """
        scoring = self._scoring()
        sizes = scoring.inputs if scoring else dict.fromkeys(self.getInputCols(), 1)
        x = numbers(rows, sizes)
        if scoring is not None and scoring.is_exact:
            return scoring.apply(x)
        # One more row tells how many results there are, if there are no others.
        given = [(row.tolist(),) for row in np.atleast_2d(x)] or [([np.nan] * x.shape[1],)]
        table = self._session().createDataFrame(given, "row array<double>")
        results = np.array([row[0] for row in self._rows("applied", table)])
        return results[0] if x.ndim == 1 else results[: len(x)]

    def _scoring(self) -> Scoring | None:
        key = repr(sorted((param.name, repr(value)) for param, value in self._paramMap.items()))
        if getattr(self, "_known_scoring", ("",))[0] != key:
            try:
                scoring = Scoring(json.loads(self._text("json")))
            except IllegalArgumentException:
                # As of zeros and ones, which have no such form.
                scoring = None
            self._known_scoring = (key, scoring)
        return self._known_scoring[1]

    to_sklearn = export.to_sklearn
    to_sql = export.to_sql

    def learned(self, *names: str) -> DenseVector:
        """What the scaler learned of each feature under that name of the :meth:`summary`, or the first there is."""
        rows = [row.asDict() for row in self._rows("summary")]
        name = next((name for name in names if name in rows[0]), None)
        if name is None:
            known = ", ".join(list(rows[0])[3:-1])
            raise ValueError(f"The scaler learned no {names[-1]!r}, but {known}; ask for one of those.")
        return DenseVector([row[name] for row in rows])

    def report(self, path: FilePath, statistics: Statistics | None = None, title: str | None = None) -> None:
        """Writes a page of HTML that shows what was learned into a new file.

        Histograms before and after scaling are drawn from ``statistics`` that were taken with ``quantiles``.
        """
        checked("statistics", statistics, Statistics, type(None))
        write_page(path, self._text("html", statistics.toDF() if statistics else None), title)


class FittedNetwork(_Learned):
    """A trained network."""

    def history(self) -> DataFrame:
        """A row for each epoch of the training: its losses, the metric on rows held out, and its speed."""
        return self._table("history")

    def summary(self) -> DataFrame:
        """A row for each layer: its name, its words, the shape of its output, how many numbers it learned."""
        return self._table("layers")

    def weights(self) -> dict[str, np.ndarray]:
        """The weights by name."""
        return {row.name: np.array(row.weights).reshape(row.shape) for row in self._rows("weights")}

    def getLayers(self) -> str:
        """The layers as text."""
        steps = json.loads(self._text("json"))["steps"]
        return next(step["layers"] for step in steps if step["step"] == "network")

    def _call_java(self, name: str, *rows: Any) -> Any:
        # One row of features, as the JVM has it, is all that a call is given.
        return super()._call_java(name, *(DenseVector(numbers(row, {}).ravel()) for row in rows))
