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

    private final TreeMap<Integer, ArrayDeque<ByteBuffer>> free = new TreeMap<>();

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
    private static ByteBuffer allocateDirect(int size) {
        try {
            return ByteBuffer.allocateDirect(size);
        } catch (OutOfMemoryError e) {
            throw new IllegalStateException("There are no " + size + " bytes outside of the heap.", e);
        }
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
        free.values().forEach(buffers -> buffers.forEach(StorageUtils::dispose));
        free.clear();
    }
}
