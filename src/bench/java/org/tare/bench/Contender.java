package org.tare.bench;

/** Who takes part in the scaling benchmark, and the heading of its column. */
enum Contender {
    TARE("Tare"),
    READING("reading"),
    TARE_EXACT("Tare, exact"),
    TARE_ONE_SCAN("Tare, one scan"),
    TARE_MOMENTS("Tare, Standard and MinMax"),
    TARE_SCALER("the scaler"),
    TARE_ROBUST("RobustScaler"),
    TARE_STANDARD("StandardScaler"),
    TARE_GROUPS("Tare, by group"),
    TARE_SCAN("Tare, without groups"),
    TARE_UNWEIGHTED("without weights"),
    TARE_WHOLE("whole weights"),
    TARE_FRACTIONS("weights with fractions"),
    TARE_RANGE("range only"),
    TARE_SUMS("with sums"),
    UDF("Java UDF"),
    SQL("Spark SQL"),
    DUCKDB("DuckDB"),
    POLARS("Polars"),
    MLLIB("MLlib");

    final String title;

    Contender(String title) {
        this.title = title;
    }
}
