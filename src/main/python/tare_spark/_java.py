"""Values on their way to the JVM and back; a Connect client has none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pyspark import SparkContext
from pyspark.ml.common import _java2py
from pyspark.sql.utils import is_remote


def jvm(what: str) -> Any:
    """The JVM, for what cannot be had without it.

    Raises ``NotImplementedError`` over Spark Connect, whose clients may only fit, transform, save and load.
    """
    if is_remote():
        raise NotImplementedError(
            f"{what} needs a classic Spark session; Spark Connect can fit, transform, save and load."
        )
    return SparkContext._active_spark_context._gateway.jvm


def array(java_class: Any, values: Sequence[Any]) -> Any:
    """A Java array of that class."""
    made = SparkContext._active_spark_context._gateway.new_array(java_class, len(values))
    for i, value in enumerate(values):
        made[i] = value
    return made


def strings(values: Sequence[str]) -> Any:
    """A Java array of strings."""
    return array(jvm("A list of columns").java.lang.String, values)


def doubles(values: Sequence[float]) -> Any:
    """A Java array of doubles."""
    return array(jvm("A row").double, [float(value) for value in values])


def to_python(value: Any) -> Any:
    """What pyspark.ml makes of a Java value."""
    return _java2py(SparkContext._active_spark_context, value)


def java_report(what: str) -> Any:
    """The class that shows what was learned."""
    return jvm(what).org.tare.report.HtmlReport


def save_report(report: Any, path: str, title: str) -> None:
    """Writes a page to a new file."""
    with open(path, "x", encoding="utf-8") as file:
        file.write(report.title(title).html())
