"""What all stages share: parameters declared once, keyword constructors, and the way to the stage in the JVM."""

from __future__ import annotations

import difflib
import inspect
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, get_args, overload

from pyspark.ml.param import Param, Params, TypeConverters
from pyspark.ml.util import JavaMLReadable, JavaMLWritable
from pyspark.ml.wrapper import JavaEstimator, JavaModel, JavaParams, JavaTransformer
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.utils import is_remote

from tare_spark._frames import listed, plain, spark_frame
from tare_spark._session import require_version, told

S = TypeVar("S", bound="Stage")
M = TypeVar("M", bound="ModelStage")
_CONVERTERS: dict[str, Callable[[Any], Any]] = {
    "bool": TypeConverters.toBoolean,
    "int": TypeConverters.toInt,
    "long": TypeConverters.toInt,
    "float": TypeConverters.toFloat,
    "str": TypeConverters.toString,
    "list[str]": TypeConverters.toListString,
    "list[float]": TypeConverters.toListFloat,
}
_BITS = {"int": 32, "long": 64}


class Parameter:
    """A parameter as a stage declares it: its name, its type, a sentence, and its default."""

    def __init__(self, name: str, kind: str, doc: str, default: Any = None, choices: tuple[str, ...] = ()) -> None:
        self.name = name
        self.kind = kind
        self.doc = doc
        self.default = default
        self.choices = choices

    def to_param(self, stage: str) -> Param:
        """The parameter as pyspark.ml knows it, which refuses values of another type in a sentence."""
        name, convert = self.name, _CONVERTERS[self.kind]

        def checked(value: Any) -> Any:
            given = [value] if self.kind == "list[str]" and isinstance(value, str) else value
            try:
                converted = convert(plain(given))
            except (TypeError, ValueError) as e:
                kind = self.kind.replace("long", "int")
                raise TypeError(f"{name} of {stage} is {given!r}; give it a value of type {kind}.") from e
            bits = _BITS.get(self.kind)
            if bits and not -(2 ** (bits - 1)) <= converted < 2 ** (bits - 1):
                raise ValueError(f"{name} of {stage} is {value!r}; give it a whole number of {bits} bits.")
            if self.choices and converted not in self.choices:
                raise ValueError(f"{name} of {stage} is {value!r}; choose among {', '.join(self.choices)}.")
            return converted

        # pyspark.ml tells parameters that hold lists by the name of their converter.
        checked.__name__ = convert.__name__
        return Param(Params._dummy(), name, self.doc, checked)

    def __str__(self) -> str:
        known = "" if self.default is None else f", default {self.default!r}"
        return f"{self.name} : {self.kind}{known}\n    {self.doc}"


def _setter(name: str) -> Callable[..., Any]:
    def set_(self: Stage, *value: Any) -> Stage:
        return self._set_checked({name: list(value) if len(value) != 1 else value[0]})

    return set_


def _getter(name: str) -> Callable[..., Any]:
    def get(self: Stage) -> Any:
        return self.getOrDefault(name) if self.isDefined(name) else None

    return get


class Stage(JavaParams, JavaMLReadable, JavaMLWritable):
    """A stage of Tare. Parameters are keywords of the constructor, and have ``setX`` and ``getX``."""

    java_class: ClassVar[str] = ""
    _java_obj: Any = None
    _declared: ClassVar[dict[str, Parameter]] = {}

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any: ...

    def __init_subclass__(cls, java: str = "", declared: tuple[Parameter, ...] = (), **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if not java:
            return
        cls.java_class = java
        cls._declared = {parameter.name: parameter for parameter in declared}
        # Spark finds the Python class of a saved stage by the name of its Java class.
        cls.__module__ = java.rpartition(".")[0]
        for name, parameter in cls._declared.items():
            setattr(cls, name, parameter.to_param(cls.__name__))
            for prefix, make in (("set", _setter), ("get", _getter)):
                method = make(name)
                method.__name__ = prefix + name[0].upper() + name[1:]
                method.__doc__ = parameter.doc
                if not hasattr(cls, method.__name__):
                    setattr(cls, method.__name__, method)
        if not issubclass(cls, JavaModel):
            cls.__doc__ = "\n".join([cls.__doc__ or "", "", "Parameters", "----------", *map(str, declared)])
        if "__init__" in vars(cls):
            # What stands there is for readers and type checkers; columns and keywords are taken by one for all.
            cls.__signature__ = inspect.signature(partial(cls.__init__, None))  # type: ignore[attr-defined]
            del cls.__init__

    def _set_defaults(self) -> None:
        declared = type(self)._declared
        self._setDefault(**{name: p.default for name, p in declared.items() if p.default is not None})

    def _transfer_params_from_java(self) -> None:
        # Spark would make a text of a default that is a list.
        for name, parameter in type(self)._declared.items():
            param = self._java_obj.getParam(name)
            if parameter.kind.startswith("list") and self._java_obj.hasDefault(param):
                self._setDefault(**{name: list(self._java_obj.getDefault(param).get())})
        super()._transfer_params_from_java()

    def _set_checked(self, values: dict[str, Any]) -> Any:
        stage, declared = type(self).__name__, type(self)._declared
        for one, many in (("inputCol", "inputCols"), ("outputCol", "outputCols")):
            if one in values and many in declared:
                if many in values:
                    raise TypeError(f"{stage} is given {many} twice; name them by position, by {many} or by {one}.")
                values[many] = [values.pop(one)]
        for name in values:
            if name not in declared:
                near = difflib.get_close_matches(name, declared, 1)
                hint = f"did you mean {near[0]}?" if near else f"it has {', '.join(declared)}."
                raise TypeError(f"{stage} has no parameter {name}; {hint}")
        return self._set(**values)

    def _set(self, **kwargs: Any) -> Any:
        # That of pyspark.ml puts words of its own before the sentence, and sets a parameter to None.
        for name, value in kwargs.items():
            param = self.getParam(name)
            if value is not None:
                self._paramMap[param] = param.typeConverter(value)
            elif self.isSet(param):
                self.clear(param)
        return self

    def copy(self, extra: Any = None) -> Any:
        """A copy with these parameters."""
        # A copy that fails on the way would take the JVM's object with it, which is still that of this stage.
        for param, value in (extra or {}).items():
            if param in self.params and value is not None:
                param.typeConverter(value)
        return super().copy(extra)

    def clear(self, param: Param) -> None:
        """Unsets a parameter, so that its default counts."""
        # That of pyspark.ml leaves it set over Spark Connect.
        self._paramMap.pop(self._resolveParam(param), None)
        if not is_remote() and self._java_obj is not None:
            self._java_obj.clear(self._java_obj.getParam(param.name))

    def write(self) -> Any:
        """The writer of this stage."""
        writer: Any = told()(super().write)()
        writer.save = told()(writer.save)
        return writer

    @classmethod
    @told()
    def load(cls: type[S], path: str) -> S:
        """Reads what ``save`` wrote."""
        require_version(SparkSession.active())
        return super().load(path)  # type: ignore[no-any-return]

    setInputCol, setOutputCol = _setter("inputCol"), _setter("outputCol")


class _Transforms(Stage, JavaTransformer):
    """A stage that transforms."""

    @told()
    def transform(self, dataset: Any, params: Any = None) -> DataFrame:
        """The data with the results."""
        data = spark_frame(dataset)
        require_version(data.sparkSession)
        return super().transform(data, params)


class _MadeStage(Stage):
    """A stage that a user makes; columns may be given by position."""

    def __init__(self, *columns: str, **params: Any) -> None:
        super().__init__()
        with told():
            self._java_obj = self._new_java_obj(self.java_class, self.uid)
        self._set_defaults()
        params = {name: value for name, value in params.items() if value is not None}
        if columns and "inputCols" not in self._declared:
            raise TypeError(f"{type(self).__name__} takes keywords alone; name that of {columns[0]!r}.")
        if columns and "inputCols" in params:
            params["inputCol"] = listed(columns)
        elif columns:
            params["inputCols"] = listed(columns)
        self._set_checked(params)


class EstimatorStage(_MadeStage, JavaEstimator[M]):
    """A stage that is fitted."""

    @overload
    def fit(self, dataset: Any, params: dict[Param, Any] | None = ...) -> M: ...
    @overload
    def fit(self, dataset: Any, params: Sequence[dict[Param, Any]]) -> list[M]: ...
    @told()
    def fit(self, dataset: Any, params: Any = None) -> Any:
        """Fits to a DataFrame; a scaler also to :class:`~tare_spark.Statistics`, without reading any data.

        ``params`` is a parameter map, or a list of them for a list of models.
        """
        data = self._data(dataset)
        require_version(data.sparkSession)
        return super().fit(data, params)

    def _data(self, dataset: Any) -> DataFrame:
        return spark_frame(dataset)

    def _create_model(self, java_model: Any) -> Any:
        (model,) = get_args(type(self).__orig_bases__[-1])  # type: ignore[attr-defined]
        return model(java_model)


class TransformerStage(_MadeStage, _Transforms):
    """A stage that needs no fit."""


class ModelStage(_Transforms, JavaModel):
    """What a fit returns."""

    def __init__(self, java_model: Any = None) -> None:
        super().__init__(java_model)
        if is_remote():
            self._set_defaults()
        elif java_model is not None:
            self._transfer_params_from_java()
