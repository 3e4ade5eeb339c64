"""Where the jar is, how a session gets it, and what is told where it has not."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from typing import Any

from pyspark.errors import IllegalArgumentException
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.utils import is_remote

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
    """Adds the jar and the SQL functions to a session that is yet to start, beside the jars and extensions it has.

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
    for key, own in (("spark.jars", jar()), ("spark.sql.extensions", "org.tare.spark.TareExtensions")):
        others = [one for one in str(options.get(key, "")).split(",") if one and one != own]
        builder = builder.config(key, ",".join([*others, own]))
    return builder


def spark_frame(data: Any, home: Any = None) -> DataFrame:
    """The data as a DataFrame of Spark, of which pandas on Spark has one, in a session with the jar of this version.

    ``home`` is the session whose server holds the model that the data are for, if one does.
    """
    # Not asked by its attributes, as those of a Connect client are columns, of any name.
    if not isinstance(data, DataFrame) and not hasattr(data, "to_spark"):
        raise TypeError(f"The data is a {type(data).__name__}; give a DataFrame of Spark: spark.createDataFrame(...).")
    data = data if isinstance(data, DataFrame) else data.to_spark()
    session = data.sparkSession
    if home not in (None, session) or not _runs(session):
        raise RuntimeError(
            "The data or the model are of a Spark session that was stopped, or of another one than this;"
            " read or fit them again in the session that runs."
        )
    require_version(session)
    return data


def require_version(session: Any) -> None:
    """Refuses a session whose jar is of another version than this package; it is asked once."""
    if VERSION == "unknown" or getattr(session, "_tare_version", None) in ("unknown", VERSION):
        return
    from tare_spark.stages import StatisticsTransformer

    # Not by its transform, which would ask this first.
    table = StatisticsTransformer(returns="version")._transform(session.range(0))
    found = str(table.collect()[0][0]).replace("-SNAPSHOT", ".dev0")
    if found not in ("unknown", VERSION):
        raise RuntimeError(
            f"The package tare-spark is of version {VERSION} and Spark has Tare's jar of another, {found};"
            " install the package of that version, or give Spark the jar of this one alone."
        )
    session._tare_version = found


# What an error says, and what is told in its place: a sentence of Java's where it is taken from there.
_TOLD = {
    r"Unsupported ML operator": "The Connect server has no jar of Tare: spark.addArtifacts(tare_spark.jar())",
    r"CACHE_INVALID|NO_ACTIVE_SESSION|\"model\" is null": (
        "The Connect server has this model no longer, after a break or in another session; fit or load it again."
    ),
    r"JavaPackage": f"Spark was started without Tare's jar; start Python, or the notebook, anew: {_START}",
    # Whose advice is in Java.
    r"^(Feature .* was scanned without '\w+');": r"\1; scan it with quantiles=True, or by the scaler's own scan(data).",
    r"^(groupCols is .*) and the statistics are not by group;.*": r"\1 and statistics are of all rows; fit to data.",
    # Of files, of trainings that failed and of what cannot be done, which reaches Python with a stack, on Connect after
    # the name of the class.
    r"(?:calling \S+\n: |^\()"
    r"(?:java\.n?io|org\.apache\.hadoop|org\.tare|java\.lang\.UnsupportedOperation)[\w.$]*(?:: |\) )(.+)": r"\1",
}


@contextmanager
def told() -> Iterator[None]:
    """Lets errors say what the caller can do about them, without the stack of a server."""
    try:
        yield
    except Exception as e:
        for pattern, sentence in _TOLD.items():
            if found := re.search(pattern, str(e)):
                kind = IllegalArgumentException if found.groups() else RuntimeError
                raise kind(found.expand(sentence)) from None
        if not _runs():
            raise RuntimeError(f"There is no running Spark session; start one: {_START}") from None
        if hasattr(e, "_display_stacktrace"):
            e._display_stacktrace = False
        raise


def _runs(session: Any = None) -> bool:
    try:
        session = session or SparkSession.active()
        return not session.is_stopped if is_remote() else session._sc._jsc is not None
    except Exception:
        return False
