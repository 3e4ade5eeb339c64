package org.tare.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.tare.exchange.Handshake.Role;

class SocketTransportTest {
    private static final byte[] FIRST = {1, 2, 3};

    /** A peer may send at once, so that its proof and its first message arrive together; nobody reads after that. */
    @Test
    void what_comes_together_with_the_proof_is_received() throws Exception {
        Session session = Session.begin();
        CompletableFuture<byte[]> received = new CompletableFuture<>();
        Inbox inbox = new Inbox() {
            @Override
            public void received(Connection from, ByteBuffer message) {
                byte[] bytes = new byte[message.remaining()];
                message.get(bytes);
                received.complete(bytes);
            }

            @Override
            public void closed(Connection connection) {}
        };
        try (SocketTransport transport =
                        new SocketTransport("127.0.0.1", session, 100, Executors.LONG, Executors.LONG, inbox);
                PeerConnections.Attendance attendance = transport.attend();
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), transport.port())) {
            byte[] mine = Handshake.challenge();
            socket.getOutputStream().write(messages(mine));
            DataInputStream in = new DataInputStream(socket.getInputStream());
            byte[] theirs = in.readNBytes(Integer.BYTES + Handshake.CHALLENGE_BYTES + Handshake.PROOF_BYTES);
            byte[] challenge = ByteBuffer.allocate(Handshake.CHALLENGE_BYTES)
                    .put(theirs, Integer.BYTES, Handshake.CHALLENGE_BYTES)
                    .array();
            byte[] proof = new Handshake(session).proof(Role.CALLER, challenge, mine);
            socket.getOutputStream().write(messages(proof, FIRST));
            assertThat(received.get(Executors.LONG.toSeconds(), TimeUnit.SECONDS))
                    .isEqualTo(FIRST);
            assertThat(attendance.read()).isFalse();
        }
    }

    private static byte[] messages(byte[]... messages) {
        ByteBuffer all = ByteBuffer.allocate(1000);
        for (byte[] message : messages) {
            all.putInt(message.length).put(message);
        }
        byte[] bytes = new byte[all.position()];
        all.flip().get(bytes);
        return bytes;
    }
}
