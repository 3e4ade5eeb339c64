/**
 * What a layer is and what it works with. Nothing here knows any one layer.
 *
 * <table>
 * <caption>What is here</caption>
 * <tr><th>types</th><th>what they are</th></tr>
 * <tr><td>{@link org.tare.nn.core.Layer}, {@link org.tare.nn.core.Pass}, {@link org.tare.nn.core.Parameter}</td><td>a map
 * of batches, what it made of one batch with the backward pass, and what it learns</td></tr>
 * <tr><td>{@link org.tare.nn.core.Observation}</td><td>what a layer measured of a batch for its running statistics</td></tr>
 * <tr><td>{@link org.tare.nn.core.LayerType}, {@link org.tare.nn.core.BuildContext},
 * {@link org.tare.nn.core.Following}, {@link org.tare.nn.core.Initializer}</td><td>how a layer is built from a text, and
 * what it may rely on in the layers after it</td></tr>
 * <tr><td>{@link org.tare.nn.core.StepContext}, {@link org.tare.nn.core.BufferPool},
 * {@link org.tare.nn.core.Gradients}, {@link org.tare.nn.core.ReplicaGroup}</td><td>what a layer may use in a step:
 * buffers, where gradients go, and the other ranks</td></tr>
 * <tr><td>{@link org.tare.nn.core.Batch}, {@link org.tare.nn.core.Shape}, {@link org.tare.nn.core.Channels}</td><td>the
 * rows of a step, the shape of one row, and loops over columns. Rows that products made in single precision become double when a
 * layer asks for them by {@code shard}; a layer that takes {@code numbers} leaves them as they are</td></tr>
 * <tr><td>{@link org.tare.nn.core.Seeds}</td><td>independent random numbers from the one seed of a training</td></tr>
 * </table>
 */
package org.tare.nn.core;
