/** How a Dataset is run: by rows, by batches or by the pages of its files. */
package org.tare.spark.plan;
