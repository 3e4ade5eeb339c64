package org.tare.scan;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.sql.catalyst.InternalRow;
import org.tare.spark.group.GroupIndex;
import org.tare.spark.group.GroupRows;
import org.tare.spark.group.GroupSort;

/**
 * From rows and states of groups, in any order, to one state a group, and the state of all together. The first groups met are
 * accumulated side by side, as many as memory is for; what belongs to others is sorted by group.
 */
final class HashedGroups {
    private final ScanRequest request;
    private final GroupRows form;
    private final KnownGroups known;
    private final GroupAccumulators accumulators;
    private final PartitionScan allRows;
    private PartitionState allStates;
    private GroupSort others;

    private HashedGroups(ScanRequest request) {
        this.request = request;
        this.form = request.groupRows();
        this.known = new KnownGroups(request, KnownGroups.MOST_MOMENTS);
        this.accumulators = new GroupAccumulators(request, known);
        this.allRows = new PartitionScan(request);
        this.allStates = PartitionScan.ofNothing(request);
    }

    /** Results as those of {@link MergedGroups}, of which more than one may be a total. */
    static Iterator<InternalRow> merge(ScanRequest request, Iterator<InternalRow> rows) {
        HashedGroups groups = new HashedGroups(request);
        try {
            rows.forEachRemaining(groups::add);
            groups.accumulators.flush();
        } catch (BadDataException e) {
            groups.allStates = PartitionState.failed(e);
        }
        Stream<InternalRow> results = groups.results().stream();
        return groups.others == null
                ? results.iterator()
                : Stream.concat(results, groups.resultsOfOthers()).iterator();
    }

    private void add(InternalRow row) {
        byte[] bytes = form.state(row);
        boolean hasRoom = bytes == null ? accumulators.add(row) : merge(row, bytes);
        if (!hasRoom) {
            others = others == null ? new GroupSort(form) : others;
            others.add(row);
        } else if (bytes == null) {
            allRows.add(row);
        }
    }

    private boolean merge(InternalRow row, byte[] bytes) {
        int group = known.of(row);
        if (group == GroupIndex.NONE) {
            return false;
        }
        PartitionState state = PartitionState.fromBytes(request, bytes);
        known.merge(group, state);
        allStates = allStates.merge(state);
        return true;
    }

    private List<InternalRow> results() {
        List<InternalRow> results = new ArrayList<>();
        // A state that failed is the failure of all.
        for (int group = 0; group < known.size() && !allStates.isFailed(); group++) {
            PartitionState state = known.giveUp(group);
            if (state.isFailed()) {
                allStates = state;
            } else if (!state.weighsNothing()) {
                results.add(form.result(known.key(group), state.toBytes()));
            }
        }
        PartitionState all = allStates.merge(PartitionState.of(allRows.statistics()));
        results.add(form.total(results.size(), all.toBytes()));
        return results;
    }

    private Stream<InternalRow> resultsOfOthers() {
        Iterator<InternalRow> merged = new MergedGroups(request, others.rows());
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(merged, 0), false);
    }
}
