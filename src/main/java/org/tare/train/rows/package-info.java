/** From the rows of a Dataset to the shards of each worker, and from there to the batches of each step. */
package org.tare.train.rows;
