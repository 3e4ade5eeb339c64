package org.tare.exchange;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tare.collective.Collective;
import org.tare.collective.LocalCollective;
import org.tare.spark.cluster.CurrentExecutor;

/**
 * The tasks of one attempt that run in one JVM: they share its port and a {@link LocalCollective}.
 *
 * <p>In local mode there is only this JVM, and no port.
 */
public final class ExecutorGroup implements AutoCloseable {
    private static final Map<String, ExecutorGroup> OPEN = new HashMap<>();

    private final String key;
    private final Duration deadline;
    private final ExecutorExchange exchange;
    private int members;
    private List<LocalCollective> ranks;

    private ExecutorGroup(String key, Session session, int attempt, Duration deadline) {
        this.key = key;
        this.deadline = deadline;
        this.exchange = CurrentExecutor.isDriver()
                ? null
                : new ExecutorExchange(session, attempt, CurrentExecutor.host(), deadline);
    }

    /** The group of this JVM. The first task that asks creates it; each that asked closes it, and the last one ends it. */
    public static ExecutorGroup of(Session session, int attempt, Duration deadline) {
        synchronized (OPEN) {
            String key = session.id() + "/" + attempt;
            ExecutorGroup group = OPEN.computeIfAbsent(key, k -> new ExecutorGroup(k, session, attempt, deadline));
            group.members++;
            return group;
        }
    }

    /** Where the other executors find this one. */
    public ExecutorAddress address() {
        String host = CurrentExecutor.host();
        return exchange == null ? new ExecutorAddress(host, 0, "") : exchange.address(host);
    }

    /** The collective of all ranks, as one rank sees it; {@code addresses} holds each rank's {@link #address}. */
    public synchronized Collective join(int rank, List<ExecutorAddress> addresses) {
        List<ExecutorAddress> executors = addresses.stream().distinct().toList();
        Placement placement =
                Placement.of(addresses.stream().map(executors::indexOf).toList());
        int host = placement.hosts().get(rank);
        int[] here = placement.ranks(host);
        if (ranks == null) {
            ranks = LocalCollective.group(here.length, deadline);
            if (executors.size() > 1) {
                exchange.connect(host, executors);
            }
        }
        LocalCollective local = ranks.get(Arrays.binarySearch(here, rank));
        return executors.size() == 1 ? local : new TwoLevelCollective(rank, placement, local, exchange);
    }

    @Override
    public void close() {
        synchronized (OPEN) {
            if (--members == 0) {
                OPEN.remove(key);
                if (exchange != null) {
                    exchange.close();
                }
            }
        }
    }
}
