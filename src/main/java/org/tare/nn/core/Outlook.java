package org.tare.nn.core;

/**
 * What is still to come of a training.
 *
 * @param steps how many steps at most
 * @param measuresPopulation whether {@code PopulationStatistics} replace the running averages at its end
 */
public record Outlook(long steps, boolean measuresPopulation) {}
