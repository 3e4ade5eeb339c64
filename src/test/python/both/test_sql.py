"""The functions of SQL; the session was started with the extension."""

from fractions import Fraction


def test_they_are_exact(spark, flights):
    flights.createOrReplaceTempView("flights")
    delays = [Fraction(row.delay) for row in flights.collect() if row.delay is not None]
    mean = sum(delays) / len(delays)
    variance = sum((x - mean) ** 2 for x in delays) / len(delays)
    row = spark.sql(
        "SELECT exact_sum(delay), exact_avg(delay), exact_var_pop(delay), exact_moments(delay).count FROM flights"
    )
    assert row.head() == (float(sum(delays)), float(mean), float(variance), len(delays))


def test_states_of_groups_merge(spark, flights):
    flights.createOrReplaceTempView("flights")
    whole = spark.sql("SELECT exact_stddev(distance), exact_quantile(distance, array(0.1, 0.5)) FROM flights").head()
    states = spark.sql(
        "SELECT late, exact_moments_state(distance) AS m, exact_quantile_state(distance) AS q"
        " FROM flights GROUP BY late"
    )
    assert states.selectExpr("exact_stddev(m)", "exact_quantile(q, array(0.1, 0.5))").head() == whole


def test_windows(spark):
    rows = spark.sql(
        "SELECT exact_sum(x) OVER (ORDER BY x) AS r FROM VALUES (1D), (2D), (6D) AS t(x) ORDER BY x"
    ).collect()
    assert [row.r for row in rows] == [1, 3, 9]
