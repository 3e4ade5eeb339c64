package org.tare.exchange;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkEnv;
import org.tare.collective.Collective;
import org.tare.collective.LocalCollective;

/**
 * Where the tasks of one attempt that run in one JVM meet: they share its port and a {@link LocalCollective}.
 *
 * <p>In local mode there is only this JVM, and no port.
 */
public final class ExecutorGroup implements AutoCloseable {
    private static final Map<String, ExecutorGroup> OPEN = new HashMap<>();

    private final String key;
    private final Duration deadline;
    private final ExecutorExchange mesh;
    private int guests;
    private List<LocalCollective> ranks;

    private ExecutorGroup(String key, Session fit, int attempt, Duration deadline) {
        this.key = key;
        this.deadline = deadline;
        SparkEnv spark = SparkEnv.get();
        boolean alone = spark.executorId().equals("driver");
        this.mesh = alone
                ? null
                : new ExecutorExchange(
                        fit, attempt, spark.blockManager().blockManagerId().host(), deadline);
    }

    /** The meeting of this JVM, opened by the first who comes; whoever comes also closes. */
    public static ExecutorGroup of(Session fit, int attempt, Duration deadline) {
        synchronized (OPEN) {
            String key = fit.id() + "/" + attempt;
            ExecutorGroup meeting = OPEN.computeIfAbsent(key, k -> new ExecutorGroup(k, fit, attempt, deadline));
            meeting.guests++;
            return meeting;
        }
    }

    /** Where the other executors find this one. */
    public ExecutorExchange.Address address() {
        SparkEnv spark = SparkEnv.get();
        return new ExecutorExchange.Address(
                spark.blockManager().blockManagerId().host(), mesh == null ? 0 : mesh.port());
    }

    /** One rank's part in the agreement of all; {@code addresses} holds each rank's {@link #address}. */
    public synchronized Collective join(int rank, List<ExecutorExchange.Address> addresses) {
        List<ExecutorExchange.Address> executors = addresses.stream().distinct().toList();
        Placement placement =
                Placement.of(addresses.stream().map(executors::indexOf).toList());
        int host = placement.hosts().get(rank);
        int[] here = placement.ranks(host);
        if (ranks == null) {
            ranks = LocalCollective.group(here.length, deadline);
            if (executors.size() > 1) {
                mesh.connect(host, executors);
            }
        }
        LocalCollective near = ranks.get(Arrays.binarySearch(here, rank));
        return executors.size() == 1 ? near : new TwoLevelCollective(rank, placement, near, mesh);
    }

    @Override
    public void close() {
        synchronized (OPEN) {
            if (--guests == 0) {
                OPEN.remove(key);
                if (mesh != null) {
                    mesh.close();
                }
            }
        }
    }
}
