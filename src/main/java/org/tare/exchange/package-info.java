/**
 * How ranks on several executors exchange arrays: within an executor in memory, between executors over Spark's own
 * authenticated and encrypted transport. It knows nothing of what the arrays mean.
 */
package org.tare.exchange;
