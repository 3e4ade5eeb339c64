/**
 * From the rows of a Dataset to the shards of each worker, and from there to the batches of each step.
 *
 * <table>
 * <caption>What is inside</caption>
 * <tr><th>types</th><th>what they do</th></tr>
 * <tr><td>TableColumns, FeatureColumns</td><td>find and convert the columns</td></tr>
 * <tr><td>TrainingRows, RowSummary, LabelType</td><td>order, count and check the rows</td></tr>
 * <tr><td>RowLayout, ShardAssignment</td><td>say which row belongs to which shard and worker</td></tr>
 * <tr><td>WorkerBlocks, LabeledRows, SelectedRow</td><td>send rows to their workers</td></tr>
 * <tr><td>WorkerRows, Shard, Storage, StorageMode</td><td>keep them there, in memory or in files</td></tr>
 * <tr><td>BatchReader</td><td>reads the batches of an epoch</td></tr>
 * </table>
 */
package org.tare.train.rows;
