package org.tare.spark.cluster;

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

/** A task's end of Spark's own RPC, which leads to a {@link DriverEndpoint}. */
public final class DriverConnection {
    private static final Duration POLL = Duration.ofMillis(100);

    /** Spark wants a limit; a question here ends with its answer or with the task. */
    private static final RpcTimeout FOREVER =
            new RpcTimeout(FiniteDuration.apply(100, TimeUnit.DAYS), "spark.tare.patience");

    private final RpcEndpointRef driver;

    /** Looks up the endpoint of this name. */
    public DriverConnection(String endpoint) {
        SparkEnv spark = SparkEnv.get();
        this.driver = RpcUtils.makeDriverRef(endpoint, spark.conf(), spark.rpcEnv());
    }

    /** Sends a message that wants no answer. */
    public void tell(Serializable message) {
        driver.send(message);
    }

    /**
     * Asks, and waits for the answer however long it takes.
     *
     * @throws TaskKilledException when Spark has killed this task meanwhile, for example because a peer failed
     */
    public List<String> ask(Serializable question, TaskContext task) {
        Future<List<String>> answer = driver.ask(question, FOREVER, ClassTag.apply(List.class));
        while (true) {
            task.killTaskIfInterrupted();
            try {
                return Await.result(answer, FiniteDuration.apply(POLL.toMillis(), TimeUnit.MILLISECONDS));
            } catch (TimeoutException e) {
                // Not answered yet.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new TaskKilledException("interrupted while waiting for the driver's answer");
            }
        }
    }
}
