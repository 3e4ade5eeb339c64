"""What scalers do beyond a fit to data: they fit to statistics, scan for them, and are fitted together."""

import json
from typing import Any

from pyspark.ml.param import Param
from pyspark.ml.wrapper import JavaParams
from pyspark.sql import DataFrame
from pyspark.sql.utils import is_remote

from tare_spark._frames import listed
from tare_spark._stage import EstimatorStage, M, made
from tare_spark.statistics import Statistics

# What is of the whole scan or of transform, and not of what a scaler learns.
_OF_ROWS = ("weightCol", "vectorCol", "arrayCol", "handleInvalid", "unseenGroup", "minGroupRows")


def _as_json(scalers: list[Any], without: tuple[str, ...] = ()) -> str:
    """The scalers as the text that reaches the JVM."""
    params = [{p.name: value for p, value in s._paramMap.items() if p.name not in without} for s in scalers]
    named = zip(scalers, params, strict=True)
    return json.dumps([{"class": s.java_class, "uid": s.uid, "params": values} for s, values in named])


class Scaler(EstimatorStage[M]):
    """A scaler: it fits to data, and to statistics that were taken earlier or merged."""

    def _data(self, dataset: Any) -> DataFrame:
        if isinstance(dataset, Statistics):
            self._require_no_groups("statistics are of all rows; fit to data.")
            return dataset.toDF()
        return super()._data(dataset)

    def _require_no_groups(self, why: str) -> None:
        if self.isSet("groupCols"):
            raise ValueError(f"groupCols is {self.getGroupCols()}, and {why}")

    def _fit(self, dataset: Any) -> Any:
        model = super()._fit(dataset)
        # What was fitted has names of its own; pyspark.ml copies those that the scaler was given.
        for name in ("inputCols", "outputCols"):
            model._paramMap.pop(getattr(model, name), None)
        return model

    def fit_transform(self, dataset: Any) -> DataFrame:
        """Fits to a DataFrame, and scales it."""
        return self.fit(dataset).transform(dataset)

    def scan(self, data: Any) -> Statistics:
        """The statistics that a fit to these data learns from, to keep, merge and fit to later."""
        from tare_spark.stages import StatisticsTransformer

        self._require_no_groups("scan takes the statistics of all rows; leave it out.")
        scanner = StatisticsTransformer(scalersJson=self._json(), weightCol=self.getWeightCol())
        return Statistics(scanner.transform(data))

    def _json(self) -> str:
        return _as_json([self], _OF_ROWS)


class SeveralScalers(Scaler[M]):
    """Several scalers in one fit."""

    def __init__(self, *scalers: Any, **params: Any) -> None:
        super().__init__(**params)
        self._scalers: list[Any] = []
        if scalers:
            self.add(*scalers)

    def add(self, *scalers: Any) -> Any:
        """Adds scalers behind those that are there."""
        for scaler in listed(scalers):
            if not isinstance(scaler, Scaler) or isinstance(scaler, SeveralScalers):
                found = repr(scaler) if isinstance(scaler, (str, type)) else f"a {type(scaler).__name__}"
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
        saved = json.loads(self.getScalersJson() or "[]")
        return [made(getattr(stages, s["class"].rpartition(".")[2]), s["uid"], s["params"]) for s in saved]

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
        super()._shouldOwn(param)

    def copy(self, extra: Any = None) -> Any:
        """A copy with these parameters, which reach the scalers within too."""
        that = super().copy(extra)
        inner = self._inner()
        within = {inner.get(param, param): value for param, value in (extra or {}).items()}
        that._scalers = [scaler.copy(within) for scaler in self.getScalers()]
        return that

    def _json(self) -> str:
        # A parameter that is a text is all that reaches a server, and comes back from it when the stage is loaded.
        if self._scalers:
            self._set(scalersJson=_as_json(self._scalers))
        return str(self.getScalersJson())

    def _fit(self, dataset: Any) -> Any:
        self._json()
        return super()._fit(dataset)

    def write(self) -> Any:
        """The writer of this stage and the scalers within."""
        self._json()
        return super().write()

    def _transfer_params_to_java(self) -> None:
        self._json()
        super()._transfer_params_to_java()

    def __reduce__(self) -> Any:
        self._json()
        return super().__reduce__()
