package org.tare.job.option;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.tare.feature.Scaler;

/** One scaler of a job: its kind, its columns, and what its options give to its own parameters. */
final class ScalerChoice {
    ScalerKind kind;
    ColumnList columns = ColumnList.NONE;
    ColumnList outputCols = ColumnList.NONE;
    String suffix;
    boolean replace;
    final Map<String, Object> params = new HashMap<>();

    /**
     * The scaler, without its columns.
     *
     * @throws IllegalArgumentException if an option is another scaler's, or if options contradict each other
     */
    Scaler<?> scaler() {
        if ((outputCols.isEmpty() ? 0 : 1) + (suffix == null ? 0 : 1) + (replace ? 1 : 0) > 1) {
            throw new IllegalArgumentException("--output-cols, --suffix and --replace exclude each other; give one.");
        }
        requireNames();
        Scaler<?> scaler = kind().create();
        params.forEach((name, value) -> {
            requireOwn(scaler, name);
            ParamOption.of(scaler, name).set(value);
        });
        scaler.checkParams();
        ScalerNeeds.check(scaler, params);
        return scaler;
    }

    private void requireNames() {
        if (!columns.isEmpty()
                && !outputCols.isEmpty()
                && columns.names().size() != outputCols.names().size()) {
            throw new IllegalArgumentException("--output-cols has "
                    + outputCols.names().size() + " names for the "
                    + columns.names().size()
                    + " of --columns; give one for each.");
        }
        columns.requireDistinct("--columns");
        outputCols.requireDistinct("--output-cols");
    }

    /** Whether the results have names that are not the default ones. */
    boolean namesResults() {
        return !outputCols.isEmpty() || suffix != null || replace;
    }

    private ScalerKind kind() {
        return kind == null ? ScalerKind.named(ScalerKind.STANDARD) : kind;
    }

    private void requireOwn(Scaler<?> scaler, String name) {
        if (!scaler.hasParam(name)) {
            List<String> owners = ScalerKind.all().stream()
                    .filter(other -> other.create().hasParam(name))
                    .map(ScalerKind::name)
                    .toList();
            throw new IllegalArgumentException(JobWords.option(name) + " is not an option of --scaler " + kind()
                    + "; it belongs to " + String.join(" and ", owners) + ".");
        }
    }

    String[] inputs(Supplier<List<String>> numeric) {
        return columns.isEmpty() ? numeric.get().toArray(String[]::new) : columns.array();
    }

    /** The names of the results; none for the default ones. */
    String[] outputs(String... inputs) {
        if (replace) {
            return inputs;
        }
        return suffix == null
                ? outputCols.array()
                : Stream.of(inputs).map(input -> input + suffix).toArray(String[]::new);
    }
}
