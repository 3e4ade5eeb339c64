"""Verdicts on drift are those of Evidently, by the Kolmogorov-Smirnov test and the stability index over our bins."""

import json
from pathlib import Path

import evidently
import evidently.metrics
import numpy as np
import pandas as pd
import pytest
from scipy.stats import kstwo
from sklearn.datasets import load_breast_cancer

import tare_spark as ts

SAMPLE = Path(__file__).parents[3] / "sample"
PSI = 0.2
SIGNIFICANCE = 0.05


def by_month():
    flights = pd.read_parquet(SAMPLE / "flights.parquet")
    month = flights.date.dt.month
    numbers = (
        flights[["delay", "distance"]].astype(float).assign(hour=flights.date.dt.hour + flights.date.dt.minute / 60.0)
    )
    return [(numbers[month == 1], numbers[month == now]) for now in range(2, 7)]


def by_digit():
    digits = pd.read_parquet(SAMPLE / "digits.parquet")
    rows = pd.DataFrame(np.stack(digits.pixels)[:, 90:400:40].astype(float)).add_prefix("pixel")
    half = len(rows) // 2
    return [(rows[:half], rows[half:]), (rows[digits.label < 5], rows[digits.label >= 5])]


def by_diagnosis():
    cells = load_breast_cancer(as_frame=True)
    rows = cells.data.iloc[:, :10]
    odd = np.arange(len(rows)) % 2 == 1
    return [(rows[~odd], rows[odd]), (rows[cells.target == 1], rows[cells.target == 0])]


PAIRS = [pair for pairs in (by_month(), by_digit(), by_diagnosis()) for pair in pairs]


def theirs(reference, current, method, threshold):
    definition = evidently.DataDefinition(numerical_columns=list(reference.columns))
    metrics = [evidently.metrics.ValueDrift(column=c, method=method, threshold=threshold) for c in reference.columns]
    run = evidently.Report(metrics).run(
        evidently.Dataset.from_pandas(current, definition), evidently.Dataset.from_pandas(reference, definition)
    )
    return [float(metric["value"]) for metric in run.dict()["metrics"]]


def ours(spark, reference, current):
    report = spark._jvm.org.tare.report
    before, now = (statistics(spark, frame) for frame in (reference, current))
    comparison = report.Comparison.of(before, now)
    return json.loads(report.ComparisonJson.of(comparison, report.Thresholds.usual()))["features"]


def statistics(spark, frame):
    table = ts.scan(spark.createDataFrame(frame.reset_index(drop=True)), *frame.columns, quantiles=True).toDF()
    return spark._jvm.org.tare.scan.DatasetStatistics.of(table._jdf)


@pytest.mark.parametrize("reference, current", PAIRS)
def test_verdicts_are_those_of_evidently(spark, classic, reference, current):
    found = ours(spark, reference, current)
    n = len(reference) * len(current) / (len(reference) + len(current))
    for feature, p in zip(found, theirs(reference, current, "ks", SIGNIFICANCE), strict=True):
        ours_p, most, least = (kstwo.sf(feature[key], round(n)) for key in ("ks", "ksLower", "ksUpper"))
        if not least <= SIGNIFICANCE < most:
            assert (ours_p <= SIGNIFICANCE) == (p <= SIGNIFICANCE), (feature["feature"], ours_p, p)
    binned = [pd.DataFrame({c: deciles(reference[c], frame[c]) for c in frame}) for frame in (reference, current)]
    for feature, psi in zip(found, theirs(*binned, "psi", PSI), strict=True):
        assert (feature["psi"] >= PSI) == (psi >= PSI), (feature["feature"], feature["psi"], psi)


def test_some_drift_and_some_do_not(spark, classic):
    verdicts = {p <= SIGNIFICANCE for pair in PAIRS for p in theirs(*pair, "ks", SIGNIFICANCE)}
    assert verdicts == {True, False}


def deciles(reference, values):
    """The decile of the reference that a value is in, which Evidently takes for a class."""
    edges = np.unique(np.quantile(reference.dropna(), np.arange(1, 10) / 10, method="inverted_cdf"))
    return np.searchsorted(edges, values.dropna(), side="left").astype(float)
