/** What a job tells a person: tables, previews, how good predictions are, and what went wrong. */
package org.tare.job.report;
