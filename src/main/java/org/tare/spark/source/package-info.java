/** Places outside of Spark: tables, databases, folders. */
package org.tare.spark.source;
