"""Where the jar is, how a session gets it, and what is told where it has not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from typing import Any

from pyspark.errors import IllegalArgumentException
from pyspark.sql import SparkSession
from pyspark.sql.utils import is_remote

from tare_spark._frames import text_in

_START = "spark = tare_spark.configure(SparkSession.builder).getOrCreate()"
# What is told of files, of trainings that failed and of what cannot be done, which reaches Python with a stack, on
# Connect after the name of the class.
_REFUSED = re.compile(
    r"(?:calling \S+\n: |^\()"
    r"(?:java\.n?io|org\.apache\.hadoop|org\.tare|java\.lang\.UnsupportedOperationException)[\w.$]*(?:: |\) )(.+)"
)
# Whose advice is in Java.
_WANTING = re.compile(r"(Feature .* was scanned without '\w+');")
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

    Errors of a Spark Connect session come without the server's stack, unless the builder asks for it. A server that
    runs already gets the jar by ``spark.addArtifacts(jar())``.

    >>> spark = tare_spark.configure(SparkSession.builder).getOrCreate()  # doctest: +SKIP
    """
    if not isinstance(builder, SparkSession.Builder):
        raise TypeError(f"The builder is a {type(builder).__name__}; give that of a session yet to start: {_START}")
    options: dict[str, Any] = getattr(builder, "_options", {})
    remote = str(options.get("spark.remote", ""))
    if remote and _STACKS not in options:
        builder = builder.config(_STACKS, "false")
    if remote.startswith("sc://"):
        return builder
    others = [path for path in str(options.get("spark.jars", "")).split(",") if path and path != jar()]
    return builder.config("spark.jars", ",".join([*others, jar()]))


def require_version(session: Any) -> None:
    """Refuses a session whose jar is of another version than this package; it is asked once."""
    if "unknown" in (VERSION, getattr(session, "_tare_version", "")):
        return
    if getattr(session, "_tare_version", None) != VERSION:
        found = _version(session).replace("-SNAPSHOT", ".dev0")
        if found not in ("unknown", VERSION):
            raise RuntimeError(
                f"The package tare-spark is of version {VERSION} and Spark has Tare's jar of another, {found};"
                " install the package of that version, or give Spark the jar of this one alone."
            )
        session._tare_version = found


def _version(session: Any) -> str:
    if not is_remote():
        return str(session._jvm.org.tare.export.ModelExport.version())
    from tare_spark.stages import StatisticsTransformer

    # The question is a transform itself.
    session._tare_version = VERSION
    try:
        return text_in(StatisticsTransformer(returns="version").transform(session.range(0)))
    except IllegalArgumentException:
        return "an older one"
    finally:
        session.__dict__.pop("_tare_version", None)


@contextmanager
def told() -> Iterator[None]:
    """Lets errors say what the caller can do about them, without the stack of a server."""
    try:
        yield
    except Exception as e:
        advice = _advice(str(e))
        if advice:
            raise RuntimeError(advice) from e
        sentence = _sentence(str(e))
        if sentence:
            raise IllegalArgumentException(sentence) from None
        if hasattr(e, "_display_stacktrace"):
            e._display_stacktrace = False
        raise


def _advice(error: str) -> str | None:
    if "Unsupported ML operator" in error:
        return "The Connect server has no jar of Tare: spark.addArtifacts(tare_spark.jar())"
    if "CACHE_INVALID" in error or '"model" is null' in error:
        return "The Connect server has this model no longer, after a break or in another session; fit or load it again."
    if "JavaPackage" in error:
        return f"Spark was started without Tare's jar: {_START}"
    return None if _is_running() else f"There is no running Spark session; start one: {_START}"


def _sentence(error: str) -> str | None:
    wanting = _WANTING.match(error)
    if wanting:
        return f"{wanting.group(1)}; scan it with quantiles=True, or by the scaler's own scan(data)."
    refused = _REFUSED.search(error)
    return refused.group(1) if refused else None


def _is_running() -> bool:
    try:
        return SparkSession.active() is not None
    except Exception:
        return False
