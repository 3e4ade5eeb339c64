package example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tare.TestSpark;
import org.tare.feature.ColumnScaler;
import org.tare.feature.ScalerModel;
import org.tare.feature.StandardScaler;
import org.tare.scan.DatasetStatistics;
import org.tare.scan.Scan;
import org.tare.stat.Statistic;

/** A scaler and a statistic of one's own, outside of Tare's packages: a file each, and a line of registration. */
class ExtensionTest {
    private static final SparkSession SPARK = TestSpark.session();
    private static final Dataset<Row> DATA =
            SPARK.sql("SELECT id / 4 AS x, array(double(id) - 2, 3D - id) AS a FROM range(6)");

    private static DetectionLimitScaler scaler() {
        return new DetectionLimitScaler("mine").setInputCols("x", "a").setLimits(10);
    }

    @Test
    void the_scaler_fits_and_its_model_comes_back_from_disk(@TempDir Path folder) throws Exception {
        ScalerModel model = scaler().fit(DATA);
        assertThat(model.learned("limit").toArray()).containsExactly(0.25, 1, 1);
        Row last = model.transform(DATA).filter("x = 1.25").first();
        assertThat(last.<Double>getAs("x_scaled")).isEqualTo(50);
        assertThat(last.<Double>getList(last.fieldIndex("a_scaled"))).containsExactly(30.0, -20.0);
        model.save(folder.resolve("model").toString());
        assertThat(ScalerModel.load(folder.resolve("model").toString())).hasToString(model.toString());
        scaler().save(folder.resolve("scaler").toString());
        DetectionLimitScaler loaded = new DefaultParamsReader<DetectionLimitScaler>()
                .load(folder.resolve("scaler").toString());
        assertThat(loaded.fit(DATA)).hasToString(model.toString());
    }

    @Test
    void it_is_one_among_several_and_still_is_when_they_come_back_from_disk(@TempDir Path folder) throws Exception {
        ColumnScaler several = new ColumnScaler()
                .add(scaler(), new StandardScaler().setInputCols("x").setOutputCols("standard"));
        several.save(folder.resolve("several").toString());
        ScalerModel model =
                ColumnScaler.load(folder.resolve("several").toString()).fit(DATA);
        assertThat(model.transform(DATA).collectAsList())
                .isEqualTo(several.fit(DATA).transform(DATA).collectAsList());
        assertThat(model.transform(DATA).select("x_scaled", "a_scaled").collectAsList())
                .isEqualTo(scaler().fit(DATA)
                        .transform(DATA)
                        .select("x_scaled", "a_scaled")
                        .collectAsList());
    }

    @Test
    void the_statistic_is_found_by_its_name_and_comes_back_from_disk(@TempDir Path folder) {
        assertThat(Statistic.of("smallestPositive")).isEqualTo(new SmallestPositive());
        DatasetStatistics statistics =
                Scan.of(DATA, "x", "a").with(new SmallestPositive()).run();
        statistics.save(SPARK, folder.resolve("statistics").toString());
        DatasetStatistics loaded =
                DatasetStatistics.load(SPARK, folder.resolve("statistics").toString());
        assertThat(loaded).isEqualTo(statistics);
        assertThat(scaler().fit(loaded)).hasToString(scaler().fit(DATA).toString());
    }

    @Test
    void what_it_cannot_scale_or_lacks_is_said_in_one_sentence() {
        Dataset<Row> negative = DATA.selectExpr("-x AS x", "a");
        assertThatThrownBy(() -> scaler().fit(negative))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Feature 'x' cannot be scaled: it has no positive value, by which this scaler divides.");
        DatasetStatistics without = Scan.of(DATA, "x", "a").run();
        assertThatThrownBy(() -> scaler().fit(without))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Feature 'x' was scanned without 'smallestPositive'; scan it with Scan.of(data,"
                        + " columns).with(Statistic.of(\"smallestPositive\")).run().");
        assertThat(without.columns().stream()
                        .flatMap(column -> column.features().stream())
                        .map(feature -> feature.kinds().size())
                        .toList())
                .isEqualTo(List.of(0, 0, 0));
    }
}
