"""Where the jar is, how a session gets it, and what is told where it has not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

from pyspark import SparkContext
from pyspark.sql import SparkSession
from pyspark.sql.utils import is_remote

T = TypeVar("T")
_START = "spark = tare_spark.configure(SparkSession.builder).getOrCreate()"
_STACKS = "spark.sql.connect.serverStacktrace.enabled"

try:
    VERSION = version("tare-spark")
except PackageNotFoundError:
    VERSION = "unknown"


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

    Errors of a Spark Connect session come without the server's stack, unless the builder asks for it.

    >>> spark = tare_spark.configure(SparkSession.builder).getOrCreate()  # doctest: +SKIP
    """
    options: dict[str, Any] = getattr(builder, "_options", {})
    if "spark.remote" in options and _STACKS not in options:
        builder = builder.config(_STACKS, "false")
    others = [path for path in str(options.get("spark.jars", "")).split(",") if path and path != jar()]
    return builder.config("spark.jars", ",".join([*others, jar()]))


def require_jar(create: Callable[[], T]) -> T:
    """What ``create`` makes in the JVM, or an error that says which line adds the jar."""
    try:
        made = create()
    except (TypeError, AssertionError) as e:
        if SparkContext._active_spark_context is None:
            reason = "There is no running Spark session; start one before making a stage"
        elif "JavaPackage" in str(e):
            reason = "Spark was started without Tare's jar"
        else:
            raise
        raise RuntimeError(f"{reason}: {_START}") from e
    context = SparkContext._active_spark_context
    if context is not None and not isinstance(made, str):
        _require_version(context)
    return made


def _require_version(context: SparkContext) -> None:
    if getattr(context, "_tare_version", None) is None:
        found = str(context._gateway.jvm.org.tare.export.ModelExport.version())
        context._tare_version = found  # type: ignore[attr-defined]
        if "unknown" not in (found, VERSION) and found.replace("-SNAPSHOT", ".dev0") != VERSION:
            raise RuntimeError(
                f"The session has Tare's jar of version {found} and the package is of version {VERSION};"
                f" remove the other jar from spark.jars, or install tare-spark=={found}."
            )


@contextmanager
def told() -> Iterator[None]:
    """Lets errors say what the caller can do about them, without the stack of a server."""
    try:
        yield
    except Exception as e:
        if "Unsupported ML operator" in str(e):
            raise RuntimeError("The Connect server has no jar of Tare: spark.addArtifacts(tare_spark.jar())") from e
        if SparkContext._active_spark_context is None and not is_remote():
            raise RuntimeError(f"The Spark session was stopped; start another: {_START}") from e
        if hasattr(e, "_display_stacktrace"):
            e._display_stacktrace = False
        raise
