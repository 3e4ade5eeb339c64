/** What executors and the driver tell each other. */
package org.tare.spark.cluster;
