/**
 * Layers as a way forth and a way back, networks made of them, losses, optimizers, and the step of a training.
 *
 * <table>
 * <caption>What is here</caption>
 * <tr><th>type</th><th>use it to</th></tr>
 * <tr><td>{@link org.tare.nn.Network}</td><td>make a network from a text, predict with it, keep its state</td></tr>
 * <tr><td>{@link org.tare.nn.Trainer}</td><td>train one rank's replica, step by step</td></tr>
 * <tr><td>{@link org.tare.nn.TrainingConfig}</td><td>say how: {@link org.tare.nn.loss.Loss}, {@link org.tare.nn.optimizer.Optimizer},
 * {@link org.tare.nn.optimizer.Schedule}, rate and seed</td></tr>
 * <tr><td>{@link org.tare.nn.core.Batch}</td><td>give the rows of one step, shard by shard</td></tr>
 * <tr><td>{@link org.tare.nn.PopulationStatistics}</td><td>replace running statistics by the training set's, after training</td></tr>
 * <tr><td>{@link org.tare.nn.core.Seeds}</td><td>draw more random numbers from the one seed of a training</td></tr>
 * <tr><td>{@link org.tare.nn.core.Shape}</td><td>say what one row is: features, a sequence of them, or an image</td></tr>
 * </table>
 *
 * <p>The layers a text may name, with their options and what these are by default:
 *
 * <table>
 * <caption>Layers</caption>
 * <tr><th>word</th><th>what it is</th></tr>
 * <tr><td>{@code dense(outputs, bias=true, init=...)}</td><td>every output a weighted sum; no bias before a batch
 * normalization; {@code init} is {@code glorot}, {@code he} (where relu follows) or {@code normal(deviation)}</td></tr>
 * <tr><td>{@code conv2d(channels, kernel, stride=1, padding=0, bias=true, init=...)}</td><td>the same for every window
 * of an image</td></tr>
 * <tr><td>{@code maxPool(size, stride=size)}, {@code avgPool(size, stride=size)}</td><td>smaller images</td></tr>
 * <tr><td>{@code reshape(28, 28, 1)}, {@code flatten}</td><td>rows read as images or sequences, and back</td></tr>
 * <tr><td>{@code relu}, {@code sigmoid}, {@code tanh}</td><td>activations</td></tr>
 * <tr><td>{@code dropout(rate)}</td><td>training drops this share of the numbers</td></tr>
 * <tr><td>{@code residual(...)}</td><td>what the layers in it make of their input, plus the input</td></tr>
 * <tr><td>{@code masked(value=0 ...)}</td><td>the layers in it on each step of a sequence alone, leaving out padding, steps
 * all of whose numbers are {@code value}; a batch normalization in it has moments over batch and time</td></tr>
 * <tr><td>{@code batchNorm(statistics=global, momentum=0.1, runningVariance=unbiased, affine=true, eps=1e-5)}</td>
 * <td>batch normalization over the batch of all ranks; {@code statistics=local} for each shard alone,
 * {@code momentum=cumulative} for the mean of all batches, {@code runningVariance=biased} as Keras has it</td></tr>
 * <tr><td>{@code batchRenorm(rmax=3, dmax=5, warmUp=5000, rmaxAt=40000, dmaxAt=25000, momentum=0.01, ...)}</td><td>batch
 * renormalization, where batches are small or not alike</td></tr>
 * <tr><td>{@code layerNorm(affine=true, eps=1e-5)}, {@code rmsNorm(affine=true, beta=false, eps=1e-5)}</td><td>each row
 * by its own statistics</td></tr>
 * </table>
 */
package org.tare.nn;
