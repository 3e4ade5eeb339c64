"""Statistics that merge exactly, taken in one scan, kept, and fitted to later."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.functions import lit
from pyspark.sql.utils import is_remote

from tare_spark._frames import Columns, FilePath, Shown, checked, file_path, listed
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


class Statistics(Shown):
    """The statistics of some columns of a dataset; :func:`scan` or a scaler's ``scan`` makes them.

    ``a.merge(b)`` (or ``a + b``) equals one scan of both datasets, to the last bit. They are a table of few rows,
    which this process holds, whatever becomes of the session, and which can be pickled: :meth:`toDF` gives it, to be
    kept in any store of tables, and :meth:`of` takes it back.
    """

    @told()
    def __init__(self, table: DataFrame) -> None:
        # A client's transform is computed anew whenever somebody asks for it, as for its schema and then its rows.
        self._table = (table.localCheckpoint() if is_remote() else table).toArrow()
        self._states = [json.loads(state) for state in self._table["state"].to_pylist()]

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

    def merge(self, *others: Statistics) -> Statistics:
        """The statistics of all datasets together."""
        table = self.toDF().withColumn("part", lit(0))
        for part, other in enumerate(others, 1):
            rows = checked("other", other, Statistics).toDF()
            table = table.unionByName(rows.withColumn("part", lit(part)))
        return Statistics.of(table)

    __add__ = merge

    def __radd__(self, other: Any) -> Statistics:
        # What ``sum`` starts with.
        return self if other == 0 else self.merge(other)

    def select(self, *columns: Columns) -> Statistics:
        """The statistics of these columns only."""
        return Statistics(_transformer(inputCols=listed(columns)).transform(self.toDF()))

    @told()
    def quantiles(self, *probabilities: float | Sequence[float]) -> pd.DataFrame:
        """A row for each feature, a column for each probability, 0, 0.25, 0.5, 0.75 and 1 if none is given.

        Needs statistics that were taken with ``quantiles``.
        """
        asked = _transformer(returns="quantiles", probabilities=listed(probabilities))
        found = asked.transform(self.toDF()).toPandas().drop_duplicates()
        table = found.pivot(index="feature", columns="probability", values="quantile")
        return table.reindex(index=self.to_pandas()["feature"], columns=asked.getProbabilities())

    @told()
    def save(self, path: FilePath) -> None:
        """Writes them as Parquet into a new folder."""
        self.toDF().coalesce(1).write.parquet(file_path(path))

    @staticmethod
    def load(path: FilePath) -> Statistics:
        """Reads what :meth:`save`, a job or Java's ``save`` wrote."""
        return Statistics(_transformer(path=file_path(path)).transform(SparkSession.active().range(0)))

    @told()
    def toDF(self) -> DataFrame:
        """A row for each feature, with all that is known of it, in the session that runs."""
        return SparkSession.active().createDataFrame(self._table)

    # By which a fit takes them for data.
    to_spark = toDF

    def to_pandas(self) -> pd.DataFrame:
        """The counts and moments, a row for each feature, as a pandas DataFrame."""
        return self._table.drop_columns(["column", "element", "exact", "others", "state"]).to_pandas()

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
        return str(_transformer(returns=what).transform(self.toDF()).collect()[0][0])


def scan(data: Any, *columns: Columns, weightCol: str | None = None, quantiles: bool = False) -> Statistics:
    """Scans these columns once; with ``quantiles``, takes histograms too."""
    scanner = _transformer(inputCols=listed(columns), weightCol=weightCol, quantiles=quantiles)
    return Statistics(scanner.transform(data))
