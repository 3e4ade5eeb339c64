"""What all stages share: parameters declared once, keyword constructors, and the way to the stage in the JVM."""

from __future__ import annotations

import difflib
import inspect
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from pyspark.ml.param import Param, Params, TypeConverters
from pyspark.ml.util import JavaMLReadable, JavaMLWritable
from pyspark.ml.wrapper import JavaEstimator, JavaModel, JavaParams, JavaTransformer
from pyspark.sql import DataFrame
from pyspark.sql.utils import is_remote

from tare_spark._frames import listed, spark_frame
from tare_spark._session import require_jar, told

_CONVERTERS: dict[str, Callable[[Any], Any]] = {
    "bool": TypeConverters.toBoolean,
    "int": TypeConverters.toInt,
    "float": TypeConverters.toFloat,
    "str": TypeConverters.toString,
    "list[str]": TypeConverters.toListString,
    "list[float]": TypeConverters.toListFloat,
}


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
            if self.kind == "list[str]" and isinstance(value, str):
                value = [value]
            try:
                converted = convert(value)
            except (TypeError, ValueError) as e:
                raise TypeError(f"{name} of {stage} is {value!r}; give it a value of type {self.kind}.") from e
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
    model_class: ClassVar[type | None] = None
    declared: ClassVar[tuple[Parameter, ...]] = ()
    _java_obj: Any = None
    _declared: ClassVar[dict[str, Parameter]] = {}

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any: ...

    def __init_subclass__(cls, java: str = "", model: type | None = None, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if not java:
            return
        cls.java_class, cls.model_class = java, model
        cls._declared = {parameter.name: parameter for parameter in cls.declared}
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
            cls.__doc__ = "\n".join([cls.__doc__ or "", "", "Parameters", "----------", *map(str, cls.declared)])
            keywords = [
                inspect.Parameter(p.name, inspect.Parameter.KEYWORD_ONLY, default=p.default, annotation=p.kind)
                for p in cls.declared
            ]
            columns = inspect.Parameter("columns", inspect.Parameter.VAR_POSITIONAL)
            cls.__signature__ = inspect.Signature([columns, *keywords])  # type: ignore[attr-defined]

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
        for name, value in values.items():
            if name not in declared:
                near = difflib.get_close_matches(name, declared, 1)
                hint = f"did you mean {near[0]}?" if near else f"it has {', '.join(declared)}."
                raise TypeError(f"{stage} has no parameter {name}; {hint}")
            if value is not None:
                # pyspark.ml would put words of its own before the sentence.
                getattr(self, name).typeConverter(value)
        return self._set(**values)

    def write(self) -> Any:
        """The writer of this stage."""
        with told():
            return super().write()

    @classmethod
    def load(cls, path: str) -> Any:
        """Reads what ``save`` wrote."""
        with told():
            return super().load(path)

    def setInputCol(self, value: str) -> Any:
        """Sets the one input column."""
        return self._set_checked({"inputCol": value})

    def setOutputCol(self, value: str) -> Any:
        """Sets the name of the one result."""
        return self._set_checked({"outputCol": value})


class _Transforms(Stage, JavaTransformer):
    """A stage that transforms."""

    def transform(self, dataset: Any, params: Any = None) -> DataFrame:
        """The data with the results."""
        with told():
            return super().transform(spark_frame(dataset), params)


class _MadeStage(Stage):
    """A stage that a user makes; columns may be given by position."""

    def __init__(self, *columns: str, **params: Any) -> None:
        super().__init__()
        self._java_obj = require_jar(lambda: self._new_java_obj(self.java_class, self.uid))
        self._set_defaults()
        params = {name: value for name, value in params.items() if value is not None}
        if columns and "inputCols" in params:
            params["inputCol"] = listed(columns)
        elif columns:
            params["inputCols"] = listed(columns)
        self._set_checked(params)


class EstimatorStage(_MadeStage, JavaEstimator):
    """A stage that is fitted."""

    def fit(self, dataset: Any, params: Any = None) -> Any:
        """Fits to a DataFrame; ``params`` is a parameter map, or a list of them for a list of models."""
        with told():
            return super().fit(spark_frame(dataset), params)

    def _create_model(self, java_model: Any) -> Any:
        return type(self).model_class(java_model)  # type: ignore[misc]


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
