package org.tare.exchange;

import java.io.Serializable;

/**
 * Where an executor listens.
 *
 * @param file the absolute path of a socket for executors of the same machine; empty without one
 */
public record ExecutorAddress(String host, int port, String file) implements Serializable {
    /** The text that {@link #parse} reads. */
    String text() {
        return this + file;
    }

    /** Reads what {@link #text} wrote; a host may hold colons, but no slash. */
    static ExecutorAddress parse(String text) {
        int slash = text.indexOf('/');
        int end = slash < 0 ? text.length() : slash;
        int colon = text.lastIndexOf(':', end - 1);
        return new ExecutorAddress(
                text.substring(0, colon), Integer.parseInt(text.substring(colon + 1, end)), text.substring(end));
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
