/**
 * What statistics look like, for people: how data differ
 * from earlier ones ({@link org.tare.report.Comparison}), from statistics alone.
 */
package org.tare.report;
