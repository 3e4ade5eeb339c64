/**
 * Networks made of layers, and the step of a training.
 *
 * <table>
 * <caption>What is here</caption>
 * <tr><th>type</th><th>use it to</th></tr>
 * <tr><td>{@link org.tare.nn.Network}</td><td>make a network from a text, predict with it, keep its state</td></tr>
 * <tr><td>{@link org.tare.nn.Trainer}</td><td>train one rank's replica, step by step</td></tr>
 * <tr><td>{@link org.tare.nn.TrainingConfig}</td><td>say how: {@linkplain org.tare.nn.loss.Losses loss},
 * {@linkplain org.tare.nn.optimizer.Optimizers optimizer}, {@linkplain org.tare.nn.optimizer.Schedule schedule}, rate and
 * seed</td></tr>
 * <tr><td>{@link org.tare.nn.PopulationStatistics}</td><td>replace running statistics by the training set's, after training</td></tr>
 * </table>
 *
 * <p>What a network is made of stands in packages of its own. Imports go down this table only:
 *
 * <table>
 * <caption>Packages</caption>
 * <tr><th>package</th><th>what it holds</th></tr>
 * <tr><td>{@link org.tare.nn.layer}</td><td>the layers, and the words that a text names them by</td></tr>
 * <tr><td>{@link org.tare.nn.recurrent}</td><td>the layers that walk sequences</td></tr>
 * <tr><td>{@link org.tare.nn.normalization}</td><td>the layers that normalize</td></tr>
 * <tr><td>{@link org.tare.nn.loss}, {@link org.tare.nn.optimizer}</td><td>what training minimizes, and how</td></tr>
 * <tr><td>{@link org.tare.nn.core}</td><td>what a layer is, and what it works with</td></tr>
 * <tr><td>{@link org.tare.nn.text}</td><td>how texts are read</td></tr>
 * </table>
 */
package org.tare.nn;
