package org.tare.job.option;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.tare.feature.ColumnScaler;
import org.tare.feature.Scaler;
import org.tare.job.report.ErrorMessage;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which scalers learn from which columns; all of them in one scan. */
public final class ScalerOptions {
    @ArgGroup(exclusive = false, multiplicity = "0..*")
    private List<ScalerOption> scalers = new ArrayList<>();

    @Option(
            names = "--vector-col",
            paramLabel = "COLUMN",
            description = "Assemble all results into one ML vector of this name, instead of a column each.")
    private String vectorCol;

    @Option(
            names = "--handle-invalid",
            paramLabel = "HOW",
            description = "Null and NaN in the rows: keep them as they are, skip the row, or error. Default: keep.")
    private String handleInvalid;

    @Mixin
    private ScanOptions scan;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec job;

    public ScanOptions scan() {
        return scan;
    }

    /** Refuses what can be refused before Spark starts, whatever the types of the columns. */
    public void check() {
        try {
            Plan plan = plan(() -> List.of("column"));
            StructType schema = new StructType();
            for (String column : plan.columns()) {
                schema = schema.add(column, DataTypes.DoubleType);
            }
            plan.scaler().transformSchema(scan.withWeight(schema));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(job.commandLine(), ErrorMessage.of(e), e);
        }
    }

    /** All scalers as one; those that name no columns take what the supplier has. */
    public Plan plan(Supplier<List<String>> numeric) {
        List<ScalerOption> options = scalers.isEmpty() ? List.of(new ScalerOption()) : scalers;
        List<Scaler<?>> each = new ArrayList<>();
        for (ScalerOption option : options) {
            each.add(option.scaler(numeric));
        }
        ColumnScaler all = new ColumnScaler();
        each.forEach(all::add);
        if (vectorCol != null) {
            all.setVectorCol(vectorCol);
        }
        if (handleInvalid != null) {
            all.setHandleInvalid(handleInvalid);
        }
        if (scan.weightCol() != null) {
            all.setWeightCol(scan.weightCol());
        }
        return new Plan(
                all,
                each.stream()
                        .flatMap(scaler -> Stream.of(scaler.getInputCols()))
                        .distinct()
                        .toList());
    }

    /** What is to be fitted, and the columns whose statistics it takes. */
    public record Plan(ColumnScaler scaler, List<String> columns) {}
}
