package org.tare.exchange;

import java.nio.ByteBuffer;

/** Takes what arrives from peers; called for each connection by one thread at a time. */
interface Inbox {
    /** A message; its bytes are valid only during the call. */
    void received(Connection from, ByteBuffer message);

    /** A connection to a peer was closed. */
    void closed(Connection connection);
}
