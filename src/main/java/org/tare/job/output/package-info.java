/**
 * Where rows lie and how results get there: each is written beside its place and then put there
 * ({@link org.tare.job.output.OutputTransaction}), so that no half-written result is ever taken for a whole one and a failed job
 * leaves what was there before.
 */
package org.tare.job.output;
