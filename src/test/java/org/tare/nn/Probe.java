package org.tare.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.tare.collective.Collective;
import org.tare.collective.Ranks;
import org.tare.collective.Tree;
import org.tare.linalg.Matrix;
import org.tare.linalg.Precision;
import org.tare.nn.core.Batch;
import org.tare.nn.core.BufferPool;
import org.tare.nn.core.Gradients;
import org.tare.nn.core.Head;
import org.tare.nn.core.Observation;
import org.tare.nn.core.Parameter;
import org.tare.nn.core.Pass;
import org.tare.nn.core.ReplicaGroup;
import org.tare.nn.core.StepContext;

/** Runs layers step by step with chosen inputs and chosen gradients of their output, on any number of ranks and shards. */
final class Probe {
    /** What a step made; rows are those of all shards of all ranks, in order. */
    record Seen(Matrix output, Matrix inputGradient, Map<String, double[]> gradients, Map<String, double[]> state) {}

    private final Network network;
    private final ReplicaGroup replicas;
    private final Gradients gradients;
    private final BufferPool buffers = new BufferPool();
    private final Precision precision;
    private long steps;

    Probe(Network network, Collective collective, int shards) {
        this(network, collective, shards, Precision.DOUBLE);
    }

    Probe(Network network, Collective collective, int shards, Precision precision) {
        this.precision = precision;
        this.network = network;
        this.replicas = ReplicaGroup.of(collective, shards, 1);
        this.gradients = new Gradients(network.parameters(), replicas);
    }

    /** One step; the batches hold this rank's shards. */
    Seen step(Batch x, Batch dy) {
        buffers.reset();
        StepContext context =
                new StepContext(StepContext.Mode.TRAINING, buffers, replicas, gradients, steps++, precision);
        Pass pass = network.forward(Batch.computed(x.shards()), context);
        pass.observations().forEach(Observation::update);
        Matrix output = stack(pass.output().shards());
        Batch ours = context.copy(dy);
        for (Head head : context.heads()) {
            // Heads join the output by their weight, and so have its gradient by it.
            head.setGradient(context.copy(dy));
            head.gradient().shards().forEach(shard -> shard.multiply(head.weight()));
            Matrix joined = stack(head.output().shards());
            joined.multiply(head.weight());
            output.add(joined);
        }
        Matrix inputGradient = stack(pass.backward().apply(ours).shards());
        gradients.setTotal((shard, into) -> into.fill(0));
        gradients.sum();
        Map<String, double[]> byName = new LinkedHashMap<>();
        network.parameters().stream()
                .filter(Parameter::isLearned)
                .forEach(p -> byName.put(p.name(), gradients.of(p).toArray()));
        return new Seen(output, inputGradient, byName, network.state());
    }

    /** All steps on so many ranks, where row counts say how the rows of a step are cut into shards. */
    static List<Seen> run(Supplier<Network> network, int ranks, int[] cut, List<Matrix> x, List<Matrix> dy) {
        List<List<Seen>> seen = Ranks.run(ranks, collective -> {
            Probe probe = new Probe(network.get(), collective, cut.length);
            List<Seen> steps = new ArrayList<>();
            for (int step = 0; step < x.size(); step++) {
                steps.add(probe.step(hosted(x.get(step), cut, collective), hosted(dy.get(step), cut, collective)));
            }
            return steps;
        });
        List<Seen> joined = new ArrayList<>();
        for (int step = 0; step < x.size(); step++) {
            int number = step;
            List<Seen> parts = seen.stream().map(rank -> rank.get(number)).toList();
            joined.add(new Seen(
                    stack(parts.stream().map(Seen::output).toList()),
                    stack(parts.stream().map(Seen::inputGradient).toList()),
                    same(parts.stream().map(Seen::gradients).toList()),
                    same(parts.stream().map(Seen::state).toList())));
        }
        return joined;
    }

    /** The shards that one rank hosts, of rows cut into shards of these sizes. */
    static Batch hosted(Matrix rows, int[] cut, Collective collective) {
        List<Matrix> shards = new ArrayList<>();
        int from = 0;
        for (int size : cut) {
            shards.add(rows.rows(from, from + size));
            from += size;
        }
        return Batch.of(shards.subList(
                Tree.firstShard(collective.rank(), collective.size(), cut.length),
                Tree.firstShard(collective.rank() + 1, collective.size(), cut.length)));
    }

    static Matrix stack(List<Matrix> parts) {
        Matrix all = Matrix.zeros(
                parts.stream().mapToInt(Matrix::rows).sum(), parts.get(0).cols());
        int row = 0;
        for (Matrix part : parts) {
            all.rows(row, row + part.rows()).copy(part);
            row += part.rows();
        }
        return all;
    }

    /** The one map that all ranks hold, to the bit. */
    private static Map<String, double[]> same(List<Map<String, double[]>> ranks) {
        for (Map<String, double[]> rank : ranks) {
            ranks.get(0).forEach((name, numbers) -> {
                if (!Arrays.equals(numbers, rank.get(name))) {
                    throw new AssertionError("Ranks differ in " + name + ".");
                }
            });
        }
        return ranks.get(0);
    }
}
