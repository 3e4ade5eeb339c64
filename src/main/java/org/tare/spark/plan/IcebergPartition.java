package org.tare.spark.plan;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.connector.read.InputPartition;

/**
 * What Iceberg has planned for one task. Iceberg is no library of Tare's, which has to run without it and beside any version of
 * it, so it is asked by the names of its methods; all but those of the partition itself are of its public interfaces.
 *
 * @see <a href="https://iceberg.apache.org/spec/#column-projection">Iceberg's rules of which column is which</a>
 */
final class IcebergPartition {
    private static final String CLASS = "org.apache.iceberg.spark.source.SparkInputPartition";

    /** From here on ids are those of columns that Iceberg makes. */
    private static final int FIRST_RESERVED_ID = Integer.MAX_VALUE - 200;

    private final Object partition;

    private IcebergPartition(Object partition) {
        this.partition = partition;
    }

    static boolean isOne(InputPartition partition) {
        return partition.getClass().getName().equals(CLASS);
    }

    static IcebergPartition of(InputPartition partition) {
        return new IcebergPartition(partition);
    }

    /** The ids by which files know the columns that are read, but those of columns that Iceberg makes. */
    Map<String, Integer> fieldIds() throws ReflectiveOperationException {
        Map<String, Integer> ids = new HashMap<>();
        for (Object field : (List<?>) call(schema(), "columns")) {
            int id = (int) call(field, "fieldId");
            if (id < FIRST_RESERVED_ID) {
                ids.put((String) call(field, "name"), id);
            }
        }
        return ids;
    }

    private Object schema() throws ReflectiveOperationException {
        try {
            return call(partition, "projection");
        } catch (NoSuchMethodException e) {
            // Its name before Iceberg 1.11.
            return call(partition, "expectedSchema");
        }
    }

    /** The Parquet files whose rows, as far as these columns, are those of the table; none if it is not so of all files. */
    List<FileSlice> files(Set<Integer> fieldIds) throws ReflectiveOperationException {
        Collection<?> tasks = (Collection<?>) call(call(partition, "taskGroup"), "tasks");
        List<FileSlice> slices = new ArrayList<>();
        for (Object task : tasks) {
            if (!(boolean) call(task, "isFileScanTask") || !isPlain(task, fieldIds)) {
                return List.of();
            }
            Path path = new Path((String) call(call(task, "file"), "location"));
            slices.add(new FileSlice(path, (long) call(task, "start"), (long) call(task, "length")));
        }
        return slices;
    }

    private static boolean isPlain(Object task, Set<Integer> fieldIds) throws ReflectiveOperationException {
        Object file = call(task, "file");
        // Columns that partition a table take their values from there, whatever files say.
        Set<?> ofPartitions = (Set<?>) call(call(task, "spec"), "identitySourceIds");
        return name(call(file, "format")).equals("PARQUET")
                && call(file, "keyMetadata") == null
                && ((List<?>) call(task, "deletes")).isEmpty()
                && name(call(call(task, "residual"), "op")).equals("TRUE")
                && ofPartitions.stream().noneMatch(fieldIds::contains);
    }

    private static String name(Object constant) {
        return ((Enum<?>) constant).name();
    }

    private static Object call(Object target, String name) throws ReflectiveOperationException {
        Method method = target.getClass().getMethod(name);
        // The class that implements an interface may be private.
        method.setAccessible(true);
        return method.invoke(target);
    }
}
