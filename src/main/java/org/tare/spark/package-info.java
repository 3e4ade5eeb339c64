/**
 * All that Spark does not promise to keep: how a Dataset is run, Spark's own rows, expressions, barrier stages, and how stages
 * are stored. The only package that depends on such classes, and so the only one that knows versions of Spark.
 */
package org.tare.spark;
