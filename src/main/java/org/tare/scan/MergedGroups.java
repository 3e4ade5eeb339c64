package org.tare.scan;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.tare.spark.group.GroupRows;

/** From rows and states in the order of their groups to one state a group, and behind them the state of all together. */
final class MergedGroups implements Iterator<InternalRow> {
    private final ScanRequest request;
    private final Iterator<InternalRow> rows;
    private final GroupRows form;
    private final PartitionScan allRows;
    private PartitionState allStates;
    private InternalRow current;
    private long groups;
    private boolean isDone;

    MergedGroups(ScanRequest request, Iterator<InternalRow> rows) {
        this.request = request;
        this.rows = rows;
        this.form = request.groupRows();
        this.allRows = new PartitionScan(request);
        this.allStates = PartitionScan.ofNothing(request);
        this.current = following();
    }

    private InternalRow following() {
        return rows.hasNext() ? rows.next() : null;
    }

    @Override
    public boolean hasNext() {
        return !isDone;
    }

    @Override
    public InternalRow next() {
        if (isDone) {
            throw new NoSuchElementException();
        }
        while (current != null) {
            InternalRow key = form.key(current).copy();
            PartitionState group = group(key);
            if (group.isFailed()) {
                allStates = group;
                break;
            }
            if (!group.weighsNothing()) {
                groups++;
                return form.result(key, group.toBytes());
            }
        }
        isDone = true;
        return form.total(
                groups, allStates.merge(PartitionState.of(allRows.statistics())).toBytes());
    }

    private PartitionState group(InternalRow key) {
        PartitionScan values = null;
        PartitionState states = null;
        try {
            do {
                byte[] state = form.state(current);
                if (state == null) {
                    values = values == null ? new PartitionScan(request) : values;
                    values.add(current);
                    allRows.add(current);
                } else {
                    PartitionState read = PartitionState.fromBytes(request, state);
                    states = states == null ? read : states.merge(read);
                }
                current = following();
            } while (current != null && form.key(current).equals(key));
        } catch (BadDataException e) {
            return PartitionState.failed(e);
        }
        if (states != null) {
            allStates = allStates.merge(states);
        }
        PartitionState ofRows = values == null ? null : PartitionState.of(values.statistics());
        return states == null ? ofRows : ofRows == null ? states : states.merge(ofRows);
    }
}
