/**
 * What statistics look like, for people: what was learned as a page ({@link org.tare.report.HtmlReport}), and how data differ from
 * earlier ones ({@link org.tare.report.Comparison}), as a page or for machines. Both are told from statistics alone; no data are
 * read here.
 */
package org.tare.report;
