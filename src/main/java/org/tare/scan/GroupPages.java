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
 * Sorts columns that are read page by page into groups. The keys of a row group come first, and tell of each row where its values
 * go, so that those of a group lie side by side and are blocks of some length.
 */
final class GroupPages implements ColumnarReader {
    private final KnownGroups groups;
    private final GroupAccumulators ofBatches;
    private final int key;
    /** Of each column that is read its number, and what reads its numbers. */
    private final int[] columnAt;

    private final ScalarReader[] readers;
    private final double[] block = new double[FeatureAccumulator.LONGEST_BLOCK];
    private final boolean[] roundedOfBlock = new boolean[block.length];
    private final double[] sorted = new double[SortedRows.MOST];
    /** The values of the codes of keys, and the group of each as far as it is known. */
    private Object[] values = {};

    private int[] groupOf = {};
    private final int[] rowAt;
    /** The group of each row of the row group until all are known, then its place among the sorted rows of its part. */
    private int[] places = {};

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
        this.rowAt = new int[places];
        int[] ordinals = request.ordinals().toArray();
        for (int c = 0; c < ordinals.length; c++) {
            columnAt[ordinals[c]] = c;
            readers[ordinals[c]] = ScalarReader.of(request.columns().get(c).field());
        }
    }

    /** The states of the groups, if there is room for all of them and the files hold their keys as dictionaries. */
    static Optional<Iterator<InternalRow>> read(ScanRequest request, List<FilePart> files) {
        KnownGroups groups = new KnownGroups(request);
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
        places = new int[Math.toIntExact(n)];
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
        for (int i = 0; i < codes.length; i++) {
            places[first + i] = codes[i] == KeyPage.NULL ? known(groups.ofValue(null)) : group(codes[i]);
        }
        rowAt[key] += codes.length;
        if (rowAt[key] == places.length) {
            parts = IntStream.iterate(0, from -> from < places.length, from -> from + SortedRows.MOST)
                    .mapToObj(from -> SortedRows.sort(places, from, groups.size()))
                    .toArray(SortedRows[]::new);
            for (SortedRows part : parts) {
                part.forEach((group, from, to) -> groups.scan(group).addRows(to - from));
            }
        }
    }

    private int group(int code) {
        if (groupOf[code] == GroupIndex.NONE) {
            groupOf[code] = known(groups.ofValue(values[code]));
        }
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
                sort(place, all, isRounded, from, to);
                from = to;
            }
            return;
        }
        for (int left = page.size(); left > 0; ) {
            int n = upToPart(place, Math.min(left, block.length));
            reader.next(page, n, block, roundedOfBlock);
            sort(place, block, roundedOfBlock, 0, n);
            left -= n;
        }
    }

    /** As many of the next values of a column as belong to the same part. */
    private int upToPart(int place, int most) {
        return Math.min(most, SortedRows.MOST - rowAt[place] % SortedRows.MOST);
    }

    private void sort(int place, double[] some, boolean[] isRounded, int from, int to) {
        SortedRows part = parts[rowAt[place] / SortedRows.MOST];
        int first = rowAt[place];
        for (int i = from; i < to; i++) {
            sorted[places[first + i - from]] = some[i];
        }
        for (int i = from; i < to && readers[place].mayRound(); i++) {
            if (isRounded[i]) {
                groups.scan(part.groupAt(places[first + i - from])).countRounded(columnAt[place]);
            }
        }
        int next = first + to - from;
        rowAt[place] = next;
        if (next % SortedRows.MOST == 0 || next == places.length) {
            part.forEach((group, start, end) -> groups.scan(group).add(columnAt[place], sorted, start, end));
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
