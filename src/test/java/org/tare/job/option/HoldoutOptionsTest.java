package org.tare.job.option;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.tare.job.Points;
import picocli.CommandLine;

class HoldoutOptionsTest {
    private static final Dataset<Row> ROWS = Points.rows(2_000);
    private static final String[] SHARES = {"--test-share=0.2", "--validation-share=0.3"};

    @Test
    void every_row_is_in_one_part() {
        HoldoutOptions.Parts parts = part(ROWS, 1, SHARES);
        List<Row> all = new ArrayList<>(keys(parts.learned()));
        parts.held().forEach(held -> all.addAll(keys(held.rows())));
        assertThat(all).containsExactlyInAnyOrderElementsOf(keys(ROWS));
        assertThat(parts.training().count())
                .isEqualTo(parts.learned().count() + parts.held().get(0).rows().count());
        assertThat(keys(parts.training().where(parts.validationCol())))
                .containsExactlyInAnyOrderElementsOf(keys(parts.held().get(0).rows()));
    }

    @Test
    void parts_have_their_shares() {
        HoldoutOptions.Parts parts = part(ROWS, 1, SHARES);
        // Counts of 2,000 binomial draws: within 5 deviations, which are about 20 rows.
        assertThat(parts.held().get(0).rows().count()).isBetween(500L, 700L);
        assertThat(parts.held().get(1).rows().count()).isBetween(310L, 490L);
    }

    @Test
    void partitions_do_not_matter_and_the_seed_does() {
        List<Row> test = keys(part(ROWS, 1).held().get(0).rows());
        assertThat(keys(part(ROWS.repartition(7), 1).held().get(0).rows())).containsExactlyInAnyOrderElementsOf(test);
        assertThat(keys(part(ROWS, 2).held().get(0).rows())).isNotEqualTo(test);
    }

    @Test
    void equal_rows_stay_together() {
        HoldoutOptions.Parts parts = part(ROWS.union(ROWS), 1);
        assertThat(parts.held().get(0).rows().intersect(parts.learned()).isEmpty())
                .isTrue();
    }

    @Test
    void parts_far_from_their_shares_are_told() {
        assertThat(warnings(ROWS, SHARES)).isEmpty();
        assertThat(warnings(ROWS, "--test-share=0")).isEmpty();
        Dataset<Row> alike = ROWS.selectExpr("1 AS x", "2 AS y", "3 AS cloud");
        assertThat(warnings(alike, "--test-share=0.2"))
                .singleElement()
                .asString()
                .matches(
                        "--test-share is 0[.]2 and takes (0|2,000) of 2,000 rows: rows of the same features and label stay"
                                + " together, and some 1 of them differ; another --seed parts them otherwise[.]");
        assertThat(warnings(alike, SHARES)).hasSize(2);
    }

    @Test
    void a_part_without_rows_is_told() {
        assertThat(warnings(ROWS.limit(1), "--test-share=0.001", "--validation-share=0.001"))
                .hasSize(2)
                .allMatch(told -> told.contains(" takes 0 of 1 rows: "));
    }

    private static List<String> warnings(Dataset<Row> rows, String... options) {
        return CommandLine.populateCommand(new HoldoutOptions(), options).warnings(rows, 1, List.of("x", "y", "cloud"));
    }

    @Test
    void a_null_does_not_validate() {
        Dataset<Row> rows = ROWS.selectExpr("x", "y", "cloud", "IF(odd, true, null) AS validates");
        HoldoutOptions.Parts parts = part(rows, 1, "--test-share=0", "--validation-col=VALIDATES");
        assertThat(parts.learned().count()).isEqualTo(1_000);
        assertThat(parts.held()).hasSize(1);
        assertThat(parts.held().get(0).rows().count()).isEqualTo(1_000);
    }

    @Test
    void without_shares_all_rows_are_learned_from() {
        HoldoutOptions.Parts parts = part(ROWS, 1, "--test-share=0");
        assertThat(parts.held()).isEmpty();
        assertThat(parts.learned()).isSameAs(ROWS);
        assertThat(parts.validationCol()).isEmpty();
    }

    private static HoldoutOptions.Parts part(Dataset<Row> rows, long seed, String... options) {
        return CommandLine.populateCommand(new HoldoutOptions(), options).part(rows, seed, List.of("x", "y", "cloud"));
    }

    private static List<Row> keys(Dataset<Row> rows) {
        return rows.select("x", "y").collectAsList();
    }
}
