/**
 * Networks trained by many workers together, in one barrier stage of Spark, with the bits that one worker would give.
 *
 * <table>
 * <caption>What is here</caption>
 * <tr><th>type</th><th>use it to</th></tr>
 * <tr><td>{@link org.tare.train.NeuralNetworkClassifier}</td><td>learn classes, in a pipeline of Spark ML</td></tr>
 * <tr><td>{@link org.tare.train.NeuralNetworkRegressor}</td><td>learn a number, likewise</td></tr>
 * <tr><td>{@link org.tare.train.NeuralNetworkParams}</td><td>look up what may be set</td></tr>
 * <tr><td>{@link org.tare.train.NeuralNetworkModel}</td><td>predict without Spark, see weights and history, of either
 * model</td></tr>
 * <tr><td>{@link org.tare.train.Epoch}</td><td>follow a training</td></tr>
 * <tr><td>{@link org.tare.train.TrainingException}</td><td>learn why it failed</td></tr>
 * </table>
 *
 * <p>How it works, from the outside in:
 *
 * <table>
 * <caption>What is inside</caption>
 * <tr><th>types</th><th>what they do</th></tr>
 * <tr><td>Training, Settings, Plan</td><td>the driver checks rows, settings and cluster, and makes the plan</td></tr>
 * <tr><td>Source, Deal, RowBlock</td><td>rows in an order of their own are dealt to shards, shards to workers</td></tr>
 * <tr><td>Worker, WorkerRows, Shard, Storage</td><td>a task loads its shards' rows and trains</td></tr>
 * <tr><td>Epochs, BatchReader, Validation</td><td>its epochs, in step with the other workers</td></tr>
 * <tr><td>Rendezvous, DriverLink, Meeting</td><td>how workers find each other, once an attempt, and tell the driver</td></tr>
 * <tr><td>TwoLevelCollective, Placement, Packed</td><td>how they agree: in memory within an executor, one leader each
 * beyond</td></tr>
 * <tr><td>Mesh, Frame, Wire, Fit</td><td>how leaders talk: checked, sealed, authenticated and encrypted</td></tr>
 * <tr><td>Checkpoints, Snapshot, StateText, ModelFiles</td><td>what is kept on disk</td></tr>
 * </table>
 *
 * <p>How many shards? They fix the result to the bit, and are the most workers that can share the work. One shard is plain
 * single-batch arithmetic and the fastest on one worker; many shards of a small batch make small products. The default of 8 lets
 * up to 8 workers share without another result; where one worker trains on batches below a few hundred rows, 1 is faster.
 */
package org.tare.train;
