package org.tare.train;

/** What labels are. */
enum LabelType {
    /** 0, 1, 2, ... without a gap. */
    CLASSES,
    /** Any finite numbers. */
    NUMBERS
}
