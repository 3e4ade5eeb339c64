/** The options that jobs share, and what they make of them: rows, stages, outputs. */
package org.tare.job.option;
