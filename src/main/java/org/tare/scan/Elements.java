package org.tare.scan;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.tare.stat.Moments;
import org.tare.stat.MomentsAccumulator;

/**
 * What was learned of a column's elements, without its name and type: the part that merges.
 *
 * @param moments one for each element; none as long as no row has told how many elements there are
 * @param nulls null rows that still wait to be counted as missing, because there are no elements yet
 * @param sparseRows how many sparse vectors were seen
 */
record Elements(List<Moments> moments, long nulls, long sparseRows) implements Serializable {
    static Elements none() {
        return new Elements(List.of(), 0, 0);
    }

    static Elements of(Moments scalar) {
        return new Elements(List.of(scalar), 0, 0);
    }

    /** The elements of both, null rows of one side counted in the elements that the other side knows. */
    Elements merge(Elements other, String column) {
        long sparse = Math.addExact(sparseRows, other.sparseRows);
        if (moments.isEmpty() && other.moments.isEmpty()) {
            return new Elements(moments, Math.addExact(nulls, other.nulls), sparse);
        }
        if (moments.isEmpty()) {
            return new Elements(other.withMissing(nulls), 0, sparse);
        }
        if (other.moments.isEmpty()) {
            return new Elements(withMissing(other.nulls), 0, sparse);
        }
        requireSize(column, moments.size(), other.moments.size());
        List<Moments> merged = IntStream.range(0, moments.size())
                .mapToObj(i -> moments.get(i).merge(other.moments.get(i)))
                .toList();
        return new Elements(merged, 0, sparse);
    }

    static void requireSize(String column, int expected, int size) {
        if (size != expected) {
            throw new BadDataException("Column '" + column + "' has " + Math.min(expected, size)
                    + " elements in one row and " + Math.max(expected, size)
                    + " in another; bring all rows to one size, or make the odd ones null.");
        }
    }

    private List<Moments> withMissing(long n) {
        if (n == 0) {
            return moments;
        }
        MomentsAccumulator missing = new MomentsAccumulator();
        missing.addMissing(n);
        Moments more = missing.toMoments();
        return moments.stream().map(m -> m.merge(more)).toList();
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(nulls);
        out.writeLong(sparseRows);
        out.writeInt(moments.size());
        for (Moments m : moments) {
            m.write(out);
        }
    }

    static Elements read(DataInput in) throws IOException {
        long nulls = in.readLong();
        long sparseRows = in.readLong();
        int size = in.readInt();
        List<Moments> moments = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            moments.add(Moments.read(in));
        }
        return new Elements(List.copyOf(moments), nulls, sparseRows);
    }
}
