package org.tare.scan;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/**
 * How the states of partitions become one. They are cut into chunks of columns; where they are many, the states of one
 * chunk merge in a task of their own, so that no task, nor the driver, holds more than one state of each column.
 */
final class StateMerge implements Serializable {
    /** The moments of a feature are some 100 bytes; up to 10 MB of them go straight to the driver. */
    private static final long STATES_FOR_DRIVER = 100_000;

    /** Any other statistic of a feature counts as so many moments, some 30 kB. */
    private static final long MOMENTS_IN_OTHERS = 300;

    /** How many elements to expect of a column whose type does not tell. */
    private static final int ELEMENTS = 1_000;

    private static final int COLUMNS_IN_CHUNK = 64;

    private final ScanRequest request;
    private final int chunks;

    StateMerge(ScanRequest request) {
        this.request = request;
        this.chunks = (request.columns().size() + COLUMNS_IN_CHUNK - 1) / COLUMNS_IN_CHUNK;
    }

    /**
     * The same rows in as many partitions as can run at once, where the states are large: making, sending and merging a state
     * costs more than the values of a small partition.
     */
    <T> JavaRDD<T> few(JavaRDD<T> rows) {
        int slots = rows.context().defaultParallelism();
        boolean areLarge = request.columns().stream().anyMatch(ColumnRequest::takesMoreThanMoments);
        return areLarge && rows.getNumPartitions() > slots ? rows.coalesce(slots) : rows;
    }

    /** The state of one partition: for each chunk its number and its bytes. */
    Iterator<Tuple2<Integer, byte[]>> cut(PartitionState state) {
        return IntStream.range(0, chunks)
                .mapToObj(chunk ->
                        new Tuple2<>(chunk, state.part(from(chunk), to(chunk)).toBytes()))
                .iterator();
    }

    /**
     * The statistics of all partitions together.
     *
     * @throws IllegalArgumentException if the data of a partition is bad
     */
    DatasetStatistics merge(JavaPairRDD<Integer, byte[]> states) {
        int partitions = states.getNumPartitions();
        JavaPairRDD<Integer, byte[]> few = momentsPerPartition() * partitions <= STATES_FOR_DRIVER
                ? states
                : states.partitionBy(new HashPartitioner(Math.min(chunks, partitions)))
                        .mapPartitionsToPair(group -> merge(group).entrySet().stream()
                                .map(chunk -> new Tuple2<>(
                                        chunk.getKey(), chunk.getValue().toBytes()))
                                .iterator());
        List<PartitionState> merged =
                List.copyOf(merge(few.collect().iterator()).values());
        for (PartitionState chunk : merged) {
            if (chunk.isFailed()) {
                throw new IllegalArgumentException(chunk.failure());
            }
        }
        return merged.isEmpty()
                ? PartitionScan.ofNothing(request).statistics()
                : DatasetStatistics.join(
                        merged.stream().map(PartitionState::statistics).toList());
    }

    private Map<Integer, PartitionState> merge(Iterator<Tuple2<Integer, byte[]>> states) {
        Map<Integer, PartitionState> merged = new TreeMap<>();
        while (states.hasNext()) {
            Tuple2<Integer, byte[]> next = states.next();
            int chunk = next._1();
            PartitionState state = PartitionState.fromBytes(request.part(from(chunk), to(chunk)), next._2());
            merged.merge(chunk, state, PartitionState::merge);
        }
        return merged;
    }

    private long momentsPerPartition() {
        return request.columns().stream()
                .mapToLong(column ->
                        (column.isScalar() ? 1 : ELEMENTS) * (column.takesMoreThanMoments() ? MOMENTS_IN_OTHERS : 1))
                .sum();
    }

    private static int from(int chunk) {
        return chunk * COLUMNS_IN_CHUNK;
    }

    private int to(int chunk) {
        return Math.min(from(chunk + 1), request.columns().size());
    }
}
