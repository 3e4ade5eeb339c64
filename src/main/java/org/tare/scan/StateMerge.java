package org.tare.scan;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.tare.spark.plan.PartitionJob;
import scala.Tuple2;

/**
 * How the states of partitions become one. They are cut into chunks of columns; where they are many, the states of one
 * chunk merge in a task of their own, so that no task, nor the driver, holds more than one state of each column.
 */
final class StateMerge implements Serializable {
    /** What one partition holds. */
    interface PartitionWork<T> extends Function<Iterator<T>, PartitionState>, Serializable {}

    /** The moments of a feature are some 100 bytes; up to 100 MB of them go straight to the driver. */
    private static final long STATES_FOR_DRIVER = 1_000_000;

    /** So few columns of large states that the driver's cores can share the merge of even a narrow table. */
    private static final int COLUMNS_OF_LARGE_STATES = 4;

    private static final int COLUMNS = 64;

    private final ScanRequest request;
    private final boolean areLarge;
    private final int columnsInChunk;
    private final int chunks;

    StateMerge(ScanRequest request) {
        this.request = request;
        this.areLarge = request.columns().stream().anyMatch(ColumnRequest::takesMoreThanMoments);
        this.columnsInChunk = areLarge ? COLUMNS_OF_LARGE_STATES : COLUMNS;
        this.chunks = (request.columns().size() + columnsInChunk - 1) / columnsInChunk;
    }

    /**
     * The statistics of all rows together.
     *
     * @param scan what one partition holds
     * @throws IllegalArgumentException if the data of a partition is bad
     */
    <T> DatasetStatistics of(JavaRDD<T> rows, PartitionWork<T> scan) {
        JavaRDD<T> few = few(rows);
        int partitions = few.getNumPartitions();
        return request.moments() * partitions <= STATES_FOR_DRIVER
                ? merge(PartitionJob.run(few, part -> cut(scan.apply(part))))
                : merge(shuffled(few.mapPartitionsToPair(part -> cut(scan.apply(part))), partitions)
                        .collect());
    }

    /**
     * The same rows in as many partitions as can run at once, where the states are large: making, sending and merging a state
     * costs more than the values of a small partition.
     */
    private <T> JavaRDD<T> few(JavaRDD<T> rows) {
        int slots = rows.context().defaultParallelism();
        return areLarge && rows.getNumPartitions() > slots ? rows.coalesce(slots) : rows;
    }

    /** The state of one partition: for each chunk its number and its bytes. */
    private Iterator<Tuple2<Integer, byte[]>> cut(PartitionState state) {
        return IntStream.range(0, chunks)
                .mapToObj(chunk ->
                        new Tuple2<>(chunk, state.part(from(chunk), to(chunk)).toBytes()))
                .iterator();
    }

    private JavaPairRDD<Integer, byte[]> shuffled(JavaPairRDD<Integer, byte[]> states, int partitions) {
        return states.partitionBy(new HashPartitioner(Math.min(chunks, partitions)))
                .mapPartitionsToPair(group -> merge(group).entrySet().stream()
                        .map(chunk ->
                                new Tuple2<>(chunk.getKey(), chunk.getValue().toBytes()))
                        .iterator());
    }

    private DatasetStatistics merge(List<Tuple2<Integer, byte[]>> states) {
        List<PartitionState> merged = mergeInParallel(states);
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

    private List<PartitionState> mergeInParallel(List<Tuple2<Integer, byte[]>> states) {
        Map<Integer, List<byte[]>> byChunk = states.stream()
                .collect(Collectors.groupingBy(
                        Tuple2::_1, TreeMap::new, Collectors.mapping(Tuple2::_2, Collectors.toList())));
        return byChunk.entrySet().parallelStream()
                .map(chunk -> chunk.getValue().stream()
                        .map(bytes -> state(chunk.getKey(), bytes))
                        .reduce(PartitionState::merge)
                        .orElseThrow())
                .toList();
    }

    private Map<Integer, PartitionState> merge(Iterator<Tuple2<Integer, byte[]>> states) {
        Map<Integer, PartitionState> merged = new TreeMap<>();
        while (states.hasNext()) {
            Tuple2<Integer, byte[]> next = states.next();
            merged.merge(next._1(), state(next._1(), next._2()), PartitionState::merge);
        }
        return merged;
    }

    private PartitionState state(int chunk, byte[] bytes) {
        return PartitionState.fromBytes(request.part(from(chunk), to(chunk)), bytes);
    }

    private int from(int chunk) {
        return chunk * columnsInChunk;
    }

    private int to(int chunk) {
        return Math.min(from(chunk + 1), request.columns().size());
    }
}
