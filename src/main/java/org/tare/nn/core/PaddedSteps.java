package org.tare.nn.core;

import java.io.Serializable;

/**
 * The steps that a layer looks at to find padding, each of so many numbers.
 *
 * @param layer what the user calls it
 */
public record PaddedSteps(String layer, int features, StepPadding padding) implements Serializable {}
