/**
 * Networks trained by many workers together, in one barrier stage of Spark, with the bits that one worker would give.
 *
 * <table>
 * <caption>What is here</caption>
 * <tr><th>type</th><th>use it to</th></tr>
 * <tr><td>{@link org.tare.train.NeuralNetworkClassifier}</td><td>learn classes, in a pipeline of Spark ML</td></tr>
 * <tr><td>{@link org.tare.train.NeuralNetworkRegressor}</td><td>learn a number, likewise</td></tr>
 * <tr><td>{@link org.tare.train.param.NeuralNetworkParams}, {@link org.tare.train.param.ClusterParams}</td><td>look up what may be
 * set</td></tr>
 * <tr><td>{@link org.tare.train.NeuralNetworkModel}</td><td>predict without Spark, see weights and history, of either
 * model</td></tr>
 * <tr><td>{@link org.tare.train.FittedNetwork}</td><td>use the trained network itself</td></tr>
 * <tr><td>{@link org.tare.train.Epoch}</td><td>follow a training</td></tr>
 * <tr><td>{@link org.tare.train.TrainingException}</td><td>learn why it failed</td></tr>
 * </table>
 *
 * <p>How it works, from the outside in:
 *
 * <table>
 * <caption>What is inside</caption>
 * <tr><th>types</th><th>what they do</th></tr>
 * <tr><td>DistributedTraining, Settings, TrainingPlan</td><td>the driver checks rows, settings and cluster, and makes the
 * plan</td></tr>
 * <tr><td>{@link org.tare.train.rows}</td><td>rows are assigned to shards, shards to workers</td></tr>
 * <tr><td>Worker</td><td>a task loads its shards' rows, meets the others and trains</td></tr>
 * <tr><td>TrainingLoop, Validation, Metric</td><td>its epochs, in step with the other workers</td></tr>
 * <tr><td>{@link org.tare.exchange}</td><td>how workers find each other and exchange arrays</td></tr>
 * <tr><td>Checkpoints, Snapshot, StateText, NetworkModelFiles</td><td>what is kept on disk</td></tr>
 * </table>
 *
 * <p>How many shards? Their number fixes every bit of the result and is the largest number of workers that can share the work.
 * One shard is fastest on one worker, because many shards of a small batch make small matrix products: for batches below a few
 * hundred rows on one worker, set 1. The default of 8 gives the same result on 1 to 8 workers.
 */
package org.tare.train;
