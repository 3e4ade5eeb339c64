package org.tare.nn.core;

import java.util.ArrayList;
import java.util.List;
import org.tare.linalg.FloatMatrix;
import org.tare.linalg.Matrix;
import org.tare.linalg.Operand;

/**
 * The numbers of a batch: those that products of matrices made in single precision stay so until a layer asks for doubles. From
 * then on the doubles are the numbers, also for other batches that share them.
 */
final class Shards {
    private final BufferPool buffers;
    private List<? extends Operand> numbers;
    private List<Matrix> doubles;

    private Shards(List<? extends Operand> numbers, List<Matrix> doubles, BufferPool buffers) {
        this.numbers = numbers;
        this.doubles = doubles;
        this.buffers = buffers;
    }

    static Shards of(List<Matrix> shards) {
        return new Shards(shards, shards, null);
    }

    /** @param buffers has room for them in double */
    static Shards ofFloats(List<FloatMatrix> shards, BufferPool buffers) {
        return new Shards(shards, null, buffers);
    }

    int size() {
        return numbers.size();
    }

    boolean areFloats() {
        return doubles == null;
    }

    /** As they are. */
    List<? extends Operand> numbers() {
        return numbers;
    }

    List<Matrix> doubles() {
        if (doubles == null) {
            List<Matrix> wide = new ArrayList<>();
            for (Operand shard : numbers) {
                Matrix matrix = buffers.matrix(shard.rows(), shard.cols());
                shard.copyTo(matrix.data(), matrix.offset());
                wide.add(matrix);
            }
            doubles = wide;
            numbers = wide;
        }
        return doubles;
    }
}
