"""What scalers do beyond a fit to data: they fit to statistics, scan for them, and are fitted together."""

import json
from typing import Any

from pyspark.ml.param import Param
from pyspark.sql import DataFrame

from tare_spark._frames import checked, listed
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

    def fit_transform(self, dataset: Any) -> DataFrame:
        """Fits to a DataFrame, and scales it."""
        return self.fit(dataset).transform(dataset)

    def scan(self, data: Any) -> Statistics:
        """The statistics that a fit to these data learns from, to keep, merge and fit to later."""
        from tare_spark.stages import StatisticsTransformer

        if self.isSet("groupCols"):
            raise ValueError(f"groupCols is {self.getGroupCols()}, and scan is of all rows; leave it out.")
        scanner = StatisticsTransformer(scalersJson=_as_json(self._parts(), _OF_ROWS), weightCol=self.getWeightCol())
        return Statistics(scanner.transform(data))

    def _parts(self) -> list[Any]:
        return [self]


class SeveralScalers(Scaler[M]):
    """Several scalers in one fit."""

    def __init__(self, *given: Any, scalers: Any = (), **params: Any) -> None:
        self._scalers: list[Any] = []
        super().__init__(**params)
        self.add(*listed(given), *listed((scalers,)))

    @property
    def _paramMap(self) -> dict[Param, Any]:
        # A parameter that is a text is all that reaches a server or the JVM; it tells of the scalers as they now are.
        if self._scalers:
            self._given[self.scalersJson] = _as_json(self._scalers)
        return self._given

    @_paramMap.setter
    def _paramMap(self, given: dict[Param, Any]) -> None:
        self._given = given

    def __repr__(self) -> str:
        # The scalers as they were given, and not their text.
        given = [f"{p.name}={value!r}" for p, value in self._given.items() if p != self.scalersJson]
        return f"{type(self).__name__}({', '.join([*map(repr, self.getScalers()), *given])})"

    def add(self, *scalers: Any) -> Any:
        """Adds scalers behind those that are there."""
        return self.setScalers(*self.getScalers(), *listed(scalers))

    def setScalers(self, *scalers: Any) -> Any:
        """Sets the scalers, in place of those that are there."""
        for scaler in listed(scalers):
            if not isinstance(scaler, Scaler) or isinstance(scaler, SeveralScalers):
                found = repr(scaler) if isinstance(scaler, (str, type)) else f"a {type(scaler).__name__}"
                raise TypeError(f"ColumnScaler takes scalers, such as StandardScaler('x'), and got {found}.")
        self._scalers = listed(scalers)
        self._given[self.scalersJson] = _as_json(self._scalers)
        return self

    def getScalers(self) -> list[Any]:
        """The scalers that are fitted together."""
        from tare_spark import stages

        if not self._scalers:
            saved = json.loads(self.getScalersJson() or "[]")
            self._scalers = [made(getattr(stages, s["class"].rpartition(".")[2]), s["uid"], s["params"]) for s in saved]
        return list(self._scalers)

    _parts = getScalers

    def param(self, inner: Param) -> Param:
        """The parameter of this stage that stands for one of a scaler within, for grids that are saved."""
        name = f"{checked('inner', inner, Param).parent}.{inner.name}"
        if name not in self._inner():
            raise ValueError(f"{name} is of no scaler within; give that of one of getScalers().")
        return getattr(self, name)  # type: ignore[no-any-return]

    def _inner(self) -> dict[str, Param]:
        return {f"{p.parent}.{p.name}": p for scaler in self.getScalers() for p in scaler.params}

    def __getattr__(self, name: str) -> Any:
        # Where Spark looks for a parameter by its name.
        inner = self._inner().get(name) if "." in name else None
        if inner is None:
            raise AttributeError(f"{type(self).__name__} has no attribute {name!r}.")
        return Param(self, name, inner.doc, inner.typeConverter)

    def _shouldOwn(self, param: Param) -> None:
        if "." in param.name:
            raise ValueError(f"{param.name} is a parameter of a scaler within; set it there, or in a grid.")
        super()._shouldOwn(param)

    def copy(self, extra: Any = None) -> Any:
        """A copy with these parameters, which reach the scalers within too."""
        that = super().copy(extra)
        inner = self._inner()
        within = {inner.get(param.name, param): value for param, value in (extra or {}).items()}
        that._scalers = [scaler.copy(within) for scaler in self.getScalers()]
        return that
