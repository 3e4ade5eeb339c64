package org.tare.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tare.collective.CollectiveException;
import org.tare.exchange.Frame.Operation;

class ExecutorExchangeTest {
    private static final double[][] NOTHING = {{}, {}};

    /** Ten are more than whoever waits reads by itself. */
    @ParameterizedTest
    @CsvSource({"2, true", "3, true", "3, false", "10, true"})
    void each_executor_gets_what_each_sent_it(int count, boolean local) {
        try (Executors executors = new Executors(count, Executors.LONG, local)) {
            for (int round = 0; round < 50; round++) {
                int r = round;
                List<double[][]> got = Executors.together(
                        IntStream.range(0, count).boxed().toList(),
                        i -> executors.exchanges.get(i).exchange(Operation.GATHER, byPeer(count, to ->
                                new double[] {i, to, r})));
                for (int i = 0; i < count; i++) {
                    int to = i;
                    assertThat(got.get(i)).isDeepEqualTo(byPeer(count, from -> new double[] {from, to, r}));
                }
            }
        }
    }

    private static double[][] byPeer(int count, IntFunction<double[]> array) {
        return IntStream.range(0, count).mapToObj(array).toArray(double[][]::new);
    }

    /** Of which each takes more than a connection holds, so that all must read while they send. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void long_arrays_go_both_ways_at_once(boolean local) {
        double[] array = numbers(0, 1, 1 << 21);
        try (Executors executors = new Executors(2, Executors.LONG, local)) {
            assertThat(Executors.together(
                            executors.exchanges,
                            exchange -> exchange.exchange(Operation.SUM, new double[][] {array, array})))
                    .allSatisfy(got -> assertThat(got).isDeepEqualTo(new double[][] {array, array}));
        }
    }

    @Test
    void executors_of_one_machine_leave_no_file_once_they_have_met() {
        try (Executors executors = new Executors(2, Executors.LONG)) {
            assertThat(executors.addresses)
                    .allSatisfy(address -> assertThat(Path.of(address.file())).exists());
            Executors.together(executors.exchanges, exchange -> exchange.exchange(Operation.GATHER, NOTHING));
            assertThat(executors.addresses)
                    .allSatisfy(address -> assertThat(Path.of(address.file())).doesNotExist());
        }
    }

    @Test
    void an_address_is_read_back() {
        assertThat(List.of(new ExecutorAddress("h", 7, ""), new ExecutorAddress("::1", 65535, "/tmp/a:b/c")))
                .allSatisfy(address ->
                        assertThat(ExecutorAddress.parse(address.text())).isEqualTo(address));
    }

    @Test
    void no_two_messages_have_one_nonce() {
        Session session = Session.begin();
        Frame frame = Frame.of(0, 0, 0, Operation.SUM, new double[0], 0);
        Set<String> nonces = new HashSet<>();
        for (FrameSeal seal : List.of(new FrameSeal(session), new FrameSeal(session))) {
            for (int i = 0; i < 1000; i++) {
                byte[] nonce = new byte[12];
                seal.seal(frame).position(Frame.HEADER_BYTES).get(nonce);
                nonces.add(Arrays.toString(nonce));
            }
        }
        assertThat(nonces).hasSize(2000);
    }

    @Test
    void arrays_of_any_length_arrive_whole() {
        int[] lengths = {0, 1, Frame.MAX_NUMBERS, Frame.MAX_NUMBERS + 1, 3 * Frame.MAX_NUMBERS - 1};
        try (Executors executors = new Executors(3, Executors.LONG)) {
            for (int round = 0; round < lengths.length; round++) {
                int r = round;
                List<double[][]> got = Executors.together(
                        List.of(0, 1, 2),
                        i -> executors
                                .exchanges
                                .get(i)
                                .exchange(
                                        Operation.SUM,
                                        IntStream.range(0, 3)
                                                .mapToObj(to -> numbers(i, to, lengths[(i + to + r) % lengths.length]))
                                                .toArray(double[][]::new)));
                for (int to = 0; to < 3; to++) {
                    for (int i = 0; i < 3; i++) {
                        assertThat(got.get(to)[i])
                                .containsExactly(numbers(i, to, lengths[(i + to + r) % lengths.length]));
                    }
                }
            }
        }
    }

    private static double[] numbers(int from, int to, int length) {
        return new Random(3L * from + to).doubles(length).toArray();
    }

    @Test
    void frames_that_do_not_follow_each_other_are_not_put_together() {
        double[] array = numbers(0, 1, 3 * Frame.MAX_NUMBERS);
        IncomingArray incoming =
                new IncomingArray(Frame.of(0, 1, 5, Operation.SUM, array, 0), new double[array.length]);
        assertThat(incoming.add(incoming.first())).isTrue();
        assertThat(incoming.isWhole()).isFalse();
        assertThat(List.of(
                        Frame.of(0, 1, 5, Operation.SUM, array, 0),
                        Frame.of(0, 1, 5, Operation.SUM, array, 2 * Frame.MAX_NUMBERS),
                        Frame.of(0, 1, 6, Operation.SUM, array, Frame.MAX_NUMBERS),
                        Frame.of(0, 1, 5, Operation.GATHER, array, Frame.MAX_NUMBERS),
                        Frame.of(0, 1, 5, Operation.SUM, new double[2 * Frame.MAX_NUMBERS], Frame.MAX_NUMBERS)))
                .allSatisfy(other -> assertThat(incoming.add(other)).isFalse());
        assertThat(incoming.add(Frame.of(0, 1, 5, Operation.SUM, array, Frame.MAX_NUMBERS)))
                .isTrue();
        assertThat(incoming.add(Frame.of(0, 1, 5, Operation.SUM, array, 2 * Frame.MAX_NUMBERS)))
                .isTrue();
        assertThat(incoming.isWhole()).isTrue();
        assertThat(incoming.array()).containsExactly(array);
    }

    @Test
    void a_stranger_is_refused_and_the_others_go_on() throws IOException {
        try (Executors executors = new Executors(2, Executors.LONG)) {
            try (ExecutorExchange stranger = new ExecutorExchange(Session.begin(), 0, "127.0.0.1", Executors.LONG)) {
                assertThatThrownBy(() ->
                                stranger.connect(1, List.of(executors.addresses.get(0), stranger.address("127.0.0.1"))))
                        .hasMessageContaining("does not know the secret");
            }
            int port = executors.addresses.get(0).port();
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                OutputStream out = socket.getOutputStream();
                out.write(ByteBuffer.allocate(13)
                        .putLong(13)
                        .put((byte) 9)
                        .putInt(0)
                        .array());
                out.flush();
            }
            List<double[][]> got = Executors.together(
                    executors.exchanges, exchange -> exchange.exchange(Operation.SUM, new double[][] {{1}, {2}}));
            assertThat(got.get(0)).isDeepEqualTo(new double[][] {{1}, {1}});
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1L << 31, Long.MAX_VALUE, -1, 1 << 20})
    void a_stranger_who_announces_a_long_message_is_hung_up_on_before_it_comes(long length) throws IOException {
        try (Executors executors = new Executors(2, Executors.LONG);
                Socket stranger = connect(executors)) {
            stranger.getOutputStream()
                    .write(ByteBuffer.allocate(9).putLong(length).put((byte) 3).array());
            assertThat(stranger.getInputStream().read()).isEqualTo(-1);
            List<double[][]> got = Executors.together(
                    executors.exchanges, exchange -> exchange.exchange(Operation.SUM, new double[][] {{1}, {2}}));
            assertThat(got.get(0)).isDeepEqualTo(new double[][] {{1}, {1}});
        }
    }

    @Test
    void a_stranger_who_says_nothing_is_hung_up_on() throws IOException {
        try (Executors executors = new Executors(1, Duration.ofMillis(200));
                Socket stranger = connect(executors)) {
            assertThat(stranger.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void a_crowd_of_strangers_is_kept_small() throws IOException {
        List<Socket> crowd = new ArrayList<>();
        try (Executors executors = new Executors(2, Executors.LONG)) {
            long before = allocatedByReaders();
            for (int i = 0; i < 512; i++) {
                crowd.add(connect(executors));
            }
            crowd.add(connect(executors));
            assertThat(crowd.get(512).getInputStream().read()).isEqualTo(-1);
            // Whoever has not shown the secret gets the room that this takes, and a key of the selector.
            assertThat(allocatedByReaders() - before).isLessThan(512 * 16 * 1024);
            crowd.get(0).setSoTimeout(1);
            assertThatThrownBy(() -> crowd.get(0).getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        } finally {
            for (Socket socket : crowd) {
                socket.close();
            }
        }
    }

    private static long allocatedByReaders() {
        ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("tare-exchange"))
                .mapToLong(thread -> threads.getThreadAllocatedBytes(thread.getId()))
                .sum();
    }

    private static Socket connect(Executors executors) throws IOException {
        Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), executors.addresses.get(0).port());
        socket.setSoTimeout((int) Duration.ofSeconds(9).toMillis());
        return socket;
    }

    /** Whether who sends finds it, or who reads. */
    @RepeatedTest(20)
    void the_loss_of_a_peer_is_an_error_at_once() {
        try (Executors executors = new Executors(2, Executors.LONG)) {
            executors.exchanges.get(1).close();
            assertThatThrownBy(() -> executors.exchanges.get(0).exchange(Operation.GATHER, NOTHING))
                    .isInstanceOf(CollectiveException.class)
                    .hasMessageContaining("connection to executor " + executors.addresses.get(1) + " is lost");
        }
    }

    @Test
    void a_peer_that_sends_nothing_is_an_error_at_the_deadline() {
        try (Executors executors = new Executors(2, Duration.ofSeconds(1))) {
            assertThatThrownBy(() -> executors.exchanges.get(0).exchange(Operation.GATHER, NOTHING))
                    .isInstanceOf(CollectiveException.class)
                    .hasMessageContaining(
                            "executor " + executors.addresses.get(1) + " did not send its whole array within 1 s");
        }
    }

    /** As a rank does that finds in what all exchanged that it cannot go on: all must find it. */
    @RepeatedTest(10)
    void giving_up_after_an_exchange_does_not_undo_it() throws Exception {
        try (Executors executors = new Executors(2, Executors.LONG)) {
            ExecutorExchange slow = executors.exchanges.get(0);
            ExecutorExchange quick = executors.exchanges.get(1);
            CompletableFuture<double[][]> last;
            synchronized (slow) {
                last = CompletableFuture.supplyAsync(() -> slow.exchange(Operation.GATHER, NOTHING));
                quick.exchange(Operation.GATHER, NOTHING);
                quick.abort("has seen enough");
            }
            assertThat(last.get()).isDeepEqualTo(NOTHING);
            assertThatThrownBy(() -> slow.exchange(Operation.GATHER, NOTHING)).hasMessageContaining("has seen enough");
        }
    }

    /** As at the end of a training, which one executor sees before the other. */
    @RepeatedTest(20)
    void what_a_peer_sent_before_it_left_arrives() throws Exception {
        try (Executors executors = new Executors(2, Executors.LONG)) {
            ExecutorExchange slow = executors.exchanges.get(0);
            ExecutorExchange quick = executors.exchanges.get(1);
            Executors.together(executors.exchanges, exchange -> exchange.exchange(Operation.GATHER, NOTHING));
            CompletableFuture<double[][]> last;
            synchronized (slow) {
                last = CompletableFuture.supplyAsync(() -> slow.exchange(Operation.GATHER, NOTHING));
                quick.exchange(Operation.GATHER, NOTHING);
                quick.close();
                // Time for the end to be heard of before the message is read.
                Thread.sleep(20);
            }
            assertThat(last.get()).isDeepEqualTo(NOTHING);
        }
    }

    @Test
    void peers_at_different_operations_both_fail() {
        try (Executors executors = new Executors(2, Executors.LONG)) {
            assertThat(Executors.together(
                            List.of(Operation.GATHER, Operation.SUM),
                            operation -> TwoLevelCollectiveTest.failure(() -> executors
                                    .exchanges
                                    .get(operation == Operation.SUM ? 1 : 0)
                                    .exchange(operation, NOTHING))))
                    .allSatisfy(message -> assertThat(message).contains("GATHER 0", "SUM 0"));
        }
    }

    @Test
    void a_message_of_another_session_or_changed_on_the_way_does_not_open() throws GeneralSecurityException {
        Session session = Session.begin();
        Frame frame = Frame.of(1, 2, 3, Operation.SUM, new double[] {4, -0.0, Double.NaN}, 0);
        FrameSeal seal = new FrameSeal(session);
        Frame opened = new FrameSeal(session).open(seal.seal(frame));
        assertThat(opened).hasToString(frame.toString());
        assertThat(opened.from).isEqualTo(2);
        assertThat(opened.numbers()).containsExactly(4, -0.0, Double.NaN);
        assertThatThrownBy(() -> new FrameSeal(Session.begin()).open(seal.seal(frame)))
                .isInstanceOf(GeneralSecurityException.class);
        int length = seal.seal(frame).remaining();
        for (int at = 0; at < length; at++) {
            ByteBuffer changed = seal.seal(frame);
            changed.put(at, (byte) (changed.get(at) ^ 1));
            assertThatThrownBy(() -> seal.open(changed)).isInstanceOf(GeneralSecurityException.class);
        }
        assertThatThrownBy(() -> seal.open(ByteBuffer.allocate(9))).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void a_session_does_not_print_its_secrets() {
        assertThat(Session.begin().toString()).matches("tare-[0-9a-f-]{36}");
    }
}
