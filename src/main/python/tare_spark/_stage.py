"""What all stages share: parameters declared once, keyword constructors, and the way to the stage in the JVM."""

from __future__ import annotations

import difflib
import inspect
import sys
from collections.abc import Callable, Sequence
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, TypeVar, get_args, overload

from pyspark.ml.param import Param, Params, TypeConverters
from pyspark.ml.util import JavaMLReadable, JavaMLWritable
from pyspark.ml.wrapper import JavaEstimator, JavaModel, JavaParams, JavaTransformer
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.utils import is_remote

from tare_spark._frames import FilePath, file_path, listed, plain
from tare_spark._session import require_version, spark_frame, told

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


class Parameter(NamedTuple):
    """A parameter as a stage declares it: its name, its type, a sentence, its default, and the words to choose from."""

    name: str
    kind: str
    doc: str
    default: Any = None
    choices: tuple[str, ...] = ()

    def to_param(self, stage: str) -> Param:
        """The parameter as pyspark.ml knows it, which refuses values of another type in a sentence."""
        # No function within this one, as a stage can be pickled with its parameters.
        convert: Any = partial(self.convert, f"{self.name} of {stage}")
        # pyspark.ml tells parameters that hold lists by the name of their converter.
        convert.__name__ = _CONVERTERS[self.kind].__name__
        return Param(Params._dummy(), self.name, self.doc, convert)

    def convert(self, what: str, value: Any) -> Any:
        """The value as the JVM takes it; ``what`` names the parameter in errors."""
        alone = self.kind == "list[str]" and isinstance(value, str)
        try:
            converted = _CONVERTERS[self.kind]([value] if alone else plain(value))
        except (TypeError, ValueError) as e:
            raise TypeError(f"{what} is {value!r}; give it a value of type {self.kind.replace('long', 'int')}.") from e
        bits = _BITS.get(self.kind)
        if bits and not -(2 ** (bits - 1)) <= converted < 2 ** (bits - 1):
            raise ValueError(f"{what} is {value!r}; give it a whole number of {bits} bits.")
        if self.choices and converted not in self.choices:
            raise ValueError(f"{what} is {value!r}; choose among {', '.join(self.choices)}.")
        return converted

    def __str__(self) -> str:
        known = "" if self.default is None else f", default {self.default!r}"
        return f"{self.name} : {self.kind}{known}\n    {self.doc}"


def _setter(name: str) -> Callable[..., Any]:
    """As pyspark.ml's: the value by position, or as ``value``; several positions are a list."""
    return lambda stage, *given, value=(): stage.setParams(**{name: given if given[1:] else (*given, value)[0]})


def _getter(name: str) -> Callable[..., Any]:
    return lambda stage: stage.getOrDefault(name) if stage.isDefined(name) else None


def _alone(many: str) -> Callable[..., Any]:
    """The name of the only column, as pyspark.ml asks for it; None of none or several."""
    return lambda stage: columns[0] if len(columns := getattr(stage, many, list)() or []) == 1 else None


def _at(action: Callable[[str], Any]) -> Callable[[Any], Any]:
    """What a reader or a writer does with a path."""
    return told()(lambda path: action(file_path(path)))


class Stage(JavaParams, JavaMLReadable, JavaMLWritable):
    """A stage of Tare. Parameters are keywords of the constructor, and have ``setX`` and ``getX``."""

    java_class: ClassVar[str] = ""
    _java_obj: Any = None
    # The session of a client of Spark Connect whose server holds the model.
    _home: Any = None
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
                accessor = make(name)
                accessor.__name__, accessor.__doc__ = prefix + name[0].upper() + name[1:], parameter.doc
                if not hasattr(cls, accessor.__name__):
                    setattr(cls, accessor.__name__, accessor)
        if "inputCols" in cls._declared:
            cls.getInputCol, cls.getOutputCol = _alone("getInputCols"), _alone("getOutputCols")
        if not issubclass(cls, JavaModel):
            cls.__doc__ = "\n".join([cls.__doc__ or "", "", "Parameters", "----------", *map(str, declared)])
        if "__init__" in vars(cls):
            # What stands there is for readers and type checkers; columns and keywords are taken by one for all.
            cls.__signature__ = inspect.signature(partial(cls.__init__, None))  # type: ignore[attr-defined]
            del cls.__init__

    def _set_defaults(self) -> None:
        self._setDefault(**{name: p.default for name, p in self._declared.items() if p.default is not None})

    def _setDefault(self, **kwargs: Any) -> Any:
        # The default of a model may be an array of the JVM, which Spark would leave there.
        return super()._setDefault(**{name: plain(value) for name, value in kwargs.items()})

    def setParams(self, **params: Any) -> Any:
        """Sets parameters by the keywords of the constructor; None brings a default back."""
        stage, declared = type(self).__name__, type(self)._declared
        for one, many in (("inputCol", "inputCols"), ("outputCol", "outputCols")):
            if one in params and many in declared:
                if many in params:
                    raise TypeError(f"{stage} is given {many} twice; name them by position, by {many} or by {one}.")
                params[many] = params.pop(one)
        for name in params:
            if name not in declared:
                near = difflib.get_close_matches(name, declared, 1)
                hint = f"did you mean {near[0]}?" if near else f"it has {', '.join(declared)}."
                raise TypeError(f"{stage} has no parameter {name}; {hint}")
        return self._set(**params)

    setInputCol, setOutputCol = _setter("inputCol"), _setter("outputCol")

    def set(self, param: Param, value: Any) -> None:
        """Sets a parameter."""
        self._shouldOwn(param)
        self._set(**{param.name: value})

    def _set(self, **kwargs: Any) -> Any:
        # That of pyspark.ml puts words of its own before the sentence, and sets a parameter to None. No server takes an
        # empty list.
        for name, value in kwargs.items():
            param = self.getParam(name)
            converted = None if value is None else param.typeConverter(value)
            if converted not in (None, []):
                self._paramMap[param] = converted
            elif self.isSet(param):
                self.clear(param)
        return self

    def clear(self, param: Param) -> None:
        """Unsets a parameter, so that its default counts."""
        # That of pyspark.ml leaves it set over Spark Connect.
        self._paramMap.pop(self._resolveParam(param), None)
        if not is_remote() and self._java_obj is not None:
            self._java_obj.clear(self._java_obj.getParam(param.name))

    @told()
    def _call_java(self, name: str, *args: Any) -> Any:
        return super()._call_java(name, *args)

    @told()
    def copy(self, extra: Any = None) -> Any:
        """A copy with these parameters."""
        that = object.__new__(type(self))
        # That of pyspark.ml, when it fails, takes along the JVM's object, or the server's model, of this stage.
        that.__dict__.update(self.__dict__)
        that._java_obj, that._paramMap, that._defaultParamMap = None, {}, {}
        self._copyValues(that, extra)
        if self._home is not None and hasattr(self._java_obj, "add_ref"):
            self._java_obj.add_ref()
        that._java_obj = self._java_obj
        if self._home is None and not is_remote() and self._java_obj is not None:
            that._java_obj = self._java_obj.copy(self._empty_java_param_map())
            that._transfer_params_to_java()
        return that

    def __copy__(self) -> Any:
        return self.copy()

    def write(self) -> Any:
        """The writer of this stage."""
        with told():
            writer: Any = super().write()
        writer.save = _at(writer.save)
        return writer

    @classmethod
    def read(cls) -> Any:
        """The reader of this class."""
        with told():
            require_version(SparkSession.active())
            reader: Any = super().read()
        reader.load = _at(reader.load)
        return reader

    @classmethod
    def load(cls: type[S], path: FilePath) -> S:
        """Reads what ``save`` wrote."""
        return cls.read().load(path)  # type: ignore[no-any-return]


class _Transforms(Stage, JavaTransformer):
    """A stage that transforms."""

    @told()
    def transform(self, dataset: Any, params: Any = None) -> DataFrame:
        """The data with the results."""
        return super().transform(spark_frame(dataset, self._home), params)


class _MadeStage(Stage):
    """A stage that a user makes; columns may be given by position."""

    def __init__(self, *columns: Any, **params: Any) -> None:
        super().__init__()
        with told():
            self._java_obj = self._new_java_obj(self.java_class, self.uid)
        self._set_defaults()
        if columns and "inputCols" not in self._declared:
            raise TypeError(f"{type(self).__name__} takes keywords alone; name that of {columns[0]!r}.")
        params = {name: value for name, value in params.items() if value is not None}
        if columns:
            params = {"inputCol" if "inputCols" in params else "inputCols": listed(columns), **params}
        self.setParams(**params)

    def __repr__(self) -> str:
        given = [f"{param.name}={value!r}" for param, value in self._paramMap.items()]
        return f"{type(self).__name__}({', '.join(given)})"

    def __reduce__(self) -> Any:
        return made, (type(self), self.uid, {param.name: value for param, value in self._paramMap.items()})


def made(stage: type[_MadeStage], uid: str, params: dict[str, Any]) -> Any:
    """The stage of that identity with these parameters."""
    that = stage(**params)._resetUid(uid)
    that._java_obj = that._new_java_obj(stage.java_class, uid)
    return that


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
        return super().fit(spark_frame(dataset), params)

    def _fit(self, dataset: Any) -> Any:
        model: Any = super()._fit(dataset)
        model._home = dataset.sparkSession if is_remote() else None
        # What was fitted has names of its own; pyspark.ml copies those that the stage was given.
        model._paramMap = {p: v for p, v in model._paramMap.items() if p.name not in ("inputCols", "outputCols")}
        return model

    def _create_model(self, java_model: Any) -> Any:
        (model,) = get_args(type(self).__orig_bases__[0])  # type: ignore[attr-defined]
        return model(java_model)


class TransformerStage(_MadeStage, _Transforms):
    """A stage that needs no fit."""


def _release(model: Any, session: Any) -> None:
    # A thread knows no session of its own.
    type(session)._active_session.session = session
    model.release_ref()


class ModelStage(_Transforms, JavaModel):
    """What a fit returns."""

    def __init__(self, java_model: Any = None) -> None:
        super().__init__(java_model)
        self._set_defaults()
        self._home = SparkSession.active() if is_remote() else None
        if java_model is not None and not is_remote():
            self._transfer_params_from_java()

    def __del__(self) -> None:
        # pyspark asks the server at once, and for ever where Python collects a model in the middle of another call.
        if self._home is None:
            super().__del__()
        elif hasattr(self._java_obj, "release_ref") and not sys.is_finalizing():
            Thread(target=_release, args=(self._java_obj, self._home), daemon=True).start()

    def __reduce__(self) -> Any:
        raise TypeError(f"A {type(self).__name__} is held by Spark and cannot be pickled; save it, and load it there.")
