package org.tare.train;

/** What labels are: classes, or numbers. */
enum LabelType {
    CLASSES {
        @Override
        int classes(Summary rows, String labelCol) {
            int classes = rows.classes(labelCol);
            if (classes < 2) {
                throw new IllegalArgumentException(
                        "Column '" + labelCol + "' holds only the label 0; give rows of at least two classes.");
            }
            return classes;
        }
    },
    NUMBERS {
        @Override
        int classes(Summary rows, String labelCol) {
            return 0;
        }
    };

    /** The number of classes; 0 for numbers. */
    abstract int classes(Summary rows, String labelCol);
}
