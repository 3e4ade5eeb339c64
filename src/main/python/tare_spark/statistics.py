"""Statistics that merge exactly, taken in one scan, kept, and fitted to later."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyspark.sql import DataFrame, SparkSession

from tare_spark._java import array, java_report, jvm, save_report, strings

if TYPE_CHECKING:
    import pandas as pd


class Statistics:
    """The statistics of some columns of a dataset; :func:`scan` or a scaler's ``scan`` makes them.

    ``a.merge(b)`` (or ``a + b``) equals one scan of both datasets, to the last bit.
    """

    def __init__(self, java_obj: Any, spark: SparkSession) -> None:
        self._java_obj = java_obj
        self._spark = spark

    @property
    def rows(self) -> int:
        """How many rows were scanned."""
        return int(self._java_obj.rows())

    def merge(self, other: Statistics) -> Statistics:
        """The statistics of both datasets together."""
        return Statistics(self._java_obj.merge(other._java_obj), self._spark)

    __add__ = merge

    def select(self, *columns: str) -> Statistics:
        """The statistics of these columns only."""
        return Statistics(self._java_obj.select(strings(columns)), self._spark)

    def save(self, path: str) -> None:
        """Writes them into a new folder."""
        self._java_obj.save(self._spark._jsparkSession, path)

    @staticmethod
    def load(path: str) -> Statistics:
        """Reads what :meth:`save` wrote."""
        java_class = jvm("Statistics").org.tare.scan.DatasetStatistics
        spark = SparkSession.active()
        return Statistics(java_class.load(spark._jsparkSession, path), spark)

    def toDF(self) -> DataFrame:
        """A row for each feature."""
        return DataFrame(self._java_obj.toDataset(self._spark._jsparkSession), self._spark)

    def to_pandas(self) -> pd.DataFrame:
        """:meth:`toDF` as a pandas DataFrame."""
        return self.toDF().toPandas()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Statistics) and bool(self._java_obj.equals(other._java_obj))

    def __hash__(self) -> int:
        return int(self._java_obj.hashCode())

    def __repr__(self) -> str:
        return str(self._java_obj.toString())

    def report(self, path: str, title: str = "Statistics") -> None:
        """Writes a page of HTML that shows them, with pictures where they hold ``quantiles``, into a new file."""
        save_report(java_report("report").of(self._java_obj), path, title)

    def _repr_html_(self) -> str:
        return str(java_report("_repr_html_").of(self._java_obj).shortForm())


def scan(data: DataFrame, *columns: str, weightCol: str | None = None, quantiles: bool = False) -> Statistics:
    """Scans these columns once; with ``quantiles``, takes histograms too."""
    java = jvm("scan")
    java_scan = java.org.tare.scan.Scan.of(data._jdf, strings(columns)).weightCol(weightCol)
    if quantiles:
        histogram = java.org.tare.stat.HistogramStatistic()
        java_scan = getattr(java_scan, "with")(array(java.org.tare.stat.Statistic, [histogram]))
    return Statistics(java_scan.run(), data.sparkSession)
