"""Statistics are rows: scanned, merged, kept and fitted to, with the bits of one scan."""

import copy
import pickle

import numpy as np
import pytest
from pyspark import cloudpickle
from pyspark.errors import AnalysisException, IllegalArgumentException
from pyspark.sql.functions import lit

import tare_spark as ts


def days(flights):
    return [flights.where(f"id % 3 = {day}") for day in range(3)]


def test_merged_statistics_are_those_of_one_scan(flights):
    parts = [ts.scan(day, "delay", "distance", quantiles=True) for day in days(flights)]
    whole = ts.scan(flights, "delay", "distance", quantiles=True)
    assert parts[2] + parts[0] + parts[1] == sum(parts) == whole == parts[0].merge(parts[1], parts[2])
    assert len({parts[1] + parts[0] + parts[2], whole}) == 1
    assert whole.rows == flights.count()
    assert whole.columns == ["delay", "distance"]
    assert parts[0] != whole


def test_statistics_of_the_same_numbers_merge(flights):
    one = ts.scan(flights, "distance")
    assert (one + one).rows == 2 * one.rows
    assert (one + one) + one == one.merge(one, one)


@pytest.mark.parametrize(
    "scaler",
    [
        ts.StandardScaler,
        ts.RobustScaler,
        ts.MinMaxScaler,
        ts.MaxAbsScaler,
        ts.QuantileTransformer,
        ts.PowerTransformer,
        ts.KBinsDiscretizer,
        ts.Imputer,
    ],
)
def test_a_fit_to_scanned_statistics_is_the_fit_to_the_data(spark, flights, scaler):
    stage = scaler("delay", "distance")
    model = stage.fit(stage.scan(flights))
    assert model.transform(flights).collect() == stage.fit(flights).transform(flights).collect()


def test_several_scalers_share_statistics(spark, flights):
    several = ts.ColumnScaler(ts.Imputer("delay"), ts.StandardScaler("delay"), ts.RobustScaler("distance"))
    statistics = several.scan(flights)
    assert several.fit(statistics).transform(flights).collect() == several.fit(flights).transform(flights).collect()
    assert list(ts.MinMaxScaler("distance").fit(statistics).originalMax) == [101.5 - 1]


def test_fit_to_merged_statistics_equals_fit_to_all(flights):
    scaler = ts.StandardScaler("delay", "distance")
    parts = [scaler.scan(day) for day in days(flights)]
    assert scaler.fit(parts[2] + parts[0] + parts[1]).mean == scaler.fit(flights).mean
    weighted = ts.StandardScaler("delay", weightCol="late")
    assert weighted.fit(weighted.scan(flights)).mean == weighted.fit(flights.where("late = 1")).mean
    with pytest.raises(IllegalArgumentException, match="weightCol is no weights and the statistics were taken with"):
        ts.StandardScaler("delay").fit(weighted.scan(flights)).summary().collect()


def test_any_table_of_them_merges(spark, flights, tmp_path):
    path = str(tmp_path / "days")
    for number, day in enumerate(days(flights)):
        ts.scan(day, "delay").toDF().withColumn("day", lit(number)).write.mode("append").parquet(path)
    table = spark.read.parquet(path)
    assert ts.Statistics.of(table) == ts.scan(flights, "delay")
    assert ts.Statistics.of(table.where("day > 0")).rows == flights.where("id % 3 > 0").count()
    assert ts.StandardScaler("delay").fit(table).mean == ts.StandardScaler("delay").fit(flights).mean


def test_statistics_are_kept(flights, tmp_path):
    statistics = ts.scan(flights, "delay", "distance", quantiles=True)
    statistics.save(str(tmp_path / "s"))
    assert ts.Statistics.load(str(tmp_path / "s")) == statistics
    with pytest.raises(AnalysisException, match="already exists"):
        statistics.save(str(tmp_path / "s"))
    assert statistics.select("delay").columns == ["delay"]


@pytest.mark.parametrize("copied", [copy.deepcopy, lambda value: cloudpickle.loads(pickle.dumps(value))])
def test_they_can_be_pickled(flights, copied):
    statistics = ts.scan(flights, "delay", quantiles=True)
    other = copied(statistics)
    assert other == statistics and repr(other) == repr(statistics)
    assert other + statistics == statistics + statistics
    assert ts.RobustScaler("delay").fit(other).median == ts.RobustScaler("delay").fit(flights).median


def test_quantiles_are_those_of_numpy(flights):
    quantiles = ts.scan(flights, "distance", "delay", quantiles=True).quantiles(0.1, 0.5)
    assert list(quantiles.index) == ["distance", "delay"]
    frame = flights.toPandas()
    for name in quantiles.index:
        # Of at most 2,048 distinct values all are held.
        assert list(quantiles.loc[name]) == list(np.quantile(frame[name].dropna(), [0.1, 0.5]))
    assert ts.scan(flights, "delay", quantiles=True).quantiles().shape == (1, 5)
    asked = ts.scan(flights.selectExpr("delay", "double('NaN') AS nan"), "nan", "delay", quantiles=True)
    table = asked.quantiles([0.9, 0.5, 0.5])
    assert (list(table.index), list(table.columns)) == (["nan", "delay"], [0.9, 0.5, 0.5])
    assert table.loc["nan"].isna().all()
    assert list(table.loc["delay"]) == list(np.quantile(frame["delay"].dropna(), [0.9, 0.5, 0.5]))
    for wanting in (lambda s: s.quantiles(), lambda s: ts.RobustScaler("delay").fit(s)):
        with pytest.raises(
            IllegalArgumentException, match="^Feature 'delay' was scanned .*; scan it with quantiles=True, or"
        ):
            wanting(ts.scan(flights, "delay"))


def test_they_show_themselves(flights, tmp_path):
    statistics = ts.scan(flights, "delay", "distance", quantiles=True)
    frame = statistics.to_pandas()
    assert list(frame.feature) == ["delay", "distance"]
    assert list(frame.missing) == [1, 0]
    assert frame["mean"][1] == pytest.approx(flights.toPandas().distance.mean(), rel=1e-14)
    assert repr(statistics).startswith("201 rows\n")
    assert "<svg" in statistics._repr_html_()
    statistics.report(str(tmp_path / "s.html"), title="Flights & <more>")
    page = (tmp_path / "s.html").read_text(encoding="utf-8")
    assert "<h1>Flights &amp; &lt;more&gt;</h1>" in page
    with pytest.raises(FileExistsError):
        statistics.report(str(tmp_path / "s.html"))


def test_pandas_on_spark_frames_are_taken(flights):
    frame = flights.pandas_api()
    assert ts.scan(frame, "delay") == ts.scan(flights, "delay")
    model = ts.StandardScaler("delay").fit(frame)
    assert model.transform(frame).count() == 201
    assert ts.StandardScaler("delay").fit_transform(frame).columns[-1] == "delay_scaled"


def test_what_does_not_merge_is_told(flights):
    statistics = ts.scan(flights, "delay")
    with pytest.raises(IllegalArgumentException, match="is in one of the statistics only"):
        statistics.merge(ts.scan(flights, "distance"))
    with pytest.raises(TypeError, match="other is 3; give it a value of type Statistics"):
        statistics.merge(3)
    with pytest.raises(IllegalArgumentException, match="delay"):
        ts.scan(flights, "dealy")
    with pytest.raises(ValueError, match="groupCols is"):
        ts.StandardScaler("delay", groupCols=["late"]).scan(flights)
