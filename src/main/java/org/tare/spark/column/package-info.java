/** How columns are named, found and told apart. */
package org.tare.spark.column;
