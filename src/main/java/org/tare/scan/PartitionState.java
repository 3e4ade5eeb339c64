package org.tare.scan;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What one or several partitions gave, on its way to the driver.
 *
 * <p>Bad data travels as a value too: thrown, it would only be found bad again by each retry of the task.
 *
 * @param failure what is wrong with the data, or empty
 * @param statistics what was learned, or null where the data is bad
 */
record PartitionState(String failure, DatasetStatistics statistics) {
    private static final int USUAL_BYTES = 512;

    static PartitionState of(DatasetStatistics statistics) {
        return new PartitionState("", statistics);
    }

    static PartitionState failed(BadDataException e) {
        return new PartitionState(e.getMessage(), null);
    }

    boolean isFailed() {
        return !failure.isEmpty();
    }

    /** Whether there are rows of weight 0 alone, which are not there. */
    boolean weighsNothing() {
        return statistics.weightCol().isPresent()
                && statistics.columns().stream().allMatch(ColumnStatistics::weighsNothing);
    }

    /** The state of the columns {@code [from, to)}. */
    PartitionState part(int from, int to) {
        return isFailed() ? this : of(statistics.part(from, to));
    }

    /** Both together; the first failure wins. */
    PartitionState merge(PartitionState other) {
        if (isFailed() || other.isFailed()) {
            return isFailed() ? this : other;
        }
        try {
            return of(statistics.plus(other.statistics));
        } catch (BadDataException e) {
            return failed(e);
        }
    }

    byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(failure);
            if (!isFailed()) {
                statistics.write(out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static PartitionState fromBytes(ScanRequest request, byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            String failure = in.readUTF();
            return new PartitionState(failure, failure.isEmpty() ? DatasetStatistics.read(request, in) : null);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "A state of " + bytes.length + " bytes is damaged; save the statistics again.", e);
        }
    }
}
