package org.tare.spark.group;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Iterator;
import org.apache.spark.SparkEnv;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.execution.UnsafeExternalRowSorter;
import org.apache.spark.util.collection.unsafe.sort.PrefixComparators;
import scala.jdk.javaapi.CollectionConverters;

/** Rows of more groups than memory is for, which wait in Spark's own memory or on its disks until they leave group by group. */
public final class GroupSort {
    private final GroupRows form;
    private UnsafeExternalRowSorter sorter;

    /** Of such rows. */
    public GroupSort(GroupRows form) {
        this.form = form;
    }

    /** Takes a copy of the row. */
    public void add(InternalRow row) {
        try {
            if (sorter == null) {
                sorter = UnsafeExternalRowSorter.create(
                        form.schema(),
                        form.order(),
                        PrefixComparators.LONG,
                        new HashPrefix(form),
                        SparkEnv.get().memoryManager().pageSizeBytes(),
                        false);
            }
            sorter.insertRow((UnsafeRow) row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows, those of a key one after the other. Each is valid until the next. */
    public Iterator<InternalRow> rows() {
        try {
            return sorter == null ? Collections.emptyIterator() : CollectionConverters.asJava(sorter.sort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Most keys are told apart by their hash codes, without a look at the rows. */
    private static final class HashPrefix extends UnsafeExternalRowSorter.PrefixComputer {
        private final GroupRows form;
        private final Prefix prefix = new Prefix();

        HashPrefix(GroupRows form) {
            this.form = form;
        }

        @Override
        public Prefix computePrefix(InternalRow row) {
            prefix.isNull = false;
            prefix.value = form.key(row).hashCode();
            return prefix;
        }
    }
}
