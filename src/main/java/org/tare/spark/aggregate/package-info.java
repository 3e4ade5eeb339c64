/** Aggregate functions of SQL, and a plan of their own for those by group. */
package org.tare.spark.aggregate;
