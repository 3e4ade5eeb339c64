package org.tare.exchange;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.tare.collective.Collective;
import org.tare.collective.LocalCollective;

/** Several executors played by this JVM, with real connections between them. */
public final class Executors implements AutoCloseable {
    public static final Duration LONG = Duration.ofSeconds(60);

    final Session session = Session.begin();
    final List<ExecutorExchange> exchanges = new ArrayList<>();
    final List<ExecutorAddress> addresses = new ArrayList<>();

    Executors(int count, Duration deadline) {
        this(count, deadline, true);
    }

    /** @param local whether they know that they are of one machine */
    Executors(int count, Duration deadline, boolean local) {
        for (int i = 0; i < count; i++) {
            ExecutorExchange exchange = new ExecutorExchange(session, 0, "127.0.0.1", deadline);
            exchanges.add(exchange);
            ExecutorAddress address = exchange.address("127.0.0.1");
            addresses.add(local ? address : new ExecutorAddress(address.host(), address.port(), ""));
        }
        for (int i = 0; i < count; i++) {
            exchanges.get(i).connect(i, addresses);
        }
    }

    /** One collective a rank, rank i on executor {@code hosts[i]}. */
    List<Collective> ranks(int... hosts) {
        Placement placement = Placement.of(IntStream.of(hosts).boxed().toList());
        List<List<LocalCollective>> near = IntStream.range(0, placement.executors())
                .mapToObj(host -> LocalCollective.group(placement.ranks(host).length, LONG))
                .toList();
        int[] next = new int[placement.executors()];
        return IntStream.range(0, hosts.length)
                .<Collective>mapToObj(rank -> new TwoLevelCollective(
                        rank, placement, near.get(hosts[rank]).get(next[hosts[rank]]++), exchanges.get(hosts[rank])))
                .toList();
    }

    /** What each of the members returns, each in its own thread. */
    static <M, T> List<T> together(List<? extends M> members, Function<M, T> work) {
        ExecutorService threads = java.util.concurrent.Executors.newFixedThreadPool(members.size());
        try {
            List<CompletableFuture<T>> results = members.stream()
                    .map(member -> CompletableFuture.supplyAsync(() -> work.apply(member), threads))
                    .toList();
            List<T> values = new ArrayList<>();
            for (CompletableFuture<T> result : results) {
                values.add(result.get(LONG.toSeconds(), TimeUnit.SECONDS));
            }
            return values;
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        } finally {
            threads.shutdown();
        }
    }

    @Override
    public void close() {
        exchanges.forEach(ExecutorExchange::close);
    }
}
