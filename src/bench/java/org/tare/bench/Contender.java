package org.tare.bench;

/** Who takes part in the scaling benchmark, and the heading of its column. */
enum Contender {
    TARE("Tare"),
    READING("reading"),
    TARE_EXACT("Tare, exact"),
    TARE_ONE_SCAN("Tare, one scan"),
    TARE_MOMENTS("Tare, Standard and MinMax"),
    DUCKDB("DuckDB"),
    POLARS("Polars"),
    MLLIB("MLlib");

    final String title;

    Contender(String title) {
        this.title = title;
    }
}
