package org.tare.scan;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.tare.spark.group.GroupIndex;
import org.tare.spark.parquet.KeyPage;
import org.tare.spark.parquet.NoDictionaryException;
import org.tare.spark.parquet.NumberPage;
import org.tare.spark.parquet.VectorPages;
import org.tare.spark.plan.ColumnarReader;
import org.tare.spark.plan.FilePart;

/**
 * Sorts columns that are read page by page into groups. The keys of a row group come first, and tell of each row its group. Where
 * nothing but moments is asked, values go to the sums of their groups as they come. Else they are sorted, so that those of a group lie
 * side by side and are blocks of some length.
 */
final class GroupPages implements ColumnarReader {
    private final KnownGroups groups;
    private final GroupAccumulators ofBatches;
    private final int key;
    /** Of each column that is read its number, and what reads its numbers. */
    private final int[] columnAt;

    private final ScalarReader[] readers;
    /** Of each column that is read its sums, or null where more is asked. */
    private final GroupSums[] sums;
    /** Whether the values of the part of the row group that is read go there. */
    private final boolean[] isSummed;

    private final double[] block = new double[FeatureAccumulator.LONGEST_BLOCK];
    private final boolean[] roundedOfBlock = new boolean[block.length];
    private final double[] sorted = new double[SortedRows.MOST];
    /** The values of the codes of keys, and the group of each as far as it is known. */
    private Object[] values = {};

    private int[] groupOf = {};
    private int ofNull = GroupIndex.NONE;
    private final int[] rowAt;
    /** The group of each row of the row group. */
    private int[] groupOfRow = {};
    /** The place of each row among the sorted ones of its part, once that is asked for. */
    private int[] places;

    private SortedRows[] parts = {};

    /** Says that there are more groups than there is room for. */
    private static final class NoRoomException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private GroupPages(ScanRequest request, KnownGroups groups) {
        this.groups = groups;
        this.ofBatches = new GroupAccumulators(request, groups);
        this.key = request.pageOrder().first();
        int places = request.rows().size();
        this.columnAt = new int[places];
        this.readers = new ScalarReader[places];
        this.sums = new GroupSums[places];
        this.isSummed = new boolean[places];
        this.rowAt = new int[places];
        int[] ordinals = request.ordinals().toArray();
        for (int c = 0; c < ordinals.length; c++) {
            columnAt[ordinals[c]] = c;
            ColumnRequest column = request.columns().get(c);
            readers[ordinals[c]] = ScalarReader.of(column.field());
            sums[ordinals[c]] = column.takesMoreThanMoments() ? null : groups.sums(c);
        }
    }

    /** The states of the groups, if there is room for all of them and the files hold their keys as dictionaries. */
    static Optional<Iterator<InternalRow>> read(ScanRequest request, long moments, List<FilePart> files) {
        KnownGroups groups = new KnownGroups(request, moments);
        GroupPages pages = new GroupPages(request, groups);
        try {
            files.forEach(file -> file.read(pages));
        } catch (NoRoomException | NoDictionaryException e) {
            return Optional.empty();
        }
        pages.ofBatches.flush();
        return Optional.of(groups.states());
    }

    @Override
    public void addRows(long n) {
        groupOfRow = new int[Math.toIntExact(n)];
        places = null;
        Arrays.fill(rowAt, 0);
    }

    @Override
    public void add(int place, KeyPage keys) {
        if (keys.values() != values) {
            values = keys.values();
            groupOf = new int[values.length];
            Arrays.fill(groupOf, GroupIndex.NONE);
        }
        int first = rowAt[key];
        int[] codes = keys.codes();
        int[] known = groupOf;
        for (int i = 0; i < codes.length; i++) {
            int code = codes[i];
            int group = code == KeyPage.NULL ? GroupIndex.NONE : known[code];
            groupOfRow[first + i] = group == GroupIndex.NONE ? group(code) : group;
        }
        rowAt[key] += codes.length;
        if (rowAt[key] == groupOfRow.length) {
            groups.countRows(groupOfRow, groupOfRow.length);
        }
    }

    private int group(int code) {
        if (code == KeyPage.NULL) {
            ofNull = ofNull == GroupIndex.NONE ? known(groups.ofValue(null)) : ofNull;
            return ofNull;
        }
        groupOf[code] = known(groups.ofValue(values[code]));
        return groupOf[code];
    }

    private static int known(int group) {
        if (group == GroupIndex.NONE) {
            throw new NoRoomException();
        }
        return group;
    }

    @Override
    public void add(int place, NumberPage page) {
        ScalarReader reader = readers[place];
        if (page.nulls() > 0) {
            boolean[] isRounded = new boolean[page.size() + page.nulls()];
            double[] all = reader.getOrNan(page, isRounded);
            for (int from = 0; from < all.length; ) {
                int to = from + upToPart(place, all.length - from);
                take(place, all, isRounded, from, to);
                from = to;
            }
            return;
        }
        for (int left = page.size(); left > 0; ) {
            int n = upToPart(place, Math.min(left, block.length));
            reader.next(page, n, block, roundedOfBlock);
            take(place, block, roundedOfBlock, 0, n);
            left -= n;
        }
    }

    /** As many of the next values of a column as belong to the same part. */
    private int upToPart(int place, int most) {
        return Math.min(most, SortedRows.MOST - rowAt[place] % SortedRows.MOST);
    }

    private void take(int place, double[] some, boolean[] isRounded, int from, int to) {
        int first = rowAt[place];
        rowAt[place] += to - from;
        for (int i = from; i < to && readers[place].mayRound(); i++) {
            if (isRounded[i]) {
                groups.scan(groupOfRow[first + i - from]).countRounded(columnAt[place]);
            }
        }
        if (first % SortedRows.MOST == 0) {
            isSummed[place] = sums[place] != null && sums[place].isWorthWhile();
        }
        if (isSummed[place]) {
            sums[place].add(groupOfRow, first, some, from, to);
        } else {
            sort(place, some, first, from, to);
        }
    }

    private void sort(int place, double[] some, int first, int from, int to) {
        if (places == null) {
            places = groupOfRow.clone();
            parts = IntStream.iterate(0, start -> start < places.length, start -> start + SortedRows.MOST)
                    .mapToObj(start -> SortedRows.sort(places, start, groups.size()))
                    .toArray(SortedRows[]::new);
        }
        for (int i = from; i < to; i++) {
            sorted[places[first + i - from]] = some[i];
        }
        int next = first + to - from;
        if (next % SortedRows.MOST == 0 || next == places.length) {
            parts[first / SortedRows.MOST].forEach(
                    (group, start, end) -> groups.scan(group).add(columnAt[place], sorted, start, end));
        }
    }

    @Override
    public void add(ColumnarBatch batch) {
        int[] numbers = ofBatches.add(batch);
        for (int i = 0; i < batch.numRows(); i++) {
            known(numbers[i]);
        }
        batch.closeIfFreeable();
    }

    @Override
    public void add(int place, VectorPages vectors) {
        throw new UnsupportedOperationException("Vectors are not sorted into groups.");
    }
}
