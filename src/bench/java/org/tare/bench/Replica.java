package org.tare.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.tare.collective.Collective;
import org.tare.collective.SoloCollective;
import org.tare.collective.Tree;
import org.tare.linalg.Matrix;
import org.tare.linalg.Precision;
import org.tare.nn.Network;
import org.tare.nn.Trainer;
import org.tare.nn.TrainingConfig;
import org.tare.nn.core.Batch;
import org.tare.nn.core.Shape;
import org.tare.nn.loss.Losses;
import org.tare.nn.optimizer.Optimizers;
import org.tare.nn.optimizer.Schedule;

/** One rank's replica of a network with its share of a batch of made-up rows, on which it makes steps again and again. */
final class Replica {
    private final Trainer trainer;
    private final Batch features;
    private final Batch targets;

    /** With the other ranks. */
    Replica(TrainingSteps.Net net, boolean norm, Collective rank, int shards, Precision precision) {
        this(net, norm, rank, shards, precision, Tree.firstShard(rank.rank(), rank.size(), shards), Tree.firstShard(rank.rank() + 1, rank.size(), shards));
    }

    private Replica(TrainingSteps.Net net, boolean norm, Collective peers, int shards, Precision precision, int from, int to) {
        int inputs = net.inputs;
        Network network = Network.parse(net.layers(norm), Shape.of(inputs), 1);
        TrainingConfig config = new TrainingConfig(
                Losses.parse("crossEntropy"), Optimizers.parse("sgd"), Schedule.parse("constant"), 0.01, 1, precision);
        trainer = new Trainer(network, config, peers, peers.size() == 1 ? to - from : shards);
        Random random = new Random(1);
        List<Matrix> x = new ArrayList<>();
        List<Matrix> y = new ArrayList<>();
        for (int shard = from; shard < to; shard++) {
            int rows = net.batch * (shard + 1) / shards - net.batch * shard / shards;
            x.add(Matrix.view(random.doubles((long) rows * inputs).toArray(), 0, rows, inputs));
            y.add(Matrix.view(
                    random.ints(rows, 0, network.output().size())
                            .asDoubleStream()
                            .toArray(),
                    0,
                    rows,
                    1));
        }
        features = Batch.of(x);
        targets = Batch.of(y);
    }

    /** The same rows without the other ranks: a network of its own that exchanges nothing. */
    static Replica apart(TrainingSteps.Net net, Collective rank, int shards) {
        return new Replica(
                net,
                true,
                new SoloCollective(),
                shards,
                Precision.DOUBLE,
                Tree.firstShard(rank.rank(), rank.size(), shards),
                Tree.firstShard(rank.rank() + 1, rank.size(), shards));
    }

    void step(int times) {
        for (int i = 0; i < times; i++) {
            trainer.step(features, targets);
        }
    }
}
