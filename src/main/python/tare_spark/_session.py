"""Where the jar is, and how a session gets it."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

from pyspark.sql import SparkSession

T = TypeVar("T")


def jar() -> str:
    """The path of Tare's jar, which this package brings along.

    ``spark.addArtifacts(jar())`` sends it to a Connect server that never saw Tare.

    Raises ``FileNotFoundError`` where the package was not built with it.
    """
    path = Path(str(files("tare_spark") / "jars" / "tare.jar"))
    if not path.exists():
        raise FileNotFoundError(f"There is no jar at {path}; install the wheel of tare-spark, which has it.")
    return str(path)


def configure(builder: SparkSession.Builder) -> SparkSession.Builder:
    """Adds the jar to a session that is yet to start, beside the jars it is given already.

    >>> spark = tare_spark.configure(SparkSession.builder).getOrCreate()  # doctest: +SKIP
    """
    options: dict[str, Any] = getattr(builder, "_options", {})
    others = [path for path in str(options.get("spark.jars", "")).split(",") if path and path != jar()]
    return builder.config("spark.jars", ",".join([*others, jar()]))


def require_jar(create: Callable[[], T]) -> T:
    """What ``create`` makes in the JVM, or an error that says which line adds the jar."""
    try:
        return create()
    except (TypeError, AssertionError) as e:
        from pyspark import SparkContext

        if SparkContext._active_spark_context is None:
            reason = "There is no running Spark session; start one before making a stage"
        elif "JavaPackage" in str(e):
            reason = "Spark was started without Tare's jar"
        else:
            raise
        raise RuntimeError(f"{reason}: spark = tare_spark.configure(SparkSession.builder).getOrCreate()") from e
