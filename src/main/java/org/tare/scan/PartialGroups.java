package org.tare.scan;

import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.tare.spark.GroupRows;

/**
 * The rows of one partition on their way into their groups: those of the first groups met are accumulated here, and leave as one
 * state a group; those of others, beyond what memory is for, leave as they are. So few groups cost no shuffle of rows, and
 * many no more memory than few.
 */
final class PartialGroups implements Iterator<InternalRow> {
    /** Moments that are held at once, some 25 MB with the values that wait for them. */
    private static final long MOMENTS = 50_000;

    private static final long FEWEST = 16;

    private final ScanRequest request;
    private final Iterator<InternalRow> rows;
    private final GroupRows form;
    private final Map<InternalRow, PartitionScan> groups = new HashMap<>();
    private final long most;
    private Iterator<Map.Entry<InternalRow, PartitionScan>> states;
    private InternalRow next;

    PartialGroups(ScanRequest request, Iterator<InternalRow> rows) {
        this.request = request;
        this.rows = rows;
        this.form = request.groupRows();
        this.most = Math.max(FEWEST, MOMENTS / request.moments());
    }

    @Override
    public boolean hasNext() {
        while (next == null && states == null && rows.hasNext()) {
            next = take(rows.next());
        }
        if (next == null && states == null) {
            states = groups.entrySet().iterator();
        }
        return next != null || states.hasNext();
    }

    /** What leaves at once: nothing where the row was accumulated. */
    private InternalRow take(InternalRow row) {
        InternalRow key = form.key(row);
        PartitionScan group = groups.get(key);
        if (group == null && groups.size() >= most) {
            return form.ofValues(row);
        }
        if (group == null) {
            group = new PartitionScan(request);
            groups.put(key.copy(), group);
        }
        try {
            group.add(row);
            return null;
        } catch (BadDataException e) {
            // Nothing but the failure leaves.
            states = Collections.emptyIterator();
            return form.ofState(key, PartitionState.failed(e).toBytes());
        }
    }

    @Override
    public InternalRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        if (next != null) {
            InternalRow row = next;
            next = null;
            return row;
        }
        Map.Entry<InternalRow, PartitionScan> group = states.next();
        byte[] state = PartitionState.of(group.getValue().statistics()).toBytes();
        states.remove();
        return form.ofState(group.getKey(), state);
    }
}
