package org.tare.nn.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tare.collective.Tree;
import org.tare.linalg.Matrix;

/**
 * The gradients of one step. Those that ranks have yet to sum lie in one array, so that one exchange sums them all, and
 * with them the loss and the weight of the rows.
 */
public final class Gradients {
    /** One shard's part of a gradient. */
    public interface Share {
        /** Overwrites {@code into}, of the parameter's shape, also when the shard has no rows. */
        void compute(int shard, Matrix into);
    }

    /** Loss and weight of the rows, which are summed like a gradient. */
    private final Parameter total = Parameter.row("total", Parameter.Kind.OFFSET, 2, 0);

    private final ReplicaGroup replicas;

    /** The subtrees of the sum that this rank's shards are, numbered among those of all ranks. */
    private final List<Tree.Subtree> subtrees;

    /** A parameter's gradient, one part for each subtree; the first is the sum once ranks have summed. */
    private final Map<Parameter, List<Matrix>> slots = new HashMap<>();

    private final List<double[]> exchanged;
    private final List<double[]> scratch = new ArrayList<>();
    private final int largest;

    /** One for each parameter that is learned. */
    public Gradients(List<Parameter> parameters, ReplicaGroup replicas) {
        this.replicas = replicas;
        this.subtrees = replicas.subtrees();
        List<Parameter> summed = new ArrayList<>();
        for (Parameter parameter : parameters) {
            if (parameter.isLearned() && parameter.kind() == Parameter.Kind.AGREED_OFFSET) {
                slots.put(parameter, List.of(Matrix.zeros(1, parameter.value().size())));
            } else if (parameter.isLearned()) {
                summed.add(parameter);
            }
        }
        summed.add(total);
        int size = summed.stream().mapToInt(p -> p.value().size()).reduce(0, Math::addExact);
        exchanged = subtrees.stream().map(subtree -> new double[size]).toList();
        largest = summed.stream().mapToInt(p -> p.value().size()).max().orElse(0);
        int offset = 0;
        for (Parameter parameter : summed) {
            Matrix value = parameter.value();
            int at = offset;
            slots.put(
                    parameter,
                    exchanged.stream()
                            .map(part -> Matrix.view(part, at, value.rows(), value.cols()))
                            .toList());
            offset += value.size();
        }
    }

    /** A parameter's gradient. */
    public Matrix of(Parameter parameter) {
        return slots.get(parameter).get(0);
    }

    /**
     * Sets a parameter's gradient to the sum of the hosted shards' shares, in tree order. Of an agreed gradient every
     * shard knows the whole. A parameter that is not learned has none.
     */
    public void set(Parameter parameter, Share share) {
        List<Matrix> parts = slots.get(parameter);
        if (parts == null) {
            return;
        }
        if (parameter.kind() == Parameter.Kind.AGREED_OFFSET) {
            share.compute(0, parts.get(0));
            return;
        }
        for (int i = 0; i < parts.size(); i++) {
            int first = replicas.firstShard();
            sum(subtrees.get(i).from() - first, subtrees.get(i).to() - first, share, parts.get(i), 0);
        }
    }

    /** Sets this rank's loss and weight of rows likewise. */
    public void setTotal(Share share) {
        set(total, share);
    }

    /** Sums over all ranks. */
    public void sum() {
        replicas.collective().sum(exchanged, replicas.allShards());
    }

    /** The sum of the losses of all rows. */
    public double loss() {
        return of(total).get(0, 0);
    }

    /** The sum of the weights of all rows. */
    public double weight() {
        return of(total).get(0, 1);
    }

    private void sum(int from, int to, Share share, Matrix into, int depth) {
        if (to - from == 1) {
            share.compute(from, into);
            return;
        }
        if (depth == scratch.size()) {
            scratch.add(new double[largest]);
        }
        Matrix right = Matrix.view(scratch.get(depth), 0, into.rows(), into.cols());
        int middle = Tree.middle(from, to);
        sum(from, middle, share, into, depth + 1);
        sum(middle, to, share, right, depth + 1);
        into.add(right);
    }
}
