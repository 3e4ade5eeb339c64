package org.tare.nn.core;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.tare.collective.Collective;
import org.tare.collective.SoloCollective;
import org.tare.collective.Tree;

/**
 * The ranks that train replicas of one network together, seen from one of them.
 *
 * @param collective how they exchange arrays
 * @param firstShard the number, among those of all ranks, of the first shard that this one hosts
 * @param shards how many it hosts
 * @param allShards how many there are on all ranks
 * @param seed what random numbers come from
 */
public record ReplicaGroup(Collective collective, int firstShard, int shards, int allShards, long seed) {
    /** All ranks of a collective, which host so many shards together. */
    public static ReplicaGroup of(Collective collective, int shards, long seed) {
        int first = Tree.firstShard(collective.rank(), collective.size(), shards);
        int end = Tree.firstShard(collective.rank() + 1, collective.size(), shards);
        return new ReplicaGroup(collective, first, end - first, shards, seed);
    }

    /** One rank that hosts one shard. */
    public static ReplicaGroup solo() {
        return of(new SoloCollective(), 1, 0);
    }

    /**
     * Checks that a batch holds as many shards as this rank hosts.
     *
     * @throws IllegalArgumentException when it does not
     */
    public void checkShards(Batch batch) {
        if (batch.size() != shards) {
            throw new IllegalArgumentException("Rank " + collective.rank() + " of " + collective.size() + " hosts "
                    + shards + " shards but was given " + batch.size() + "; give one matrix for each.");
        }
    }

    /**
     * The one exchange of a normalization: parts, one for each hosted shard, merged over the shards of all ranks in tree
     * order.
     *
     * @param merge leaves its arguments alone
     * @throws IllegalStateException on all ranks when their parts differ in length
     */
    public double[] agree(String layer, List<double[]> parts, BinaryOperator<double[]> merge) {
        double[][] all = collective.gather(concat(subtrees().stream()
                .map(subtree -> Tree.fold(within(parts, subtree), merge))
                .toList()));
        Map<Tree.Subtree, double[]> merged = new HashMap<>();
        int length = all[0].length / subtreesOf(0).size();
        for (int rank = 0; rank < all.length; rank++) {
            List<Tree.Subtree> subtrees = subtreesOf(rank);
            if (all[rank].length != length * subtrees.size()) {
                throw new IllegalStateException(
                        "For layer " + layer + " rank 0 sends " + length + " statistics and rank " + rank + " sends "
                                + all[rank].length / subtrees.size() + "; give all ranks the same network.");
            }
            for (int i = 0; i < subtrees.size(); i++) {
                merged.put(subtrees.get(i), Arrays.copyOfRange(all[rank], i * length, (i + 1) * length));
            }
        }
        return Tree.fold(0, allShards, merged, merge);
    }

    /** The subtrees that this rank's shards are, numbered among those of all ranks. */
    List<Tree.Subtree> subtrees() {
        return subtreesOf(collective.rank());
    }

    private List<Tree.Subtree> subtreesOf(int rank) {
        return Tree.subtreesOf(rank, collective.size(), allShards);
    }

    /** The hosted shards of a subtree. */
    <T> List<T> within(List<T> hosted, Tree.Subtree subtree) {
        return hosted.subList(subtree.from() - firstShard, subtree.to() - firstShard);
    }

    private static double[] concat(List<double[]> parts) {
        return parts.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    /**
     * Checks that all ranks have the same plan.
     *
     * @throws IllegalStateException on all ranks when they have not
     */
    public void agreeOn(String plan) {
        double[][] all = collective.gather(plan.chars().asDoubleStream().toArray());
        for (int rank = 1; rank < all.length; rank++) {
            if (!Arrays.equals(all[rank], all[0])) {
                throw new IllegalStateException("Rank 0 is to " + text(all[0]) + " and rank " + rank + " is to "
                        + text(all[rank]) + "; give all ranks the same.");
            }
        }
    }

    private static String text(double[] characters) {
        StringBuilder text = new StringBuilder();
        Arrays.stream(characters).forEach(character -> text.append((char) character));
        return text.toString();
    }
}
