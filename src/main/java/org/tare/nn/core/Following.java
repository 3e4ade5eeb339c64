package org.tare.nn.core;

/**
 * What a layer may rely on in the layers after it.
 *
 * @param removesMean whether the next layer subtracts the mean of each channel, and with it any bias
 * @param rectifies whether a rectifier comes next, or after nothing but normalizations
 */
public record Following(boolean removesMean, boolean rectifies) {
    /** After the last layer. */
    public static final Following NOTHING = new Following(false, false);
}
