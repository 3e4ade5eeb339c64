/** Data-parallel training in one barrier stage. */
package org.tare.train;
