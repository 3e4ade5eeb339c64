/**
 * Feature scaling as Spark ML stages.
 *
 * <table>
 * <caption>What is here</caption>
 * <tr><th>type</th><th>use it to</th></tr>
 * <tr><td>{@link org.tare.feature.StandardScaler}</td><td>give features mean 0 and standard deviation 1: for most models</td></tr>
 * <tr><td>{@link org.tare.feature.RobustScaler}</td><td>center by the median and divide by a range of quantiles: where there are outliers</td></tr>
 * <tr><td>{@link org.tare.feature.MinMaxScaler}</td><td>give features an exact range: for bounded inputs</td></tr>
 * <tr><td>{@link org.tare.feature.MaxAbsScaler}</td><td>keep zeros: for sparse vectors</td></tr>
 * <tr><td>{@link org.tare.feature.Normalizer}</td><td>give every row length 1: for directions, such as counts of words</td></tr>
 * <tr><td>{@link org.tare.feature.ColumnScaler}</td><td>fit several scalers in the same scans</td></tr>
 * <tr><td>{@link org.tare.feature.ScalerModel}</td><td>transform, invert, print, keep what any of them learned</td></tr>
 * <tr><td>{@link org.tare.feature.Scaler}</td><td>write a scaler of your own: a formula from statistic to curve</td></tr>
 * <tr><td>{@link org.tare.feature.InputParams} and the other {@code Params}</td><td>look up what can be set</td></tr>
 * </table>
 */
package org.tare.feature;
