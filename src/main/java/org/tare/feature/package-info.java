/**
 * Feature scaling as Spark ML stages.
 *
 * <table>
 * <caption>What is here</caption>
 * <tr><th>type</th><th>use it to</th></tr>
 * <tr><td>{@link org.tare.feature.StandardScaler}</td><td>give features mean 0 and standard deviation 1: for most
 * models</td></tr>
 * <tr><td>{@link org.tare.feature.MinMaxScaler}</td><td>give features an exact range: for bounded inputs</td></tr>
 * <tr><td>{@link org.tare.feature.MaxAbsScaler}</td><td>keep zeros: for sparse vectors</td></tr>
 * <tr><td>{@link org.tare.feature.RobustScaler}</td><td>scale by median and quantiles: where there are outliers</td></tr>
 * <tr><td>{@link org.tare.feature.QuantileTransformer}</td><td>give features a uniform or normal distribution: ranks</td></tr>
 * <tr><td>{@link org.tare.feature.PowerTransformer}, {@link org.tare.feature.LogScaler}</td><td>make a skewed distribution
 * symmetric</td></tr>
 * <tr><td>{@link org.tare.feature.Imputer}</td><td>fill missing values in, alone or before another scaler</td></tr>
 * <tr><td>{@link org.tare.feature.KBinsDiscretizer}</td><td>number bins of values</td></tr>
 * <tr><td>{@link org.tare.feature.Normalizer}</td><td>give every row length 1: for directions, such as counts of
 * words</td></tr>
 * <tr><td>{@link org.tare.feature.ColumnScaler}</td><td>fit several scalers together</td></tr>
 * <tr><td>{@link org.tare.feature.ScalerModel}</td><td>transform, invert, print and save what any of them learned</td></tr>
 * <tr><td>{@link org.tare.feature.Scaler}</td><td>write a scaler of your own: a formula from statistics to a curve</td></tr>
 * <tr><td>{@link org.tare.feature.param.InputParams}, {@link org.tare.feature.param.OutputParams},
 * {@link org.tare.feature.param.WeightParams}, {@link org.tare.feature.param.ClipParam}, {@link org.tare.feature.param.ConstantParam},
 * {@link org.tare.feature.param.ExactParam}</td>
 * <td>look up parameters that stages share</td></tr>
 * </table>
 */
package org.tare.feature;
