/** Functions of numbers and vectors in Spark's own rows. */
package org.tare.spark.row;
