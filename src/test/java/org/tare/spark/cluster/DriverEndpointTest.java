package org.tare.spark.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.tare.TestSpark;

class DriverEndpointTest {
    private static final JavaSparkContext SPARK =
            JavaSparkContext.fromSparkContext(TestSpark.session().sparkContext());

    /** Answers nobody before two have asked. */
    private static final class InPairs implements DriverEndpoint.Handler {
        private final List<Serializable> told = new CopyOnWriteArrayList<>();
        private final List<DriverEndpoint.Reply> waiting = new ArrayList<>();

        @Override
        public void told(Serializable message) {
            told.add(message);
        }

        @Override
        public void asked(Serializable question, DriverEndpoint.Reply reply) {
            if (question.equals("nonsense")) {
                reply.refuse("nonsense is no question");
                return;
            }
            waiting.add(reply);
            if (waiting.size() == 2) {
                waiting.forEach(each -> each.answer(List.of("both", "are here")));
            }
        }
    }

    @Test
    void tasks_tell_and_are_answered_when_the_driver_is_ready() {
        InPairs handler = new InPairs();
        DriverEndpoint endpoint = DriverEndpoint.open("tare-test", handler);
        try (endpoint) {
            JavaRDD<List<String>> answers = SPARK.parallelize(List.of(1, 2), 2).map(task -> {
                DriverConnection driver = new DriverConnection("tare-test");
                driver.tell(task);
                return driver.ask(task, TaskContext.get());
            });
            assertThat(answers.collect())
                    .containsOnly(List.of("both", "are here"))
                    .hasSize(2);
            assertThat(handler.told).containsExactlyInAnyOrder(1, 2);
        }
    }

    @Test
    void a_question_that_is_refused_fails_the_task_with_the_reason() {
        DriverEndpoint endpoint = DriverEndpoint.open("tare-test-2", new InPairs());
        try (endpoint) {
            JavaRDD<List<String>> answer = SPARK.parallelize(List.of("nonsense"), 1)
                    .map(question -> new DriverConnection("tare-test-2").ask(question, TaskContext.get()));
            assertThatThrownBy(answer::collect).hasMessageContaining("nonsense is no question");
        }
    }
}
