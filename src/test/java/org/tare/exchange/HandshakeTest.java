package org.tare.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tare.exchange.Handshake.Role;

class HandshakeTest {
    private final Session session = Session.begin();
    private final byte[] ofListener = Handshake.challenge();
    private final byte[] ofCaller = Handshake.challenge();

    @Test
    void a_proof_is_one_of_this_session_role_and_pair_of_challenges_alone() {
        Handshake handshake = new Handshake(session);
        byte[] proof = handshake.proof(Role.CALLER, ofListener, ofCaller);
        assertThat(new Handshake(session).isProof(proof, Role.CALLER, ofListener, ofCaller))
                .isTrue();
        assertThat(handshake.isProof(proof, Role.LISTENER, ofListener, ofCaller))
                .isFalse();
        assertThat(handshake.isProof(proof, Role.CALLER, ofCaller, ofListener)).isFalse();
        assertThat(handshake.isProof(proof, Role.CALLER, Handshake.challenge(), ofCaller))
                .isFalse();
        assertThat(handshake.isProof(proof, Role.CALLER, ofListener, Handshake.challenge()))
                .isFalse();
        assertThat(handshake.isProof(new byte[0], Role.CALLER, ofListener, ofCaller))
                .isFalse();
        Session renamed = new Session("other", session.connectionSecret(), session.messageKey());
        for (Session other : List.of(Session.begin(), renamed)) {
            assertThat(new Handshake(other).isProof(proof, Role.CALLER, ofListener, ofCaller))
                    .isFalse();
        }
    }

    @Test
    void challenges_do_not_repeat() {
        assertThat(ofListener).isNotEqualTo(ofCaller).hasSize(Handshake.CHALLENGE_BYTES);
    }
}
