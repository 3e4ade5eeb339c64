/**
 * How the ranks of one training agree: each calls the same operations in the same order, and all get the same bits.
 *
 * <table>
 * <caption>What is here</caption>
 * <tr><th>type</th><th>use it to</th></tr>
 * <tr><td>{@link org.tare.collective.Collective}</td><td>gather small arrays, or sum large ones, over all ranks</td></tr>
 * <tr><td>{@link org.tare.collective.SoloCollective}</td><td>train in one thread</td></tr>
 * <tr><td>{@link org.tare.collective.LocalCollective}</td><td>let the threads of one JVM meet in memory</td></tr>
 * <tr><td>{@link org.tare.collective.Tree}</td><td>merge parts in the one fixed order, and deal shards to ranks so that
 * the order does not depend on their number</td></tr>
 * <tr><td>{@link org.tare.collective.CollectiveException}</td><td>learn why the ranks could not agree</td></tr>
 * </table>
 */
package org.tare.collective;
