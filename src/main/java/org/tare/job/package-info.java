/**
 * The jobs that spark-submit runs. A job is a main here that says what it is for, a launcher of the same name in
 * {@code jobs/}, and in {@code conf/} the options that it takes when it is called without any.
 *
 * <p>Options are built in {@link org.tare.job.option}, outputs written by {@link org.tare.job.output}, results told by
 * {@link org.tare.job.report}.
 */
package org.tare.job;
