/**
 * Layers that walk sequences step by step. {@code Recurrent} has what they share: the input part of all steps as one product,
 * normalized if asked for, padding left out, and the way back through time, within each shard. A layer of its own adds the
 * equations of one step and their derivative: see {@code Rnn}, the shortest.
 *
 * <table>
 * <caption>What each learns</caption>
 * <tr><th>name</th><th>shape</th><th>PyTorch's</th></tr>
 * <tr><td>{@code inputWeight}</td><td>gates·units x features, the gates in PyTorch's order: r z n of a gru, i f g o of an
 * lstm</td><td>{@code weight_ih_l0}</td></tr>
 * <tr><td>{@code recurrentWeight}</td><td>gates·units x units</td><td>{@code weight_hh_l0}</td></tr>
 * <tr><td>{@code inputBias}, not with a {@code norm}</td><td>gates·units</td><td>{@code bias_ih_l0}</td></tr>
 * <tr><td>{@code recurrentBias}</td><td>gates·units</td><td>{@code bias_hh_l0}</td></tr>
 * <tr><td>{@code norm.gamma}, {@code norm.beta} and so on, with a {@code norm}</td><td>gates·units</td><td>a
 * {@code BatchNorm1d} over all observed steps</td></tr>
 * </table>
 */
package org.tare.nn.recurrent;
