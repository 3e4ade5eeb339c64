package org.tare.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.tare.TestSpark;
import org.tare.scan.DatasetStatistics;
import org.tare.scan.Scan;

/** How many values are missing where there is a place to fill in, and what they weigh. */
class MissingStatisticTest {
    private static final MissingStatistic KIND = new MissingStatistic();
    private static final Dataset<Row> DATA = TestSpark.session()
            .range(0, 60, 1, 3)
            .selectExpr(
                    "id",
                    "CASE id % 5 WHEN 0 THEN NULL WHEN 1 THEN double('NaN') ELSE id / 3D END AS x",
                    "IF(id % 2 = 0, NULL, array(1D, IF(id % 3 = 0, NULL, 2D))) AS a",
                    "id % 3 / 4D AS w",
                    "double(id % 3) AS n");

    private static WeightSum of(DatasetStatistics statistics, String column, int element) {
        return statistics.column(column).feature(element).get(KIND);
    }

    @Test
    void null_and_nan_are_counted_and_null_arrays_are_not() {
        DatasetStatistics found = Scan.of(DATA, "x", "a").with(KIND).run();
        assertThat(of(found, "x", 0)).isEqualTo(WeightSum.ofRows(24));
        assertThat(of(found, "a", 0)).isEqualTo(WeightSum.ofRows(0));
        assertThat(of(found, "a", 1)).isEqualTo(WeightSum.ofRows(10));
        assertThat(found.column("a").feature(1).moments().missing()).isEqualTo(40);
    }

    @Test
    void any_cut_gives_the_same() {
        for (String weightCol : new String[] {null, "w", "n"}) {
            Scan scan = Scan.of(DATA, "x", "a").with(KIND).weightCol(weightCol);
            DatasetStatistics first = Scan.of(DATA.where("id < 17"), "x", "a")
                    .with(KIND)
                    .weightCol(weightCol)
                    .run();
            DatasetStatistics rest = Scan.of(DATA.where("id >= 17"), "x", "a")
                    .with(KIND)
                    .weightCol(weightCol)
                    .run();
            assertThat(rest.merge(first)).isEqualTo(scan.run());
        }
    }

    @Test
    void rows_of_whole_weights_count_as_often() {
        Dataset<Row> repeated = DATA.where("n > 0").selectExpr("x", "a", "explode(sequence(1, int(n))) AS i", "n");
        WeightSum weighted = of(Scan.of(DATA, "x").with(KIND).weightCol("n").run(), "x", 0);
        WeightSum often = of(Scan.of(repeated, "x").with(KIND).run(), "x", 0);
        assertThat(weighted.exact()).isEqualTo(often.exact());
        assertThat(weighted.fractional()).isZero();
        assertThat(of(Scan.of(DATA, "x").with(KIND).weightCol("w").run(), "x", 0)
                        .fractional())
                .isEqualTo(DATA.where("(x IS NULL OR isnan(x)) AND w > 0").count());
    }

    @Test
    void it_comes_back_from_bytes_and_text() throws IOException {
        WeightSum value = new WeightSum(7, 2, "3p-2");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        KIND.write(value, new DataOutputStream(bytes));
        assertThat(KIND.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))))
                .isEqualTo(value);
        assertThat(KIND.parse(KIND.toText(value))).isEqualTo(value);
        assertThat(Statistic.of("missing")).isEqualTo(KIND);
        assertThat(KIND.merge(value, KIND.empty())).isEqualTo(value);
        assertThatThrownBy(() -> KIND.parse("7 2"))
                .hasMessageStartingWith("'7 2' is no sum of weights; expected how many rows");
    }
}
