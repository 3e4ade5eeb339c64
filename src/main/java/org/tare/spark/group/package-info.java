/** Rows by the keys of their groups. */
package org.tare.spark.group;
