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

    /** Null once they are doubles. */
    private List<FloatMatrix> floats;

    /** Null until then. */
    private List<Matrix> doubles;

    private Shards(List<FloatMatrix> floats, List<Matrix> doubles, BufferPool buffers) {
        this.floats = floats;
        this.doubles = doubles;
        this.buffers = buffers;
    }

    static Shards of(List<Matrix> shards) {
        return new Shards(null, shards, null);
    }

    /** @param buffers has room for them in double */
    static Shards ofFloats(List<FloatMatrix> shards, BufferPool buffers) {
        return new Shards(shards, null, buffers);
    }

    int size() {
        return numbers().size();
    }

    boolean areFloats() {
        return floats != null;
    }

    /** As they are. */
    List<? extends Operand> numbers() {
        return areFloats() ? floats : doubles;
    }

    List<Matrix> doubles() {
        if (areFloats()) {
            doubles = new ArrayList<>();
            for (FloatMatrix shard : floats) {
                Matrix matrix = buffers.matrix(shard.rows(), shard.cols());
                shard.copyTo(matrix.data(), matrix.offset());
                doubles.add(matrix);
            }
            floats = null;
        }
        return doubles;
    }
}
