/**
 * The jobs that spark-submit runs: their options, inputs and outputs.
 *
 * <table>
 * <caption>What is here</caption>
 * <tr><th>job</th><th>use it to</th></tr>
 * <tr><td>{@link org.tare.job.Scale}</td><td>fit, transform, and keep rows, model and statistics, in one go</td></tr>
 * <tr><td>{@link org.tare.job.Statistics}</td><td>scan rows into statistics, or merge saved ones</td></tr>
 * <tr><td>{@link org.tare.job.Fit}</td><td>fit a model to rows, or to statistics without reading rows</td></tr>
 * <tr><td>{@link org.tare.job.Transform}</td><td>apply a saved model to rows, or take its effect back</td></tr>
 * <tr><td>{@link org.tare.job.Train}</td><td>train a network on a table, and measure it on rows it has not seen</td></tr>
 * <tr><td>{@link org.tare.job.Predict}</td><td>predict with a trained network, and measure it where labels are known</td></tr>
 * </table>
 *
 * <p>Options are built in {@link org.tare.job.option}, outputs written by {@link org.tare.job.output}, results told by
 * {@link org.tare.job.report}.
 */
package org.tare.job;
