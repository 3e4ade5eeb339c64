/**
 * One pass over a Dataset into statistics that merge exactly.
 *
 * <table>
 * <caption>What is here</caption>
 * <tr><th>type</th><th>use it to</th></tr>
 * <tr><td>{@link org.tare.scan.DatasetStatistics}</td><td>scan columns; merge, save, load and query what was learned</td></tr>
 * <tr><td>{@link org.tare.scan.ColumnStatistics}</td><td>look at one column: its type, its features, their moments</td></tr>
 * <tr><td>{@link org.tare.spark.ColumnIndex}</td><td>find a column by a name that a user gave</td></tr>
 * <tr><td>{@link org.tare.spark.FeatureKind}</td><td>tell a scalar from a vector from an array, and refuse anything else</td></tr>
 * </table>
 */
package org.tare.scan;
