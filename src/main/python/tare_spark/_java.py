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


def doubles(values: Sequence[float]) -> Any:
    """A Java array of doubles."""
    made = SparkContext._active_spark_context._gateway.new_array(jvm("A row").double, len(values))
    for i, value in enumerate(values):
        made[i] = float(value)
    return made
