package org.tare.job.option;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.tare.feature.ColumnScaler;
import org.tare.feature.Scaler;
import org.tare.feature.plan.AssembledColumn;
import org.tare.spark.column.ColumnIndex;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/** Which scalers learn from which columns; all of them in one scan. Options hold for the last scaler that was named. */
public final class ScalerOptions {
    /** Begins a scaler, and with it options of its own. */
    public static final String SCALER = "--scaler";

    private final ColumnScaler all = new ColumnScaler();
    private final List<ScalerChoice> choices = new ArrayList<>(List.of(new ScalerChoice()));
    private final List<Scaler<?>> scalers = new ArrayList<>();

    @Mixin
    private ScanOptions scan;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec job;

    private ScalerChoice last() {
        return choices.get(choices.size() - 1);
    }

    /** All options, of which the parameters of scalers are generated. */
    public List<OptionSection> sections() {
        List<OptionSection> sections = new ArrayList<>(
                List.of(new OptionSection("Scalers:", chosen()), new OptionSection("All scalers together:", shared())));
        for (ScalerKind kind : ScalerKind.all()) {
            sections.add(new OptionSection(
                    "Options of --scaler " + kind + ":",
                    kind.options().stream().map(this::own).toList()));
        }
        sections.removeIf(section -> section.options().isEmpty());
        return sections;
    }

    private OptionSpec own(ParamOption option) {
        return option.spec(value -> last().params.put(option.name(), value));
    }

    private List<OptionSpec> chosen() {
        return List.of(
                option(SCALER, ScalerKind.class, "NAME", this::choose)
                        .converters(new ScalerKind.Parser())
                        .description(
                                "How to scale: " + JobWords.either(ScalerKind.names()) + ". Default: "
                                        + ScalerKind.STANDARD + ".",
                                "Repeat it for several scalers in one scan. The columns of each, the names of its "
                                        + "results and its own options follow it.")
                        .build(),
                option("--columns", ColumnList.class, "COLUMN,...", names -> last().columns = names)
                        .converters(new ColumnList.Parser())
                        .description("Columns to scale: numbers, vectors, arrays. A name with a comma stands in double "
                                + "quotes. Default: all of a numeric type.")
                        .build(),
                option("--output-cols", ColumnList.class, "COLUMN,...", names -> last().outputCols = names)
                        .converters(new ColumnList.Parser())
                        .description(
                                "Names of the results, one for each column. Default: the column's name and --suffix.")
                        .build(),
                option("--suffix", String.class, "TEXT", text -> last().suffix = text)
                        .description("What follows a column's name in the name of its result. Default: _scaled.")
                        .build(),
                ParamOption.of(ScalerKind.named(ScalerKind.STANDARD).create(), ScalerKind.CLIP)
                        .spec(value -> last().params.put(ScalerKind.CLIP, value)),
                option("--replace", Boolean.class, "", replace -> last().replace = replace)
                        .arity("0")
                        .description("The results take the place of the columns.")
                        .build());
    }

    private List<OptionSpec> shared() {
        return ParamOption.of(all)
                // These are what other options make.
                .filter(option -> !List.of("weightCol", "scalersJson").contains(option.name()))
                .map(ParamOption::spec)
                .toList();
    }

    private static <T> OptionSpec.Builder option(String name, Class<T> type, String label, Consumer<T> taken) {
        return OptionSpec.builder(name).type(type).paramLabel(label).setter(new OptionSection.Taker<>(type, taken));
    }

    private void choose(ScalerKind kind) {
        if (last().kind != null) {
            choices.add(new ScalerChoice());
        }
        last().kind = kind;
    }

    /** How the columns are scanned. */
    public ScanOptions scan() {
        return scan;
    }

    /**
     * Makes the scalers, whatever the columns are.
     *
     * @throws IllegalArgumentException if a value is not allowed, or if options contradict each other
     */
    public void check() {
        AssembledColumn assembled = all.assembled();
        if (assembled != null && choices.stream().anyMatch(ScalerChoice::namesResults)) {
            throw new IllegalArgumentException((assembled.isArray() ? "--array-col" : "--vector-col")
                    + " takes all results, so --output-cols, --suffix and --replace name nothing; leave them out.");
        }
        choices.forEach(choice -> scalers.add(choice.scaler()));
    }

    /** Refuses what rows without groups have no use for; statistics may bring groups of their own. */
    public void checkGroupsOfRows() {
        if (all.getGroupCols().length == 0) {
            IdleOptions.refuse(job, "--group-cols names no groups", "--min-group-rows", "--unseen-group");
        }
    }

    /** What no scaler takes, where one takes all numbers. */
    public Optional<String> leftOut(Dataset<Row> rows) {
        return takesAll() ? scan.leftOut(rows) : Optional.empty();
    }

    /** What a scaler takes that takes all numbers. */
    public Optional<String> taken(Dataset<Row> rows) {
        return takesAll() ? ScanOptions.taken(withoutGroups(scan.numbers(rows.schema()))) : Optional.empty();
    }

    private boolean takesAll() {
        return choices.stream().anyMatch(choice -> choice.columns.isEmpty());
    }

    /** All scalers as one; those that name no columns take what the supplier has. */
    public Plan plan(Supplier<List<String>> numeric) {
        Set<String> columns = new LinkedHashSet<>();
        for (int i = 0; i < choices.size(); i++) {
            String[] inputs = choices.get(i).inputs(() -> withoutGroups(numeric.get()));
            String[] outputs = choices.get(i).outputs(inputs);
            Scaler<?> scaler = scalers.get(i);
            scaler.setInputCols(inputs);
            if (outputs.length > 0) {
                scaler.setOutputCols(outputs);
            }
            columns.addAll(List.of(inputs));
        }
        if (scan.weightCol() != null) {
            all.setWeightCol(scan.weightCol());
        }
        return new Plan(all.setScalers(scalers.toArray(Scaler<?>[]::new)), List.copyOf(columns));
    }

    private List<String> withoutGroups(List<String> names) {
        List<String> groupCols = List.of(all.getGroupCols());
        return names.stream()
                .filter(name -> groupCols.stream().noneMatch(group -> ColumnIndex.isSame(group, name)))
                .toList();
    }

    /** What is to be fitted, and the columns whose statistics it takes. */
    public record Plan(ColumnScaler scaler, List<String> columns) {}
}
