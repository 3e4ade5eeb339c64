package org.tare.exchange;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.rpc.RpcEndpointRef;
import org.apache.spark.rpc.RpcTimeout;
import org.apache.spark.util.RpcUtils;
import scala.concurrent.Await;
import scala.concurrent.Future;
import scala.concurrent.duration.FiniteDuration;
import scala.reflect.ClassTag;

/** A task's way to the {@link Rendezvous} on the driver. */
public final class DriverLink {
    private static final Duration POLL = Duration.ofMillis(100);

    private final RpcEndpointRef driver;

    public DriverLink(Session fit) {
        SparkEnv spark = SparkEnv.get();
        this.driver = RpcUtils.makeDriverRef(fit.id(), spark.conf(), spark.rpcEnv());
    }

    /** Sends word to the driver, without an answer. */
    public void tell(Serializable news) {
        driver.send(news);
    }

    /**
     * Waits until all ranks are ready, however long their data takes to load, and returns their addresses.
     *
     * @throws TaskKilledException when Spark has killed this task meanwhile, for example because a peer failed
     */
    public List<ExecutorExchange.Address> meet(Rendezvous.Ready ready, TaskContext task) {
        RpcTimeout patience = new RpcTimeout(FiniteDuration.apply(100, TimeUnit.DAYS), "spark.tare.patience");
        Future<List<String>> answer = driver.ask(ready, patience, ClassTag.apply(List.class));
        while (true) {
            task.killTaskIfInterrupted();
            try {
                return Await.result(answer, FiniteDuration.apply(POLL.toMillis(), TimeUnit.MILLISECONDS)).stream()
                        .map(ExecutorExchange.Address::parse)
                        .toList();
            } catch (TimeoutException e) {
                // Not all are ready yet.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new TaskKilledException("interrupted while waiting for the other workers");
            }
        }
    }
}
