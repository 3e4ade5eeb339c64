/**
 * How gradients move parameters, and how the learning rate changes from step to step.
 *
 * <p>To add an optimizer, extend {@link org.tare.nn.optimizer.Optimizer}, with a constructor of
 * {@link org.tare.nn.text.Arguments}: what it remembers of each parameter, and how it moves one; then name it in
 * {@link org.tare.nn.optimizer.Optimizers}. A schedule is a word in {@link org.tare.nn.optimizer.Schedule}: one function of
 * the number of the step.
 */
package org.tare.nn.optimizer;
