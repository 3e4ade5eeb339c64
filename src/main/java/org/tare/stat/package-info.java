/**
 * Statistics of one feature that merge exactly: the same values give the same bits in any order and from any division into
 * parts. Nothing here knows Spark.
 *
 * <table>
 * <caption>What is here</caption>
 * <tr><th>type</th><th>use it to</th></tr>
 * <tr><td>{@link org.tare.stat.Statistic}</td><td>name a kind of statistic, merge and store its values; write a kind of your
 * own</td></tr>
 * <tr><td>{@link org.tare.stat.Accumulator}</td><td>accumulate values, one by one or in blocks</td></tr>
 * <tr><td>{@link org.tare.stat.Moments}</td><td>read counts, mean, variance, minimum and maximum, which every scan
 * takes</td></tr>
 * <tr><td>{@link org.tare.stat.Histogram}, {@link org.tare.stat.HistogramStatistic}</td><td>read quantiles and ranks, with
 * the bounds that certainly hold</td></tr>
 * <tr><td>{@link org.tare.stat.Quantiles}, {@link org.tare.stat.HistogramsWithin}</td><td>make quantiles exact, by a further
 * scan</td></tr>
 * <tr><td>{@link org.tare.stat.Bounds}, {@link org.tare.stat.ValueRange}</td><td>read between which numbers another lies, and
 * name a range of values</td></tr>
 * <tr><td>{@link org.tare.stat.Weights}</td><td>count rows and sum their weights exactly</td></tr>
 * </table>
 *
 * <p>Inside, {@code ExactSum} and {@code Window} add doubles without rounding, and {@code Dyadic} is the exact number that
 * results.
 */
package org.tare.stat;
