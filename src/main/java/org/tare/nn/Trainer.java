package org.tare.nn;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tare.collective.Collective;
import org.tare.collective.Tree;
import org.tare.linalg.Matrix;
import org.tare.nn.core.Batch;
import org.tare.nn.core.BufferPool;
import org.tare.nn.core.Gradients;
import org.tare.nn.core.Head;
import org.tare.nn.core.Observation;
import org.tare.nn.core.Outlook;
import org.tare.nn.core.Parameter;
import org.tare.nn.core.Pass;
import org.tare.nn.core.ReplicaGroup;
import org.tare.nn.core.RowWeights;
import org.tare.nn.core.StepContext;
import org.tare.nn.loss.Loss;
import org.tare.nn.optimizer.Optimizer;

/**
 * Trains one rank's replica of a network, step by step and in agreement with the other ranks' trainers: all replicas have
 * the same bits after each step, and the same as any other number of ranks would give them.
 *
 * <p>Every method that takes a batch is called by all ranks together, a rank without rows too. When one fails, all fail.
 */
public final class Trainer {
    /**
     * What a step did.
     *
     * @param number of the step, from 0
     * @param loss the weighted mean over the rows of all ranks, before the step; NaN when there were none
     * @param weight of the rows of all ranks
     */
    public record Step(long number, double loss, double weight) {}

    private final Network network;
    private final TrainingConfig config;
    private final Collective collective;
    private final ReplicaGroup replicas;
    private final BufferPool buffers = new BufferPool();
    private final Gradients gradients;
    private final Map<Parameter, double[][]> memory = new LinkedHashMap<>();
    private long steps;

    /**
     * Begins a training of this rank's replica.
     *
     * @param shards in how many shards the ranks together hold a batch; this one's are those from {@link Tree#firstShard}
     *     on
     * @throws IllegalStateException on all ranks when they were not given the same
     */
    public Trainer(Network network, TrainingConfig config, Collective collective, int shards) {
        this.network = network;
        this.config = config;
        this.collective = collective;
        this.replicas = ReplicaGroup.of(collective, shards, config.seed());
        this.gradients = new Gradients(network.parameters(), replicas);
        int memories = config.optimizer().memory().size();
        network.parameters().stream()
                .filter(Parameter::isLearned)
                .forEach(p -> memory.put(p, new double[memories][p.value().size()]));
        replicas.agreeOn("train " + network + " on rows of shape " + network.input() + " in " + shards + " shards with "
                + config.optimizer() + " at rate " + config.learningRate() + ", schedule " + config.schedule()
                + ", clipped at " + config.clipNorm() + " and seed " + config.seed() + " in precision "
                + config.precision());
    }

    /** One step in which every row has weight 1. */
    public Step step(Batch features, Batch targets) {
        return step(features, targets, StepRows.ones(features));
    }

    /**
     * One step: forward, loss, backward, one sum over ranks, update.
     *
     * @param features for each shard that this rank hosts a matrix of (rows, features)
     * @param targets for each shard (rows, targets), as many to a row as {@link Loss#targets} says
     * @param weights for each shard (rows, 1): how often each row counts, in the loss and in every statistic. A row of weight 0
     *     is as a row that is not there, one of weight 2 as two equal rows, apart from dropout, which draws once for it
     * @throws ArithmeticException on all ranks when the loss is not finite; it names the step and the layer
     * @throws IllegalArgumentException when the rows do not fit the network or a target or weight is not possible
     */
    public Step step(Batch features, Batch targets, Batch weights) {
        try {
            buffers.reset();
            StepContext context =
                    new StepContext(StepContext.Mode.TRAINING, buffers, replicas, gradients, steps, config.precision());
            replicas.checkShards(features);
            network.requireFeatures(features);
            int targetCols = config.loss().targets(network.output().size());
            StepRows rows = StepRows.of(features, targets, targetCols, weights, context);
            Pass pass = network.forward(rows.features(), context);
            pass.observations().forEach(Observation::update);
            pass.backward().apply(gradientOfLoss(pass.output(), rows, context));
            gradients.sum();
            Step step = new Step(steps, gradients.loss() / gradients.weight(), gradients.weight());
            if (step.weight > 0) {
                NonFiniteCheck.check(step.loss, rows.features(), context, rate());
                update(1 / step.weight);
            }
            steps++;
            return step;
        } catch (RuntimeException e) {
            collective.abort(e);
            throw e;
        }
    }

    private Batch gradientOfLoss(Batch output, StepRows rows, StepContext context) {
        Batch dy = context.batch(output, output.cols());
        context.heads().forEach(head -> head.setGradient(context.batch(output, output.cols())));
        Batch counted = counted(rows, context);
        gradients.setTotal((shard, into) -> {
            Matrix target = rows.targets().shard(shard);
            Matrix weight = counted.shard(shard);
            double loss = config.loss().sum(output.shard(shard), target, weight, dy.shard(shard));
            for (Head head : context.heads()) {
                Matrix gradient = head.gradient().shard(shard);
                loss += head.weight() * config.loss().sum(head.output().shard(shard), target, weight, gradient);
                gradient.multiply(head.weight());
            }
            into.set(0, 0, loss);
            into.set(0, 1, RowWeights.of(weight).sum(0, weight.rows()));
        });
        return dy;
    }

    /** What rows count in the loss, that of their class included. */
    private Batch counted(StepRows rows, StepContext context) {
        Batch counted = context.copy(rows.weights());
        for (int shard = 0; shard < counted.size(); shard++) {
            Matrix weight = counted.shard(shard);
            for (int row = 0; row < weight.rows(); row++) {
                double target = rows.targets().shard(shard).get(row, 0);
                weight.set(row, 0, weight.get(row, 0) * config.loss().weight(target));
            }
        }
        return counted;
    }

    private void update(double toMean) {
        Optimizer optimizer = config.optimizer();
        double scale = toMean * clipping(toMean);
        memory.forEach((parameter, remembered) -> optimizer.move(
                parameter.array(),
                gradients.of(parameter),
                scale,
                optimizer.decay(parameter),
                remembered,
                rate(),
                steps + 1));
    }

    /**
     * {@code min(1, clipNorm / |g|)} for the gradient g of all weights together (Pascanu et al. 2013, algorithm 1), with 1e-6 added
     * to |g| as PyTorch has it.
     */
    private double clipping(double toMean) {
        if (config.clipNorm() == Double.POSITIVE_INFINITY) {
            return 1;
        }
        double squares = 0;
        for (Parameter parameter : memory.keySet()) {
            Matrix gradient = gradients.of(parameter);
            for (int i = gradient.offset(); i < gradient.offset() + gradient.size(); i++) {
                double g = toMean * gradient.data()[i];
                squares += g * g;
            }
        }
        return Math.min(1, config.clipNorm() / (Math.sqrt(squares) + 1e-6));
    }

    private double rate() {
        return config.learningRate() * config.schedule().factor(steps);
    }

    /** What the optimizer remembers, by name; not copies. */
    private Map<String, double[]> remembered() {
        List<String> names = config.optimizer().memory();
        Map<String, double[]> remembered = new LinkedHashMap<>();
        memory.forEach((parameter, arrays) -> {
            for (int i = 0; i < arrays.length; i++) {
                remembered.put(parameter.name() + "." + names.get(i), arrays[i]);
            }
        });
        return remembered;
    }

    /** Begins to measure the population with the weights as they are. */
    public PopulationStatistics population() {
        return new PopulationStatistics(
                network,
                replicas,
                buffers,
                new StepContext(StepContext.Mode.POPULATION, buffers, replicas, gradients, steps));
    }

    /**
     * What a user should know after the steps so far: sentences that hold on all ranks, which call this together.
     *
     * @param outlook what is still to come
     */
    public List<String> warnings(Outlook outlook) {
        List<String> mine = network.warnings(outlook);
        double[][] all =
                collective.gather(mine.stream().mapToDouble(String::hashCode).toArray());
        return mine.stream()
                .filter(warning -> Arrays.stream(all)
                        .allMatch(rank -> Arrays.stream(rank).anyMatch(hash -> hash == warning.hashCode())))
                .toList();
    }

    /** How many steps were made. */
    public long steps() {
        return steps;
    }

    /** A copy of all that a training needs to go on: the network's state, the optimizer's, and the number of steps. */
    public Map<String, double[]> state() {
        Map<String, double[]> state = network.state();
        remembered().forEach((name, numbers) -> state.put(name, numbers.clone()));
        state.put("steps", new double[] {steps});
        return state;
    }

    /**
     * Goes on from there.
     *
     * @throws IllegalArgumentException when it is another network's or optimizer's state; nothing is replaced then
     */
    public void restore(Map<String, double[]> state) {
        Map<String, Long> sizes = network.sizes();
        remembered().forEach((name, numbers) -> sizes.put(name, (long) numbers.length));
        sizes.put("steps", 1L);
        StateCheck.check(state, sizes);
        network.restore(state);
        remembered().forEach((name, numbers) -> System.arraycopy(state.get(name), 0, numbers, 0, numbers.length));
        steps = (long) state.get("steps")[0];
    }
}
