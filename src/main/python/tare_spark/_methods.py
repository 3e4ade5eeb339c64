"""What the stages can do beyond fit and transform."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from pyspark.ml.linalg import DenseVector
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.utils import is_remote

if TYPE_CHECKING:
    import pandas as pd

from tare_spark._java import array, doubles, java_report, jvm, save_report, strings, to_python
from tare_spark.statistics import Statistics


class FitsStatistics:
    """A scaler: it fits to data, and to statistics that were taken earlier or merged."""

    def fit(self, dataset: Any, params: Any = None) -> Any:
        """Fits to a DataFrame, or to :class:`~tare_spark.Statistics` without reading any data.

        ``params`` is a parameter map, or a list of them for a list of models.
        """
        if isinstance(dataset, Statistics):
            if params:
                return self.copy(params).fit(dataset)  # type: ignore[attr-defined]
            self._transfer_params_to_java()  # type: ignore[attr-defined]
            model = self._create_model(self._java_obj.fit(dataset._java_obj))  # type: ignore[attr-defined]
            return self._copyValues(model)  # type: ignore[attr-defined]
        if hasattr(dataset, "to_spark"):
            dataset = dataset.to_spark()
        return super().fit(dataset, params)  # type: ignore[misc]

    def scan(self, data: DataFrame) -> Statistics:
        """The statistics that a fit to these data learns from, to keep, merge and fit to later."""
        jvm("scan")
        self._transfer_params_to_java()  # type: ignore[attr-defined]
        return Statistics(self._java_obj.scan(data._jdf), data.sparkSession)  # type: ignore[attr-defined]


class ColumnScalerMethods(FitsStatistics):
    """Several scalers in one fit."""

    def __init__(self, *scalers: Any, **params: Any) -> None:
        super().__init__(**params)
        self._scalers = list(scalers)

    def add(self, *scalers: Any) -> Any:
        """Adds scalers behind those that are there."""
        self._scalers.extend(scalers)
        return self

    def getScalers(self) -> list[Any]:
        """The scalers that are fitted together; over Connect not those of a stage that was loaded."""
        return list(self._scalers)

    def copy(self, extra: Any = None) -> Any:
        """A copy with these parameters, which reach the scalers within too."""
        that = super().copy(extra)  # type: ignore[misc]
        that._scalers = [scaler.copy(extra) for scaler in self._scalers]
        return that

    def fit(self, dataset: Any, params: Any = None) -> Any:
        """Fits all scalers, in the same scans."""
        self._share()
        return super().fit(dataset, params)

    def write(self) -> Any:
        """The writer of this stage and the scalers within."""
        self._share()
        return super().write()  # type: ignore[misc]

    def _share(self) -> None:
        # A parameter that is a text is all that reaches a server, and comes back from it when the stage is loaded.
        if is_remote() and self._scalers:
            stages = [
                {
                    "class": scaler.java_class,
                    "uid": scaler.uid,
                    "params": {param.name: value for param, value in scaler._paramMap.items()},
                }
                for scaler in self._scalers
            ]
            self._set(scalersJson=json.dumps(stages))  # type: ignore[attr-defined]

    def _transfer_params_to_java(self) -> None:
        super()._transfer_params_to_java()  # type: ignore[misc]
        for scaler in self._scalers:
            scaler._transfer_params_to_java()
        within = [scaler._java_obj for scaler in self._scalers]
        self._java_obj.setScalers(array(jvm("ColumnScaler").org.tare.feature.Scaler, within))

    @classmethod
    def _from_java(cls, java_stage: Any) -> Any:
        from pyspark.ml.wrapper import JavaParams

        stage = cls()
        stage._java_obj = java_stage
        stage._resetUid(java_stage.uid())
        stage._transfer_params_from_java()
        stage._scalers = [JavaParams._from_java(scaler) for scaler in java_stage.getScalers()]
        return stage


class ScalerModelMethods:
    """A fitted scaler."""

    _java_obj: Any

    def inverse(self) -> Any:
        """The model that takes results back to the values they came from."""
        if is_remote():
            return self.copy({self.returns: "inverse"})  # type: ignore[attr-defined]
        self._transfer_params_to_java()  # type: ignore[attr-defined]
        return type(self)(self._java_obj.inverse())  # type: ignore[call-arg]

    def select(self, *columns: str) -> Any:
        """The model of these input columns only."""
        if is_remote():
            return self.copy({self.inputCols: list(columns)})  # type: ignore[attr-defined]
        return type(self)(self._java_obj.select(strings(columns)))  # type: ignore[call-arg]

    def summary(self) -> DataFrame:
        """A row for each feature: its counts, its moments, what was learned and the curve."""
        summary = self.copy({self.returns: "summary"})  # type: ignore[attr-defined]
        return summary.transform(SparkSession.active().range(0))

    def to_pandas(self) -> pd.DataFrame:
        """The :meth:`summary` as a pandas DataFrame."""
        return self.summary().toPandas()

    def apply(self, row: Sequence[float]) -> list[float]:
        """The results for one row of numbers, with the bits of transform; NaN is missing."""
        jvm("apply")
        return list(self._java_obj.apply(doubles(row)))

    def learned(self, name: str) -> DenseVector:
        """What the scaler learned of each feature under that name of the :meth:`summary`, as a vector."""
        if not is_remote():
            return to_python(self._java_obj.learned(name))
        summary = self.summary()
        if name not in summary.columns:
            known = ", ".join(summary.columns[3:-1])
            raise ValueError(f"The scaler learned no {name!r}, but {known}; ask for one of those.")
        return DenseVector([row[0] for row in summary.select(name).collect()])

    @property
    def numFeatures(self) -> int:
        """How many numbers a row has."""
        return self.summary().count() if is_remote() else int(self._java_obj.numFeatures())

    def report(self, path: str, statistics: Statistics | None = None, title: str = "Scaler") -> None:
        """Writes a page of HTML that shows what was learned into a new file.

        Histograms before and after scaling are drawn from ``statistics`` that were taken with ``quantiles``.
        """
        self._transfer_params_to_java()  # type: ignore[attr-defined]
        report = java_report("report").of(self._java_obj)
        if statistics is not None:
            report = getattr(report, "with")(statistics._java_obj)
        save_report(report, path, title)

    def _repr_html_(self) -> str:
        if is_remote():
            return self.to_pandas().to_html(index=False)
        return str(java_report("_repr_html_").of(self._java_obj).shortForm())


def _vector(method: str, names: tuple[str, ...], doc: str) -> property:
    def get(model: ScalerModelMethods) -> DenseVector:
        if not is_remote():
            return to_python(getattr(model._java_obj, method)())
        columns = model.summary().columns
        return model.learned(next((name for name in names if name in columns), names[-1]))

    return property(get, doc=doc)


for _name, _learned, _doc in (
    ("mean", ("mean",), "The means of the features."),
    (
        "std",
        ("sampleStandardDeviation", "standardDeviation"),
        "The standard deviations: of the sample where the scaler was set to it, else of the population.",
    ),
    ("originalMin", ("min",), "The least values seen."),
    ("originalMax", ("max",), "The greatest values seen."),
    ("maxAbs", ("maxAbs",), "The greatest magnitudes seen."),
    ("median", ("median",), "The medians of the features."),
    ("range", ("range",), "The differences of the quantiles."),
):
    setattr(ScalerModelMethods, _name, _vector(_name, _learned, _doc))


class NetworkMethods:
    """A trained network."""

    _java_obj: Any

    @property
    def numFeatures(self) -> int:
        """How many numbers the network takes."""
        jvm("numFeatures")
        return int(self._java_obj.numFeatures())

    def getLayers(self) -> str:
        """The layers as text."""
        jvm("getLayers")
        return str(self._java_obj.network().layers())

    def weights(self) -> dict[str, list[float]]:
        """The weights by name."""
        jvm("weights")
        return {str(name): list(values) for name, values in self._java_obj.network().weights().items()}

    def predict(self, features: Sequence[float]) -> float:
        """The prediction for one row."""
        jvm("predict")
        return float(self._java_obj.predict(doubles(features)))

    def report(self, path: str, title: str = "Neural network") -> None:
        """Writes a page of HTML that shows the layers and the learning curves into a new file."""
        save_report(java_report("report").of(self._java_obj), path, title)

    def _repr_html_(self) -> str:
        return str(java_report("_repr_html_").of(self._java_obj).shortForm())
