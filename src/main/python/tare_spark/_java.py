"""Values on their way to the JVM; a Connect client has none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pyspark import SparkContext
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


def doubles(values: Sequence[float]) -> Any:
    """A Java array of doubles."""
    return array(jvm("A row").double, [float(value) for value in values])
