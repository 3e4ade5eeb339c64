/**
 * What training minimizes.
 *
 * <p>To add a loss, implement {@link org.tare.nn.loss.Loss}: the sum over rows, its derivative by the outputs, and what the
 * outputs predict; then name it in {@link org.tare.nn.loss.Losses}.
 */
package org.tare.nn.loss;
