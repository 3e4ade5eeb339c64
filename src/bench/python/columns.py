"""Statistics of every column of a Parquet table with Polars, lazily scanned and streamed.

With --serve it reads lines `quartiles FILES` or `moments FILES` and answers each with the seconds it took and the numbers,
column by column: so it takes turns with Tare. With `quartiles FILES` or `moments FILES` as arguments it does so once.
POLARS_MAX_THREADS says on how many threads.
"""

import sys
import time

import polars as pl

QUARTILES = (0.25, 0.5, 0.75)


def quartiles(column):
    return [pl.col(column).quantile(q, interpolation="linear").alias(f"{column} at {q}") for q in QUARTILES]


def moments(column):
    values = pl.col(column)
    return [
        values.mean().alias(f"mean of {column}"),
        values.var(ddof=0).alias(f"variance of {column}"),
        values.min().alias(f"minimum of {column}"),
        values.max().alias(f"maximum of {column}"),
        values.count().alias(f"count of {column}"),
    ]


def answer(line):
    work, files = line.split()
    start = time.perf_counter()
    table = pl.scan_parquet(files)
    of_column = {"quartiles": quartiles, "moments": moments}[work]
    wanted = [expression for column in table.collect_schema().names() for expression in of_column(column)]
    numbers = table.select(wanted).collect(engine="streaming").row(0)
    seconds = time.perf_counter() - start
    print(seconds, *map(float, numbers), flush=True)


if __name__ == "__main__":
    for request in sys.stdin if "--serve" in sys.argv else [" ".join(sys.argv[1:])]:
        answer(request)
