/** Pictures of numbers, as SVG within a page. */
package org.tare.report.plot;
