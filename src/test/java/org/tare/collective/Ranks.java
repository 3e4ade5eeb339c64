package org.tare.collective;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Runs one body on each rank of an in-process group, each in a thread of its own. */
public final class Ranks {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private Ranks() {}

    /** What the body returned on each rank, in rank order; the first failure, if there is one, is thrown. */
    public static <T> List<T> run(int size, Function<Collective, T> body) {
        List<T> results = new ArrayList<>();
        for (Outcome<T> outcome : outcomes(LocalCollective.group(size, DEADLINE), body)) {
            if (outcome.failure != null) {
                throw new AssertionError("A rank failed.", outcome.failure);
            }
            results.add(outcome.value);
        }
        return results;
    }

    /** What the body threw on each rank, in rank order; null where it returned. */
    public static List<Throwable> failures(int size, Function<Collective, ?> body) {
        return failures(LocalCollective.group(size, DEADLINE), body);
    }

    /** What the body threw on each of these ranks; null where it returned. */
    public static List<Throwable> failures(List<? extends Collective> ranks, Function<Collective, ?> body) {
        List<Throwable> failures = new ArrayList<>();
        outcomes(ranks, body).forEach(outcome -> failures.add(outcome.failure));
        return failures;
    }

    private record Outcome<T>(T value, Throwable failure) {}

    private static <T> List<Outcome<T>> outcomes(
            List<? extends Collective> ranks, Function<Collective, ? extends T> body) {
        ExecutorService threads = Executors.newFixedThreadPool(ranks.size());
        try {
            List<Future<T>> futures = new ArrayList<>();
            for (Collective rank : ranks) {
                futures.add(threads.submit(() -> orAbort(rank, body)));
            }
            List<Outcome<T>> outcomes = new ArrayList<>();
            for (Future<T> future : futures) {
                try {
                    outcomes.add(new Outcome<>(future.get(), null));
                } catch (ExecutionException e) {
                    outcomes.add(new Outcome<>(null, e.getCause()));
                }
            }
            return outcomes;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static <T> T orAbort(Collective rank, Function<Collective, ? extends T> body) {
        try {
            return body.apply(rank);
        } catch (RuntimeException | AssertionError e) {
            rank.abort(e);
            throw e;
        }
    }
}
