/** How stages are stored, shipped and checked. */
package org.tare.spark.stage;
