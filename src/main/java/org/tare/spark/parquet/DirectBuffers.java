package org.tare.spark.parquet;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.TreeMap;
import org.apache.parquet.bytes.ByteBufferAllocator;
import org.apache.spark.storage.StorageUtils;

/**
 * Memory outside of the heap that is used again, for one task: what is read takes no part in garbage collection, and comes
 * from the file in one copy.
 */
final class DirectBuffers implements ByteBufferAllocator, AutoCloseable {
    /** A buffer may be so many times as large as asked for, so that few of them serve pages of all sizes. */
    private static final int SLACK = 2;

    /** What the containers of executors have beside the heap unless told otherwise: a tenth of it, and at least so many bytes. */
    private static final long LEAST_BESIDE_HEAP = 384L << 20;

    private static final int PART_BESIDE_HEAP = 10;

    private final TreeMap<Integer, ArrayDeque<ByteBuffer>> free = new TreeMap<>();
    private long allocated;

    /** @throws IllegalStateException if that were more than a task may have outside of the heap */
    @Override
    public ByteBuffer allocate(int size) {
        Map.Entry<Integer, ArrayDeque<ByteBuffer>> fitting = free.ceilingEntry(size);
        if (fitting == null || fitting.getKey() > (long) SLACK * size) {
            return allocateDirect(size);
        }
        ByteBuffer buffer = fitting.getValue().pop();
        if (fitting.getValue().isEmpty()) {
            free.remove(fitting.getKey());
        }
        return buffer.clear().limit(size);
    }

    /** Spark would end an executor that is out of memory, which needs none of this. */
    private ByteBuffer allocateDirect(int size) {
        if (allocated + size > most()) {
            close();
        }
        if (allocated + size > most()) {
            throw new IllegalStateException("Another " + size + " bytes outside of the heap are too many for a task.");
        }
        try {
            ByteBuffer buffer = ByteBuffer.allocateDirect(size);
            allocated += size;
            return buffer;
        } catch (OutOfMemoryError e) {
            throw new IllegalStateException("There are no " + size + " bytes outside of the heap.", e);
        }
    }

    /** Half of what is beside the heap, where each core runs a task. */
    private static long most() {
        Runtime jvm = Runtime.getRuntime();
        long besideHeap = Math.max(LEAST_BESIDE_HEAP, jvm.maxMemory() / PART_BESIDE_HEAP);
        return besideHeap / 2 / jvm.availableProcessors();
    }

    @Override
    public void release(ByteBuffer buffer) {
        free.computeIfAbsent(buffer.capacity(), capacity -> new ArrayDeque<>()).push(buffer);
    }

    @Override
    public boolean isDirect() {
        return true;
    }

    /** Gives back all that was released; left to the garbage collector it would stay as long as the heap has room. */
    @Override
    public void close() {
        for (ArrayDeque<ByteBuffer> buffers : free.values()) {
            for (ByteBuffer buffer : buffers) {
                allocated -= buffer.capacity();
                StorageUtils.dispose(buffer);
            }
        }
        free.clear();
    }
}
