/**
 * One pass over a Dataset into statistics that merge exactly.
 *
 * <table>
 * <caption>What is here</caption>
 * <tr><th>type</th><th>use it to</th></tr>
 * <tr><td>{@link org.tare.scan.Scan}</td><td>scan columns, with weights and with further kinds of statistics</td></tr>
 * <tr><td>{@link org.tare.scan.DatasetStatistics}</td><td>merge, select, save and load what a scan learned</td></tr>
 * <tr><td>{@link org.tare.scan.ColumnStatistics}</td><td>read what is known of a column: its type and its features, one for
 * each element of its vectors or arrays</td></tr>
 * <tr><td>{@link org.tare.scan.FeatureStatistics}</td><td>read what is known of a feature: its moments, and each further
 * statistic by its kind</td></tr>
 * </table>
 *
 * <p>How a scan works: {@code ScanRequest} says what is read and learned, {@code PartitionScan} reads a partition, in blocks
 * where the plan allows, into a {@code ColumnAccumulator} for each column, and {@code StateMerge} cuts the states of partitions
 * by columns and merges them in several tasks. {@code StatisticsFolder} holds statistics on disk.
 */
package org.tare.scan;
