package org.tare.spark.group;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Numbers for the keys of rows, from 0 in the order in which they are met, as many as there may be.
 *
 * <p>An open hash table. One column of whole numbers, dates or the like is looked up as the long that it is; other keys by the hash of
 * their bytes, which are then compared.
 */
public final class GroupIndex {
    /** The number of a key that is not known, when there are as many as there may be. */
    public static final int NONE = -1;

    /** Fractional digits of the golden ratio, by multiples of which keys that follow one another are spread evenly. */
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private static final int FEWEST = 16;

    private final GroupRows form;
    private final int most;
    private final ToLongFunction<InternalRow> whole;
    private final int wholeColumn;
    private final List<InternalRow> keys = new ArrayList<>();
    private long[] codes = new long[FEWEST];
    /** Of each place its number, or none. */
    private int[] numbers = empty(FEWEST);

    private int ofNull = NONE;

    /** For the keys of such rows, at most so many. */
    public GroupIndex(GroupRows form, int most) {
        this.form = form;
        this.most = most;
        this.whole = form.wholeKey();
        this.wholeColumn = form.firstKey();
    }

    private static int[] empty(int places) {
        int[] none = new int[places];
        Arrays.fill(none, NONE);
        return none;
    }

    /** How many keys have a number. */
    public int size() {
        return keys.size();
    }

    /** Whether no other key gets a number. */
    public boolean isFull() {
        return keys.size() == most;
    }

    /** The key of that number. */
    public InternalRow key(int number) {
        return keys.get(number);
    }

    /** The number of the row's key, a new one if it is not known and there is room, or else {@link #NONE}. */
    public int of(InternalRow row) {
        if (whole == null) {
            InternalRow key = form.key(row);
            return find(key.hashCode(), row, key);
        }
        if (row.isNullAt(wholeColumn)) {
            ofNull = ofNull == NONE ? added(row) : ofNull;
            return ofNull;
        }
        return find(whole.applyAsLong(row), row, null);
    }

    /** The same of a key that is one value, of the class that Spark holds it in, or null. */
    public int ofValue(Object value) {
        return of(form.rowOf(value));
    }

    /** @param key what is compared where codes are equal, or null where they tell all */
    private int find(long code, InternalRow row, InternalRow key) {
        int place = place(code);
        while (numbers[place] != NONE) {
            if (codes[place] == code && (key == null || keys.get(numbers[place]).equals(key))) {
                return numbers[place];
            }
            place = (place + 1) & (codes.length - 1);
        }
        int number = added(row);
        if (number != NONE) {
            codes[place] = code;
            numbers[place] = number;
            if (2 * keys.size() > codes.length) {
                grow();
            }
        }
        return number;
    }

    private int place(long code) {
        return (int) ((code * GOLDEN) >>> (Long.numberOfLeadingZeros(codes.length) + 1));
    }

    private int added(InternalRow row) {
        if (isFull()) {
            return NONE;
        }
        keys.add(form.key(row).copy());
        return keys.size() - 1;
    }

    private void grow() {
        long[] oldCodes = codes;
        int[] oldNumbers = numbers;
        codes = new long[2 * oldCodes.length];
        numbers = empty(codes.length);
        for (int old = 0; old < oldCodes.length; old++) {
            if (oldNumbers[old] != NONE) {
                int place = place(oldCodes[old]);
                while (numbers[place] != NONE) {
                    place = (place + 1) & (codes.length - 1);
                }
                codes[place] = oldCodes[old];
                numbers[place] = oldNumbers[old];
            }
        }
    }
}
