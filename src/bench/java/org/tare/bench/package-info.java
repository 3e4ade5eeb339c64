/**
 * Tare beside its peers, in one run: ratios, not times.
 *
 * <table>
 * <caption>What can be run</caption>
 * <tr><th>main</th><th>measures</th></tr>
 * <tr><td>{@link org.tare.bench.ScalingBench}</td><td>fits and transforms of scalers, beside MLlib, DuckDB and Polars</td></tr>
 * <tr><td>{@link org.tare.bench.KernelBench}</td><td>the kernel of moments</td></tr>
 * <tr><td>{@link org.tare.bench.HistogramBench}</td><td>the kernel of histograms</td></tr>
 * <tr><td>{@link org.tare.bench.TrainingBench}</td><td>training, beside Spark's perceptron and PyTorch</td></tr>
 * <tr><td>{@link org.tare.bench.LeavingBench}</td><td>exports, reports, comparisons, and rows scored without Spark</td></tr>
 * <tr><td>{@link org.tare.bench.Experiments}</td><td>what batch normalization does for a network</td></tr>
 * </table>
 */
package org.tare.bench;
