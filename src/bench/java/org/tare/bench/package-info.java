/** Tare beside its peers, in one run: ratios, not times. */
package org.tare.bench;
