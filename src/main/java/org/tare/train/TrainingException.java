package org.tare.train;

/** A training came to no result. */
public final class TrainingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TrainingException(String message, Throwable cause) {
        super(message, cause);
    }
}
