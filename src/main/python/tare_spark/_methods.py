"""What the stages can do beyond fit and transform."""

from __future__ import annotations

import json
from collections.abc import Sequence
from os import PathLike
from typing import TYPE_CHECKING, Any

import numpy as np
from pyspark import SparkContext
from pyspark.errors import IllegalArgumentException
from pyspark.ml.common import _py2java
from pyspark.ml.linalg import DenseVector
from pyspark.ml.param import Param
from pyspark.ml.wrapper import JavaParams
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.utils import is_remote

if TYPE_CHECKING:
    import pandas as pd

    from tare_scoring import Scoring
    from tare_spark.stages import ScalerModel

from tare_spark import export
from tare_spark._frames import listed, spark_frame, text_in, write_page
from tare_spark._session import told
from tare_spark.statistics import Statistics, require_statistics


def _as_json(scalers: list[Any], shared: Sequence[str] = ()) -> str:
    """The scalers as the text that reaches the JVM, without the parameters that are set beside them."""
    return json.dumps(
        [
            {
                "class": scaler.java_class,
                "uid": scaler.uid,
                "params": {p.name: value for p, value in scaler._paramMap.items() if p.name not in shared},
            }
            for scaler in scalers
        ]
    )


class FitsStatistics:
    """A scaler: it fits to data, and to statistics that were taken earlier or merged."""

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any: ...

    def _data(self, dataset: Any) -> DataFrame:
        if isinstance(dataset, Statistics):
            self._require_no_groups("statistics are of all rows; fit to data.")
            dataset = dataset.toDF()
        return super()._data(dataset)  # type: ignore[misc, no-any-return]

    def _require_no_groups(self, why: str) -> None:
        if self.isSet("groupCols"):  # type: ignore[attr-defined]
            raise ValueError(f"groupCols is {self.getGroupCols()}, and {why}")  # type: ignore[attr-defined]

    def _fit(self, dataset: Any) -> Any:
        model = super()._fit(dataset)  # type: ignore[misc]
        # What was fitted has names of its own; pyspark.ml copies those that the scaler was given.
        for name in ("inputCols", "outputCols"):
            model._paramMap.pop(getattr(model, name), None)
        return model

    def fit_transform(self, dataset: Any) -> DataFrame:
        """Fits to a DataFrame, and scales it."""
        return self.fit(dataset).transform(dataset)  # type: ignore[attr-defined, no-any-return]

    def scan(self, data: Any) -> Statistics:
        """The statistics that a fit to these data learns from, to keep, merge and fit to later."""
        from tare_spark.stages import StatisticsTransformer

        self._require_no_groups("scan takes the statistics of all rows; leave it out.")
        weights = {"weightCol": self.getWeightCol()} if self.isSet("weightCol") else {}  # type: ignore[attr-defined]
        scanner = StatisticsTransformer(scalersJson=self._within(), **weights)
        return Statistics(scanner.transform(spark_frame(data)))

    def _within(self) -> str:
        return _as_json([self], ["weightCol", "vectorCol", "arrayCol", "handleInvalid", "unseenGroup", "minGroupRows"])


class ColumnScalerMethods(FitsStatistics):
    """Several scalers in one fit."""

    def __init__(self, *scalers: Any, **params: Any) -> None:
        super().__init__(**params)
        self._scalers: list[Any] = []
        if scalers:
            self.add(*scalers)

    def add(self, *scalers: Any) -> Any:
        """Adds scalers behind those that are there."""
        for scaler in listed(scalers):
            if not isinstance(scaler, FitsStatistics) or isinstance(scaler, ColumnScalerMethods):
                found = repr(scaler) if isinstance(scaler, str) else f"a {type(scaler).__name__}"
                raise TypeError(f"ColumnScaler takes scalers, such as StandardScaler('x'), and got {found}.")
        self._scalers = [*self.getScalers(), *listed(scalers)]
        return self

    def getScalers(self) -> list[Any]:
        """The scalers that are fitted together."""
        self._scalers = self._scalers or self._loaded()
        return list(self._scalers)

    def _loaded(self) -> list[Any]:
        from tare_spark import stages

        if not is_remote() and not self.isSet("scalersJson"):
            return [JavaParams._from_java(scaler) for scaler in self._java_obj.getScalers()]
        loaded = []
        for saved in json.loads(self.getScalersJson() or "[]"):
            scaler = getattr(stages, saved["class"].rpartition(".")[2])(**saved["params"])
            loaded.append(scaler._resetUid(saved["uid"]))
        return loaded

    def param(self, inner: Param) -> Param:
        """The parameter of this stage that stands for one of a scaler within, for grids that are saved."""
        for param, within in self._inner().items():
            if within == inner:
                return param
        raise ValueError(f"{inner.parent}.{inner.name} is of no scaler within; give that of one of getScalers().")

    def _inner(self) -> dict[Param, Param]:
        inner = [param for scaler in self.getScalers() for param in scaler.params]
        return {Param(self, f"{p.parent}.{p.name}", p.doc, p.typeConverter): p for p in inner}

    def __getattr__(self, name: str) -> Any:
        # Where Spark looks for a parameter by its name.
        for param in self._inner() if "." in name else []:
            if param.name == name:
                return param
        raise AttributeError(f"{type(self).__name__} has no attribute {name!r}.")

    def _shouldOwn(self, param: Param) -> None:
        if "." in param.name:
            raise ValueError(f"{param.name} is a parameter of a scaler within; set it there, or in a grid.")
        super()._shouldOwn(param)  # type: ignore[misc]

    def copy(self, extra: Any = None) -> Any:
        """A copy with these parameters, which reach the scalers within too."""
        that = super().copy(extra)  # type: ignore[misc]
        inner = self._inner()
        own = {inner.get(param, param): value for param, value in (extra or {}).items()}
        that._scalers = [scaler.copy(own) for scaler in self.getScalers()]
        that._share()
        return that

    def _data(self, dataset: Any) -> DataFrame:
        self._share()
        return super()._data(dataset)

    def write(self) -> Any:
        """The writer of this stage and the scalers within."""
        self._share()
        return super().write()  # type: ignore[misc]

    def _share(self) -> None:
        # A parameter that is a text is all that reaches a server, and comes back from it when the stage is loaded.
        if self._scalers:
            self._set(scalersJson=_as_json(self._scalers))  # type: ignore[attr-defined]

    def _within(self) -> str:
        self._share()
        return str(self.getScalersJson())  # type: ignore[attr-defined]

    def _transfer_params_to_java(self) -> None:
        self._share()
        super()._transfer_params_to_java()  # type: ignore[misc]


class _Learned:
    """A model, which returns what it learned as tables."""

    _java_obj: Any

    @told()
    def _table(self, what: str, data: DataFrame | None = None) -> DataFrame:
        asked = self.copy({self.returns: what})  # type: ignore[attr-defined]
        return asked.transform(SparkSession.active().range(0) if data is None else data)

    @told()
    def _text(self, what: str, data: DataFrame | None = None, **options: str) -> str:
        if options:
            data = SparkSession.active().createDataFrame([(options,)], "tare_options map<string,string>")
        return text_in(self._table(what, data))

    to_onnx = export.to_onnx

    def _repr_html_(self) -> str:
        return self._text("htmlTable")


def _doubles(row: Sequence[float]) -> Any:
    """A Java array."""
    context: Any = SparkContext._active_spark_context
    return _py2java(context, DenseVector([float(x) for x in row])).toArray()


def _learned(doc: str, *names: str) -> property:
    return property(lambda model: model.learned(*names), doc=doc)


class ScalerModelMethods(_Learned):
    """A fitted scaler."""

    mean = _learned("The means of the features.", "mean")
    std = _learned(
        "The standard deviations: of the sample where the scaler was set to it, else of the population.",
        "sampleStandardDeviation",
        "standardDeviation",
    )
    originalMin = _learned("The least values seen.", "min")
    originalMax = _learned("The greatest values seen.", "max")
    maxAbs = _learned("The greatest magnitudes seen.", "maxAbs")
    median = _learned("The medians of the features.", "median")
    range = _learned("The differences of the quantiles.", "range")

    def inverse(self) -> ScalerModel:
        """The model that takes results back to the values they came from."""
        if is_remote():
            return self.copy({self.inverted: not self.getOrDefault("inverted")})  # type: ignore[attr-defined]
        with told():
            return type(self)(self._to_java().inverse())  # type: ignore[attr-defined, call-arg, return-value]

    def select(self, *columns: str) -> ScalerModel:
        """The model of these input columns only."""
        if not listed(columns):
            raise ValueError("No columns were named; name those to keep, as in select('delay').")
        return self._of(inputCols=listed(columns))

    def group(self, *key: Any) -> ScalerModel:
        """The model of one group alone, by a value for each of its columns."""
        values = [value if value is None or isinstance(value, (bool, int)) else str(value) for value in listed(key)]
        return self._of(groupKey=json.dumps(values))

    def _of(self, **params: Any) -> Any:
        chosen = self.copy({getattr(self, name): value for name, value in params.items()})  # type: ignore[attr-defined]
        # So that an unknown name is told now, and not where the model is used.
        chosen._columns("input")
        return chosen

    def _columns(self, which: str) -> list[str]:
        return list(dict.fromkeys(row[which] for row in self._table("columns").collect()))

    def getInputCols(self) -> list[str]:
        """The columns that are read."""
        return self._columns("input")

    def getOutputCols(self) -> list[str]:
        """The columns that transform adds or replaces."""
        return self._columns("output")

    def summary(self) -> DataFrame:
        """A row for each feature: its counts, its moments, what was learned and the curve."""
        return self._table("summary")

    def to_pandas(self) -> pd.DataFrame:
        """The :meth:`summary` as a pandas DataFrame."""
        return self.summary().toPandas()

    def apply(self, rows: Any) -> np.ndarray:
        """The results for numbers, (rows, features) or one row, with the bits of transform; NaN or None is missing.

        What numpy computes otherwise, as powers and logarithms, Spark computes.
        """
        x = np.asarray(rows, dtype=np.float64)
        if x.ndim not in (1, 2):
            raise ValueError(f"The rows are of shape {x.shape}; give (rows, features), or one row.")
        scoring = self._scoring()
        if scoring is not None and scoring.is_exact:
            return scoring.apply(x)
        # One more row tells how many results there are, if there are no others.
        given = [(row.tolist(),) for row in np.atleast_2d(x)] or [([np.nan] * x.shape[1],)]
        table = SparkSession.active().createDataFrame(given, "row array<double>")
        results = np.array([row[0] for row in self._table("applied", table).collect()])
        return results[0] if x.ndim == 1 else results[: len(x)]

    def _scoring(self) -> Scoring | None:
        from tare_scoring import Scoring

        key = repr(sorted((param.name, repr(value)) for param, value in self._paramMap.items()))  # type: ignore[attr-defined]
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
        summary = self.summary()
        name = next((name for name in names if name in summary.columns), None)
        if name is None:
            known = ", ".join(summary.columns[3:-1])
            raise ValueError(f"The scaler learned no {names[-1]!r}, but {known}; ask for one of those.")
        return DenseVector([row[0] for row in summary.select(name).collect()])

    @property
    def numFeatures(self) -> int:
        """How many numbers a row has."""
        return self.summary().count()

    def report(self, path: str | PathLike[str], statistics: Statistics | None = None, title: str = "Scaler") -> None:
        """Writes a page of HTML that shows what was learned into a new file.

        Histograms before and after scaling are drawn from ``statistics`` that were taken with ``quantiles``.
        """
        if statistics is not None:
            require_statistics("statistics", statistics)
        write_page(path, self._text("html", statistics.toDF() if statistics else None), title)

    def __repr__(self) -> str:
        try:
            return self._text("text")
        except Exception:
            return str(self.uid)  # type: ignore[attr-defined]


class NetworkMethods(_Learned):
    """A trained network."""

    def history(self) -> DataFrame:
        """A row for each epoch of the training: its losses, the metric on rows held out, and its speed."""
        return self._table("history")

    def summary(self) -> DataFrame:
        """A row for each layer: its name, its words, the shape of its output, how many numbers it learned."""
        return self._table("layers")

    def weights(self) -> dict[str, np.ndarray]:
        """The weights by name."""
        rows = self._table("weights").collect()
        return {row.name: np.array(row.weights).reshape(row.shape) for row in rows}

    def _network(self) -> dict[str, Any]:
        if not hasattr(self, "_known_network"):
            steps = json.loads(self._text("json"))["steps"]
            self._known_network = next(step for step in steps if step["step"] == "network")
        return self._known_network

    @property
    def numFeatures(self) -> int:
        """How many numbers the network takes."""
        return int(self._network()["features"])

    def getLayers(self) -> str:
        """The layers as text."""
        return str(self._network()["layers"])

    def predict(self, features: Sequence[float]) -> float:
        """The prediction for one row."""
        if not is_remote():
            return float(self._java_obj.predict(_doubles(features)))
        name = self.getFeaturesCol()  # type: ignore[attr-defined]
        row = SparkSession.active().createDataFrame([([float(x) for x in features],)], f"`{name}` array<double>")
        return float(self.transform(row).first()[self.getPredictionCol()])  # type: ignore[attr-defined]

    def report(self, path: str | PathLike[str], title: str = "Neural network") -> None:
        """Writes a page of HTML that shows the layers and the learning curves into a new file."""
        write_page(path, self._text("html"), title)
