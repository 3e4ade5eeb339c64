package org.tare.scan;

import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.tare.spark.group.GroupIndex;
import org.tare.spark.group.GroupRows;
import org.tare.spark.plan.FilePart;

/**
 * The rows of one partition on their way into their groups: those of the first groups met are accumulated here, and leave as one
 * state a group; those of others, beyond what memory is for, leave as they are. So few groups cost no shuffle of rows, and
 * many no more memory than few. Once most rows leave, all do, without a look at their groups.
 *
 * @param <T> what is read: rows, or batches of them
 */
final class PartialGroups<T> implements Iterator<InternalRow> {
    /** So many rows, counted since there is no room for further groups, tell whether most leave. */
    private static final int TRIAL = 1 << 12;

    private static final Iterator<InternalRow> NOTHING = Collections.emptyIterator();

    private final Iterator<T> source;
    private final Step<T> step;
    private final GroupRows form;
    private final KnownGroups groups;
    private final GroupAccumulators accumulators;
    private Iterator<InternalRow> leaving = NOTHING;
    private ColumnarBatch read;
    private boolean isRead;
    private long tried;
    private long left;

    private interface Step<T> {
        /** Accumulates what it can; the rows that leave. */
        Iterator<InternalRow> take(PartialGroups<T> groups, T item);
    }

    private PartialGroups(ScanRequest request, long moments, Iterator<T> source, Step<T> step) {
        this.source = source;
        this.step = step;
        this.form = request.groupRows();
        this.groups = new KnownGroups(request, moments);
        this.accumulators = new GroupAccumulators(request, groups);
    }

    /** @param moments how many are held at once */
    static Iterator<InternalRow> ofRows(ScanRequest request, long moments, Iterator<InternalRow> rows) {
        return new PartialGroups<>(request, moments, rows, PartialGroups::take);
    }

    /** @param moments how many are held at once */
    static Iterator<InternalRow> ofBatches(ScanRequest request, long moments, Iterator<ColumnarBatch> batches) {
        return new PartialGroups<>(request, moments, batches, PartialGroups::take);
    }

    /** Of files, page by page unless they have so many groups that rows of some leave. */
    static Iterator<InternalRow> ofFiles(ScanRequest request, long moments, Iterator<FilePart> parts) {
        return PagesFirst.read(
                parts,
                files -> GroupPages.read(request, moments, files)
                        .orElseGet(() -> ofBatches(request, moments, FilePart.batches(files))),
                batches -> ofBatches(request, moments, batches));
    }

    @Override
    public boolean hasNext() {
        while (!leaving.hasNext() && !isRead) {
            leaving = source.hasNext() ? step() : states();
        }
        return leaving.hasNext();
    }

    private Iterator<InternalRow> step() {
        if (read != null) {
            read.closeIfFreeable();
        }
        try {
            return step.take(this, source.next());
        } catch (BadDataException e) {
            // Nothing but the failure leaves.
            isRead = true;
            return Collections.singleton(groups.failed(e)).iterator();
        }
    }

    private Iterator<InternalRow> states() {
        isRead = true;
        accumulators.flush();
        return groups.states();
    }

    private boolean doMostLeave() {
        return tried >= TRIAL && 2 * left > tried;
    }

    private void count(long rows, long leavingRows) {
        if (groups.isFull()) {
            tried += rows;
            left += leavingRows;
        }
    }

    private Iterator<InternalRow> take(InternalRow row) {
        boolean leaves = doMostLeave() || !accumulators.add(row);
        count(1, leaves ? 1 : 0);
        return leaves ? Collections.singleton(form.ofValues(row)).iterator() : NOTHING;
    }

    private Iterator<InternalRow> take(ColumnarBatch batch) {
        read = batch;
        int n = batch.numRows();
        if (doMostLeave()) {
            return IntStream.range(0, n)
                    .mapToObj(i -> form.ofValues(batch.getRow(i)))
                    .iterator();
        }
        int[] numbers = accumulators.add(batch);
        int[] leave =
                IntStream.range(0, n).filter(i -> numbers[i] == GroupIndex.NONE).toArray();
        count(n, leave.length);
        return IntStream.of(leave).mapToObj(i -> form.ofValues(batch.getRow(i))).iterator();
    }

    @Override
    public InternalRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return leaving.next();
    }
}
