package org.tare.spark.plan;

import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.unsafe.hash.Murmur3_x86_32;

/** Rows in the partition of a number that each has; {@code Dataset.repartitionById} does so in Spark 4.1 and newer only. */
public final class NumberedPartitions {
    /** The seed of the hash by which Spark chooses a partition. */
    private static final int SEED = 42;

    private NumberedPartitions() {}

    /**
     * The rows in that many partitions.
     *
     * @param number a whole number from 0 to below their number, never null
     */
    public static Dataset<Row> of(Dataset<Row> rows, int partitions, Column number) {
        Column keys = functions.array(
                Arrays.stream(keys(partitions)).mapToObj(functions::lit).toArray(Column[]::new));
        return rows.repartition(partitions, functions.get(keys, number));
    }

    /** For each partition a key whose hash leads there. */
    static int[] keys(int partitions) {
        int[] keys = new int[partitions];
        boolean[] found = new boolean[partitions];
        int missing = partitions;
        for (int key = 0; missing > 0; key++) {
            int partition = Math.floorMod(Murmur3_x86_32.hashInt(key, SEED), partitions);
            if (!found[partition]) {
                found[partition] = true;
                keys[partition] = key;
                missing--;
            }
        }
        return keys;
    }
}
