/**
 * The layers that normalize. Batch normalization and renormalization share {@code BatchNormalization}: moments of each
 * channel over the rows of all ranks, {@code ChannelMoments}, which running averages, {@code RunningStatistics}, follow for
 * inference. Layer and RMS normalization share {@code RowNormalization}, which exchanges and keeps nothing.
 *
 * <p>To add one, extend the class that takes its statistics over the same numbers, or implement
 * {@link org.tare.nn.core.Layer} with a {@code ScaleShift} for γ and β, and go on as {@code org.tare.nn.layer} says.
 */
package org.tare.nn.normalization;
