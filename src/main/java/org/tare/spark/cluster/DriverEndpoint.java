package org.tare.spark.cluster;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.SparkEnv;
import org.apache.spark.SparkException;
import org.apache.spark.rpc.RpcCallContext;
import org.apache.spark.rpc.RpcEnv;
import org.apache.spark.rpc.ThreadSafeRpcEndpoint;
import scala.PartialFunction;
import scala.runtime.AbstractPartialFunction;
import scala.runtime.BoxedUnit;

/** The driver's end of Spark's own RPC, for what tasks tell and ask through a {@link DriverConnection}. */
public final class DriverEndpoint implements AutoCloseable {
    /** What to do with messages. One at a time is handed over, on a thread of Spark's. */
    public interface Handler {
        /** Takes a message that wants no answer. */
        void told(Serializable message);

        /** Takes a question. The task waits until {@code reply} is used, in this call or after it. */
        void asked(Serializable question, Reply reply);
    }

    /**
     * The way back to a task that asked. Answers are texts, because the RPC of an executor does not know the classes of a
     * jar that came with the application.
     */
    public interface Reply {
        /** Answers. */
        void answer(List<String> texts);

        /** Makes the question fail in the task, with a {@link SparkException} of this message. */
        void refuse(String reason);
    }

    private final Endpoint endpoint;

    private DriverEndpoint(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** Opens an endpoint of this name, which tasks reach until it is closed. */
    public static DriverEndpoint open(String name, Handler handler) {
        RpcEnv rpc = SparkEnv.get().rpcEnv();
        Endpoint endpoint = new Endpoint(rpc, handler);
        rpc.setupEndpoint(name, endpoint);
        return new DriverEndpoint(endpoint);
    }

    @Override
    public void close() {
        endpoint.stop();
    }

    private record Endpoint(RpcEnv rpcEnv, Handler handler) implements ThreadSafeRpcEndpoint {
        @Override
        public PartialFunction<Object, BoxedUnit> receive() {
            return function(message -> handler.told((Serializable) message));
        }

        @Override
        public PartialFunction<Object, BoxedUnit> receiveAndReply(RpcCallContext caller) {
            return function(question -> handler.asked((Serializable) question, new CallerReply(caller)));
        }

        private static PartialFunction<Object, BoxedUnit> function(Consumer<Object> action) {
            return new AbstractPartialFunction<>() {
                @Override
                public boolean isDefinedAt(Object message) {
                    return true;
                }

                @Override
                public BoxedUnit apply(Object message) {
                    action.accept(message);
                    return BoxedUnit.UNIT;
                }
            };
        }
    }

    private record CallerReply(RpcCallContext caller) implements Reply {
        @Override
        public void answer(List<String> texts) {
            caller.reply(new ArrayList<>(texts));
        }

        @Override
        public void refuse(String reason) {
            caller.sendFailure(new SparkException(reason));
        }
    }
}
