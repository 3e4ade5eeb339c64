/** Parameters that several stages have, each written once. */
package org.tare.feature.param;
