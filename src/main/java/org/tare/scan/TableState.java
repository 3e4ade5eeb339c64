package org.tare.scan;

import java.util.List;

/**
 * What a table of statistics holds of one dataset.
 *
 * @param rows how many rows were scanned
 * @param weightCol the column that weighed them, or null
 */
record TableState(List<ColumnStatistics> columns, long rows, String weightCol) {}
