"""What all stages share: parameters declared once, keyword constructors, and the way to the stage in the JVM."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from typing import Any, ClassVar

from pyspark.ml.param import Param, Params, TypeConverters
from pyspark.ml.util import JavaMLReadable, JavaMLWritable
from pyspark.ml.wrapper import JavaEstimator, JavaModel, JavaParams, JavaTransformer
from pyspark.sql.utils import is_remote

from tare_spark._session import require_jar

_CONVERTERS: dict[str, Callable[[Any], Any]] = {
    "bool": TypeConverters.toBoolean,
    "int": TypeConverters.toInt,
    "float": TypeConverters.toFloat,
    "str": TypeConverters.toString,
    "list[str]": TypeConverters.toListString,
    "list[float]": TypeConverters.toListFloat,
}


class Parameter:
    """A parameter as a stage declares it: its type, a sentence, and its default."""

    def __init__(self, kind: str, doc: str, default: Any = None, choices: tuple[str, ...] = ()) -> None:
        self.kind = kind
        self.doc = doc
        self.default = default
        self.choices = choices

    def to_param(self, stage: str, name: str) -> Param:
        """The parameter as pyspark.ml knows it, which refuses values of another type in a sentence."""
        convert = _CONVERTERS[self.kind]

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


def _setter(name: str) -> Callable[..., Any]:
    def set_(self: Stage, *value: Any) -> Stage:
        return self._set_checked({name: list(value) if len(value) != 1 else value[0]})

    return set_


def _getter(name: str) -> Callable[..., Any]:
    def get(self: Stage) -> Any:
        return self.getOrDefault(name)

    return get


class Stage(JavaParams, JavaMLReadable, JavaMLWritable):
    """A stage of Tare. Parameters are keywords of the constructor, and have ``setX`` and ``getX``."""

    java_class: ClassVar[str] = ""
    _java_obj: Any = None
    _declared: ClassVar[dict[str, Parameter]] = {}

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        own = {name: value for name, value in vars(cls).items() if isinstance(value, Parameter)}
        cls._declared = {**cls._declared, **own}
        if cls.java_class:
            # Spark finds the Python class of a saved stage by the name of its Java class.
            cls.__module__ = cls.java_class.rpartition(".")[0]
        for name, parameter in own.items():
            setattr(cls, name, parameter.to_param(cls.__name__, name))
            capital = name[0].upper() + name[1:]
            for prefix, make in (("set", _setter), ("get", _getter)):
                if not hasattr(cls, prefix + capital):
                    method = make(name)
                    method.__name__ = prefix + capital
                    method.__doc__ = parameter.doc
                    setattr(cls, prefix + capital, method)

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
        for one, many in (("inputCol", "inputCols"), ("outputCol", "outputCols")):
            if one in values and many in type(self)._declared:
                values[many] = [values.pop(one)]
        for name in values:
            if name not in type(self)._declared:
                near = difflib.get_close_matches(name, type(self)._declared, 1)
                hint = f"did you mean {near[0]}?" if near else f"it has {', '.join(type(self)._declared)}."
                raise TypeError(f"{type(self).__name__} has no parameter {name}; {hint}")
        return self._set(**values)

    def setInputCol(self, value: str) -> Any:
        """Sets the one input column."""
        return self._set_checked({"inputCols": [value]})

    def setOutputCol(self, value: str) -> Any:
        """Sets the name of the one result."""
        return self._set_checked({"outputCols": [value]})


class EstimatorStage(Stage, JavaEstimator):
    """A stage that is fitted; columns may be given by position."""

    model_class: ClassVar[type]

    def __init__(self, *columns: str, **params: Any) -> None:
        super().__init__()
        self._java_obj = require_jar(lambda: self._new_java_obj(self.java_class, self.uid))
        self._set_defaults()
        if columns:
            params.setdefault("inputCols", list(columns))
        self._set_checked({name: value for name, value in params.items() if value is not None})

    def _create_model(self, java_model: Any) -> Any:
        return type(self).model_class(java_model)


class TransformerStage(Stage, JavaTransformer):
    """A stage that needs no fit."""

    def __init__(self, *columns: str, **params: Any) -> None:
        super().__init__()
        self._java_obj = require_jar(lambda: self._new_java_obj(self.java_class, self.uid))
        self._set_defaults()
        if columns:
            params.setdefault("inputCols", list(columns))
        self._set_checked({name: value for name, value in params.items() if value is not None})


class ModelStage(Stage, JavaModel):
    """What a fit returns."""

    def __init__(self, java_model: Any = None) -> None:
        super().__init__(java_model)
        if java_model is not None and not is_remote():
            self._transfer_params_from_java()
