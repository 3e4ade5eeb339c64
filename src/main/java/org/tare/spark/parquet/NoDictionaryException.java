package org.tare.spark.parquet;

import org.apache.parquet.io.ParquetDecodingException;

/** Says that keys are not told by their places in a dictionary, as they are where there are few different ones. */
public final class NoDictionaryException extends ParquetDecodingException {
    private static final long serialVersionUID = 1;

    NoDictionaryException(String message) {
        super(message);
    }
}
