/**
 * Exact statistics as aggregate functions of SQL.
 *
 * <p>A session has them by {@code spark.sql.extensions=org.tare.spark.TareExtensions}, or by {@link org.tare.sql.Tare#register}. All
 * answer the same bits in any plan; null, NaN and infinities are not counted, and a function of no numbers is null.
 *
 * <table>
 * <caption>The functions</caption>
 * <tr><th>function</th><th>result</th></tr>
 * <tr><td>{@code exact_sum(x)}, {@code exact_avg(x)}</td><td>sum and mean, rounded once</td></tr>
 * <tr><td>{@code exact_var_pop(x)}, {@code exact_stddev_pop(x)}</td><td>variance and standard deviation over n</td></tr>
 * <tr><td>{@code exact_var_samp(x)}, {@code exact_stddev_samp(x)}, also {@code exact_variance(x)} and {@code exact_stddev(x)}, as
 * Spark names them</td><td>over n - 1; null for a single number</td></tr>
 * <tr><td>{@code exact_moments(x)}</td><td>a struct of count, missing, infinite, sum, mean, populationVariance,
 * sampleVariance, min and max</td></tr>
 * <tr><td>{@code exact_quantile(x, q)}, {@code exact_quantile(x, array(q, ...))}</td><td>of a histogram of 2,048 buckets, or of as
 * many as a third argument says: exact up to so many distinct values, else within the bucket of the quantile</td></tr>
 * <tr><td>{@code exact_moments_state(x)}, {@code exact_quantile_state(x)}</td><td>all that was learned, binary</td></tr>
 * <tr><td>{@code exact_moments_merge(state)}, {@code exact_quantile_merge(state)}</td><td>the state of all states together</td></tr>
 * </table>
 *
 * <p>Every function takes states in the place of numbers: {@code exact_avg(state)} is the mean of all that was counted in them.
 */
package org.tare.sql;
