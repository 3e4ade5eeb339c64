/**
 * Reads texts such as {@code dense(100, init=he) relu}, for layers, optimizers and schedules alike: words, each with
 * arguments in parentheses, which are words again. Errors point at the word that is wrong.
 */
package org.tare.nn.text;
