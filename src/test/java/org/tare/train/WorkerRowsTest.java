package org.tare.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.spark.SparkEnv;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tare.TestSpark;
import org.tare.collective.SoloCollective;
import org.tare.train.rows.LabelType;
import org.tare.train.rows.RowBlocks;
import org.tare.train.rows.RowSummary;
import org.tare.train.rows.WorkerRows;
import scala.Tuple2;

class WorkerRowsTest {
    private static final List<Row> ROWS = Clouds.rows(301);
    /** Of four features, a label and a weight each. */
    private static final long BYTES_OF_ROWS = 301 * (4 + 2) * (long) Double.BYTES;

    private static final long PLENTY = 10 * BYTES_OF_ROWS;

    /** Files go to folders that the session knows. */
    @BeforeAll
    static void start() {
        TestSpark.session();
    }

    @Test
    void rows_that_do_not_fit_go_to_files_by_themselves_and_give_the_same_bits() {
        NeuralNetworkClassifierTest.assertSame(trained(BYTES_OF_ROWS, true), trained(PLENTY, false));
    }

    @Test
    void rows_that_cannot_be_read_to_the_end_leave_no_files() {
        TrainingPlan plan = plan();
        int files = files();
        Iterator<Tuple2<Integer, byte[]>> first = blocks(plan);
        Iterator<Tuple2<Integer, byte[]>> broken = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Tuple2<Integer, byte[]> next() {
                assertThat(files()).isGreaterThan(files);
                if (first.hasNext()) {
                    return first.next();
                }
                // Undeclared, as Scala throws it.
                return ExceptionUtils.rethrow(new IOException("an executor that had the rest is lost"));
            }
        };
        assertThatThrownBy(() -> WorkerRows.load(plan.rows(), 0, broken, BYTES_OF_ROWS))
                .isInstanceOf(IOException.class);
        assertThat(files()).isEqualTo(files);
    }

    private static int files() {
        return SparkEnv.get().blockManager().diskBlockManager().getAllFiles().size();
    }

    private static Map<String, double[]> trained(long heap, boolean onDisk) {
        TrainingPlan plan = plan();
        try (WorkerRows rows = WorkerRows.load(plan.rows(), 0, blocks(plan), heap)) {
            assertThat(rows.onDisk()).isEqualTo(onDisk);
            return new TrainingLoop(plan, rows, new SoloCollective(), new Progress())
                    .run(snapshot -> {}, warning -> {})
                    .state();
        }
    }

    private static TrainingPlan plan() {
        RowSummary summary = new RowSummary(LabelType.CLASSES);
        ROWS.forEach(row -> summary.add(features(row), row.getDouble(1), 1, row.getBoolean(3)));
        return new Settings(Clouds.classifier().setWorkers(1)).plan(summary, 1, List.of());
    }

    private static Iterator<Tuple2<Integer, byte[]>> blocks(TrainingPlan plan) {
        return RowBlocks.of(plan.rows(), ROWS);
    }

    private static double[] features(Row row) {
        return ((Vector) row.get(0)).toArray();
    }
}
