package org.tare.train.rows;

/** What labels are. */
public enum LabelType {
    /** 0, 1, 2, ... without a gap. */
    CLASSES,
    /** Any finite numbers. */
    NUMBERS
}
