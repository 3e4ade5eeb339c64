package org.tare.spark.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tare.TestSpark;
import org.tare.spark.plan.Plans;

/** Rows of a key meet, and none is lost, doubled or changed on its way. */
class GroupShuffleTest {
    private static final SparkSession SPARK = TestSpark.session();

    /** With a column for the state, of rows of which some are longer than a block. */
    private static final Dataset<Row> DATA = SPARK.range(0, 4000, 1, 3)
            .selectExpr(
                    "IF(id % 13 = 0, NULL, concat('key ', id % 301)) AS c0",
                    "IF(id % 1000 = 17, repeat('long', 20000), string(id)) AS c1",
                    "IF(id % 5 = 0, CAST(string(id) AS binary), NULL) AS state");

    private static final GroupRows FORM = new GroupRows(DATA.drop("state").schema(), 0);

    private static String text(InternalRow row) {
        return row.getUTF8String(0) + "|" + row.getUTF8String(1) + "|"
                + (FORM.state(row) == null ? 0 : FORM.state(row).length);
    }

    private static List<List<String>> partitions(JavaRDD<InternalRow> rows) {
        return rows.mapPartitions(part -> {
                    List<String> texts = new ArrayList<>();
                    part.forEachRemaining(row -> texts.add(text(row)));
                    return List.of(texts).iterator();
                })
                .collect();
    }

    private static List<String> sorted(List<List<String>> partitions) {
        return partitions.stream().flatMap(List::stream).sorted().toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 3000})
    void rows_of_a_key_meet_in_one_partition(int number) {
        List<List<String>> partitions = partitions(GroupShuffle.byKey(FORM, Plans.rows(DATA), number));
        List<String> sent = sorted(partitions(Plans.rows(DATA)));
        assertThat(partitions).hasSize(number);
        assertThat(sorted(partitions)).isEqualTo(sent);
        Map<String, Integer> partitionOf = new HashMap<>();
        for (int p = 0; p < number; p++) {
            for (String row : partitions.get(p)) {
                Integer other = partitionOf.putIfAbsent(row.substring(0, row.indexOf('|')), p);
                assertThat(other).isIn(null, p);
            }
        }
        assertThat(partitionOf).hasSize(302);
    }

    /** Some of so many keys have the same hash code of 32 bits. */
    @Test
    void sorted_rows_of_a_key_follow_one_another() {
        long keys = 200_000;
        Dataset<Row> twice = SPARK.range(0, 2 * keys, 1, 1)
                .selectExpr("xxhash64(id % " + keys + ") AS c0", "id AS c1", "CAST(NULL AS binary) AS state");
        GroupRows form = new GroupRows(twice.drop("state").schema(), 0);
        long[] sorted = Plans.rows(twice)
                .mapPartitions(part -> {
                    GroupSort sort = new GroupSort(form);
                    Set<Integer> codes = new HashSet<>();
                    part.forEachRemaining(row -> {
                        codes.add(form.key(row).hashCode());
                        sort.add(row);
                    });
                    assertThat(codes.size()).isLessThan((int) keys);
                    return ids(sort.rows());
                })
                .collect()
                .stream()
                .mapToLong(Long::longValue)
                .toArray();
        assertThat(LongStream.of(sorted).sorted().toArray())
                .isEqualTo(LongStream.range(0, 2 * keys).toArray());
        for (int i = 0; i < sorted.length; i += 2) {
            assertThat(sorted[i] % keys).isEqualTo(sorted[i + 1] % keys);
        }
    }

    private static Iterator<Long> ids(Iterator<InternalRow> rows) {
        List<Long> ids = new ArrayList<>();
        rows.forEachRemaining(row -> ids.add(row.getLong(1)));
        return ids.iterator();
    }
}
