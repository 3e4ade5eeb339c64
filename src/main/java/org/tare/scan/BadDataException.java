package org.tare.scan;

/** Data that no retry of a task makes good; its message is for the user. */
final class BadDataException extends IllegalArgumentException {
    BadDataException(String message) {
        super(message);
    }
}
