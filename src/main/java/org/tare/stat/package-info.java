/**
 * Statistics of one feature that merge exactly: the same values give the same bits in any order and in any cut.
 *
 * <table>
 * <caption>What is here</caption>
 * <tr><th>type</th><th>use it to</th></tr>
 * <tr><td>{@link org.tare.stat.Statistic}</td><td>name a kind of statistic: how it accumulates, merges and is stored</td></tr>
 * <tr><td>{@link org.tare.stat.Histogram}</td><td>read quantiles, and how far they can be wrong</td></tr>
 * <tr><td>{@link org.tare.stat.HistogramsWithin}</td><td>make quantiles exact by a further scan</td></tr>
 * <tr><td>{@link org.tare.stat.Moments}</td><td>hold, merge and read a finished statistic</td></tr>
 * <tr><td>{@link org.tare.stat.MomentsAccumulator}</td><td>accumulate values, one by one or in blocks</td></tr>
 * </table>
 */
package org.tare.stat;
