"""What stages are given and give: data frames of any kind, and tables that hold one text."""

from __future__ import annotations

import html
import os
import re
from typing import Any

from pyspark.sql import DataFrame


def spark_frame(data: Any) -> DataFrame:
    """The data as a DataFrame of Spark, of which pandas on Spark has one."""
    # Not asked by its attributes, as those of a Connect client are columns, of any name.
    if isinstance(data, DataFrame):
        return data
    if hasattr(data, "to_spark"):
        return data.to_spark()
    raise TypeError(f"The data is a {type(data).__name__}; give a DataFrame of Spark: spark.createDataFrame(...).")


def plain(value: Any) -> Any:
    """The value in Python's own types, where numpy or pandas hold it."""
    # Asked of the type, as a Column has a field of any name.
    if hasattr(type(value), "tolist"):
        return value.tolist()
    return [plain(v) for v in value] if isinstance(value, (list, tuple)) else value


def listed(columns: tuple[Any, ...]) -> list[Any]:
    """Columns that were given one by one, or as one list."""
    alone = plain(columns[0]) if len(columns) == 1 else None
    return alone if isinstance(alone, list) else list(columns)


def text_in(table: DataFrame) -> str:
    """The text that is all there is in a table."""
    return str(table.collect()[0][0])


def file_path(path: Any) -> str:
    """The path as text."""
    if isinstance(path, (str, os.PathLike)):
        return str(path)
    raise TypeError(f"path is {path!r}; give it a value of type str.")


def write_page(path: Any, page: str, title: str) -> None:
    """Writes a page to a new file under that title."""
    for tag in ("title", "h1"):
        page = re.sub(rf"(<{tag}>)[^<]*", lambda found: found.group(1) + html.escape(title), page, count=1)
    with open(file_path(path), "x", encoding="utf-8") as file:
        file.write(page)
