/**
 * The layers. A text names them by these words, with these options, shown with what they are by default:
 *
 * <table>
 * <caption>Layers</caption>
 * <tr><th>word</th><th>what it is</th></tr>
 * <tr><td>{@code dense(outputs, bias=true, init=...)}</td><td>every output a weighted sum; no bias before a batch
 * normalization; {@code init} is {@code glorot}, {@code he} (where relu follows) or {@code normal(deviation)}</td></tr>
 * <tr><td>{@code conv2d(channels, kernel, stride=1, padding=0, bias=true, init=...)}</td><td>the same for every window
 * of an image; a kernel is {@code 3} or {@code 1x7}, height x width, and so are stride and padding, which may be {@code same}</td></tr>
 * <tr><td>{@code maxPool(size, stride=size, padding=0)}, {@code avgPool(size, stride=size, padding=0,
 * countPadding=true)}</td><td>smaller images</td></tr>
 * <tr><td>{@code globalAvgPool}, {@code globalMaxPool}</td><td>each channel of an image as one number, or each feature over the
 * observed steps of a sequence; {@code masked=true, value=0} as below</td></tr>
 * <tr><td>{@code reshape(28, 28, 1)}, {@code flatten}</td><td>the same numbers as an image or a sequence, or as one
 * dimension</td></tr>
 * <tr><td>{@code relu}, {@code sigmoid}, {@code tanh}</td><td>activations</td></tr>
 * <tr><td>{@code dropout(rate)}</td><td>training drops this share of the numbers</td></tr>
 * <tr><td>{@code residual(... | ...)}</td><td>what the layers in it make of their input, plus what those behind the bar do, by
 * default the input itself</td></tr>
 * <tr><td>{@code concat(... | ... | ...)}</td><td>the channels of parallel branches side by side</td></tr>
 * <tr><td>{@code repeat(n, ...)}</td><td>the layers in it n times, each time with weights of their own</td></tr>
 * <tr><td>{@code auxiliary(..., weight=0.3)}</td><td>a head whose loss, by its weight, is added in training; what follows gets the
 * input of it</td></tr>
 * <tr><td>{@code masked(value=0 ...)}</td><td>the layers in it on each step of a sequence alone, leaving out padding: steps
 * all of whose numbers are {@code value}; a batch normalization in it has moments over batch and time</td></tr>
 * <tr><td>{@code rnn(units)}, {@code gru(units)}, {@code lstm(units)}</td><td>walk a sequence; {@code output=last} or
 * {@code all}, {@code norm=batchNorm} and others of the input part, {@code masked=true, value=0}: padding leaves the state as it
 * was; see {@link org.tare.nn.recurrent}</td></tr>
 * <tr><td>{@code bidirectional(gru(units))}</td><td>one such layer there and one back, side by side</td></tr>
 * <tr><td>{@code batchNorm(statistics=global, momentum=0.1, averageFirst=false, runningVariance=unbiased, affine=true,
 * eps=1e-5)}</td>
 * <td>batch normalization over the batch of all ranks; {@code statistics=local} for each shard alone,
 * {@code momentum=cumulative} for the mean of all batches, {@code averageFirst=true} for the mean of the first ones, {@code runningVariance=biased} as Keras has it</td></tr>
 * <tr><td>{@code batchRenorm(rmax=3, dmax=5, warmUp=5000, rmaxAt=40000, dmaxAt=25000, momentum=0.01, ...)}</td><td>batch
 * renormalization, where batches are small or not alike</td></tr>
 * <tr><td>{@code layerNorm(affine=true, eps=1e-5)}, {@code rmsNorm(affine=true, beta=false, eps=1e-5)}</td><td>each row,
 * each position of an image or each step of a sequence by its own statistics, over its channels</td></tr>
 * </table>
 *
 * <p>What they learn and count, row by row, and what PyTorch calls it; {@link org.tare.nn.recurrent} has those of recurrent layers.
 * A name begins with the layer's number: {@code 0.weight}.
 *
 * <table>
 * <caption>Weights and running statistics</caption>
 * <tr><th>layer</th><th>name</th><th>shape</th><th>PyTorch</th></tr>
 * <tr><td>{@code dense}</td><td>{@code weight}, {@code bias}</td><td>outputs x inputs; outputs</td><td>the same of
 * {@code Linear}; behind an image its inputs are in the order height, width, channel, PyTorch's in the order channel, height,
 * width</td></tr>
 * <tr><td>{@code conv2d}</td><td>{@code weight}, {@code bias}</td><td>channels x (kernel height, kernel width, input channels);
 * channels</td><td>{@code weight.permute(0, 2, 3, 1)} of {@code Conv2d}, {@code bias}</td></tr>
 * <tr><td>{@code batchNorm}</td><td>{@code gamma}, {@code beta}, {@code runningMean}, {@code runningVariance},
 * {@code batches}</td><td>channels each; the last is one number</td><td>{@code weight}, {@code bias}, {@code running_mean},
 * {@code running_var}, {@code num_batches_tracked}</td></tr>
 * <tr><td>{@code batchRenorm}</td><td>the same, with {@code runningDeviation}</td><td>channels each</td><td>none</td></tr>
 * <tr><td>{@code layerNorm}, {@code rmsNorm}</td><td>{@code gamma}, {@code beta}</td><td>channels each, or features</td><td>{@code weight},
 * {@code bias}</td></tr>
 * <tr><td>in {@code residual}, {@code masked}, {@code auxiliary}, {@code repeat}</td><td>{@code 3.0.weight} of the first layer in
 * layer 3; {@code 3.shortcut.0.weight} in a shortcut</td><td></td><td></td></tr>
 * <tr><td>in {@code concat}</td><td>{@code 3.1.0.weight} of the first layer of branch 1 of layer 3</td><td></td><td></td></tr>
 * <tr><td>in {@code bidirectional}</td><td>{@code 3.forward.inputWeight}, {@code 3.backward.inputWeight}</td><td></td><td></td></tr>
 * </table>
 *
 * <p>To add a layer, write a class that implements {@link org.tare.nn.core.Layer}, with a constructor of
 * {@link org.tare.nn.text.Arguments} and {@link org.tare.nn.core.BuildContext} and a constant {@code TYPE} that has its
 * name and its {@linkplain org.tare.nn.core.LayerType.Trait traits}; name that constant in
 * {@link org.tare.nn.layer.Layers}, and the word here. A function of each number extends {@code Activation} and is two
 * loops.
 */
package org.tare.nn.layer;
