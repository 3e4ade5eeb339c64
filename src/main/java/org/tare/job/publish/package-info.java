/**
 * How the outputs of a job come to their places together, and what the next job does about one that was killed.
 *
 * <p>A job claims each place by a hidden folder beside it, {@code .NAME.tare/ID}, writes there, and then publishes: what
 * adds files to a place is moved there, then the folder at the first place is marked as committed, then what replaces
 * something is moved. Whoever finds the folder of a job that has ended takes it back without that mark and finishes it
 * with it. Every step can be repeated, so this may be interrupted too. It relies on an atomic creation of one file, not
 * on an atomic rename of a folder, and holds where a rename is a copy.
 */
package org.tare.job.publish;
