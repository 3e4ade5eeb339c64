"""Statistics that merge exactly, taken in one scan, kept, and fitted to later."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.functions import lit
from pyspark.sql.utils import is_remote

from tare_spark._frames import FilePath, Shown, file_path, listed
from tare_spark._session import told

if TYPE_CHECKING:
    import pandas as pd


def _transformer(**params: Any) -> Any:
    from tare_spark.stages import StatisticsTransformer

    try:
        return StatisticsTransformer(**params)
    except (TypeError, ValueError) as e:
        # Nobody here has called it.
        raise type(e)(str(e).replace(" of StatisticsTransformer", "")) from None


def require_statistics(name: str, value: Any) -> None:
    """Refuses anything but statistics."""
    if not isinstance(value, Statistics):
        raise TypeError(f"{name} is a {type(value).__name__}; give Statistics, as scan returns them.")


class Statistics(Shown):
    """The statistics of some columns of a dataset; :func:`scan` or a scaler's ``scan`` makes them.

    ``a.merge(b)`` (or ``a + b``) equals one scan of both datasets, to the last bit. They are a table of few rows,
    which this process holds: :meth:`toDF` gives it, to be kept in any store of tables, and :meth:`of` takes it back.
    """

    @told()
    def __init__(self, table: DataFrame) -> None:
        if is_remote():
            # A client's transform is computed anew whenever somebody asks for it, and this is asked for often.
            table = table.sparkSession.createDataFrame(table.localCheckpoint().toArrow())
        self._table = table
        self._states = [json.loads(row.state) for row in table.select("state").collect()]

    @staticmethod
    def of(table: DataFrame) -> Statistics:
        """Merges the statistics in a table: rows of :meth:`toDF`, of one or of many datasets.

        Columns of your own, such as a day, tell statistics of the same numbers apart.
        """
        return Statistics(_transformer().transform(table))

    @property
    def rows(self) -> int:
        """How many rows were scanned."""
        return int(self._states[0]["rows"])

    @property
    def columns(self) -> list[str]:
        """The columns that were scanned."""
        return list(dict.fromkeys(state["column"]["name"] for state in self._states))

    @told()
    def merge(self, *others: Statistics) -> Statistics:
        """The statistics of all datasets together."""
        for other in others:
            require_statistics("other", other)
        table = self._table.withColumn("part", lit(0))
        for part, other in enumerate(others, 1):
            table = table.unionByName(other._table.withColumn("part", lit(part)))
        return Statistics.of(table)

    __add__ = merge

    def __radd__(self, other: Any) -> Statistics:
        # What ``sum`` starts with.
        return self if other == 0 else self.merge(other)

    def select(self, *columns: str) -> Statistics:
        """The statistics of these columns only."""
        return Statistics(_transformer(inputCols=listed(columns)).transform(self._table))

    @told()
    def quantiles(self, *probabilities: float) -> pd.DataFrame:
        """A row for each feature, a column for each probability, 0, 0.25, 0.5, 0.75 and 1 if none is given.

        Needs statistics that were taken with ``quantiles``.
        """
        asked = _transformer(returns="quantiles", probabilities=listed(probabilities) or None)
        found = asked.transform(self._table).toPandas().drop_duplicates()
        table = found.pivot(index="feature", columns="probability", values="quantile")
        return table.reindex(index=self.to_pandas()["feature"], columns=asked.getProbabilities())

    @told()
    def save(self, path: FilePath) -> None:
        """Writes them as Parquet into a new folder."""
        self._table.coalesce(1).write.parquet(file_path(path))

    @staticmethod
    def load(path: FilePath) -> Statistics:
        """Reads what :meth:`save`, a job or Java's ``save`` wrote."""
        return Statistics(_transformer(path=file_path(path)).transform(SparkSession.active().range(0)))

    def toDF(self) -> DataFrame:
        """A row for each feature, with all that is known of it."""
        return self._table

    def to_pandas(self) -> pd.DataFrame:
        """The counts and moments, a row for each feature, as a pandas DataFrame."""
        return self._table.drop("column", "element", "exact", "others", "state").toPandas()

    def __eq__(self, other: object) -> bool:
        # A state's hash is part of each of its rows.
        return isinstance(other, Statistics) and self._states == other._states

    def __hash__(self) -> int:
        return hash(self._states[0]["id"])

    def __repr__(self) -> str:
        weights = self._states[0]["weightCol"]
        weighted = f", weighted by {weights}" if weights else ""
        return f"{self.rows} rows{weighted}\n{self.to_pandas().to_string(index=False)}"

    @told()
    def _text(self, what: str) -> str:
        return str(_transformer(returns=what).transform(self._table).collect()[0][0])


def scan(data: Any, *columns: str, weightCol: str | None = None, quantiles: bool = False) -> Statistics:
    """Scans these columns once; with ``quantiles``, takes histograms too."""
    if not listed(columns):
        raise ValueError("No columns were named; name those to scan, as in scan(data, 'delay', 'distance').")
    scanner = _transformer(inputCols=listed(columns), weightCol=weightCol, quantiles=quantiles)
    return Statistics(scanner.transform(data))
