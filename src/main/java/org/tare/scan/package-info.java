/**
 * One pass over a Dataset into statistics that merge exactly.
 *
 * <table>
 * <caption>What is here</caption>
 * <tr><th>type</th><th>use it to</th></tr>
 * <tr><td>{@link org.tare.scan.Scan}</td><td>say what to take of which columns, and read the data once</td></tr>
 * <tr><td>{@link org.tare.scan.DatasetStatistics}</td><td>merge, save, load and query what was learned</td></tr>
 * <tr><td>{@link org.tare.scan.ColumnStatistics}</td><td>look at one column: its type and its features</td></tr>
 * <tr><td>{@link org.tare.scan.FeatureStatistics}</td><td>look at one feature: its moments and what else was asked for</td></tr>
 * </table>
 */
package org.tare.scan;
