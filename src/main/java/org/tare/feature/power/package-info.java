/**
 * The power of a power transform by maximum likelihood: its likelihood at several powers at once, and the search for the largest. For
 * {@link org.tare.feature.PowerTransformer}.
 *
 * <table>
 * <caption>What is here</caption>
 * <tr><th>types</th><th>what they are</th></tr>
 * <tr><td>{@link org.tare.feature.power.PowerGrid}</td><td>five powers, and what they make of a value</td></tr>
 * <tr><td>{@link org.tare.feature.power.PowerMoments}</td><td>the statistic that a scan takes: the exact moments of those</td></tr>
 * <tr><td>{@link org.tare.feature.power.PowerLikelihood}</td><td>the likelihood at the five, and its peak between them</td></tr>
 * <tr><td>{@link org.tare.feature.power.PowerSearch}</td><td>the search over the buckets of a histogram</td></tr>
 * </table>
 */
package org.tare.feature.power;
