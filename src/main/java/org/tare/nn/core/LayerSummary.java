package org.tare.nn.core;

/**
 * What a layer is, in one line.
 *
 * @param name its number, within a block after the block's; what its weights' names begin with
 * @param text its word with its options; of a layer that contains others, the word alone
 * @param output the shape of one row of its output
 * @param parameters how many numbers it learns, apart from those of the layers in it, which follow it
 */
public record LayerSummary(String name, String text, Shape output, long parameters) {}
