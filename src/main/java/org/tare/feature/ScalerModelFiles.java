package org.tare.feature;

import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;
import org.tare.feature.plan.FittedScaler;
import org.tare.feature.plan.ModelText;
import org.tare.spark.stage.StageFiles;

/** Models on disk: {@code features} holds lines of JSON ({@link ModelText}), and a table beside them the groups, if there are any. */
final class ScalerModelFiles {
    private static final String FEATURES = "features";

    private ScalerModelFiles() {}

    static MLWriter writer(Model<?> model, FittedScaler state) {
        return StageFiles.writer(
                model,
                FEATURES,
                out -> {
                    for (String line : ModelText.lines(state)) {
                        out.append(line).append('\n');
                    }
                },
                () -> Optional.ofNullable(state.groups()).map(groups -> groups.toSave(state.columns())));
    }

    static <M extends Model<M>> MLReader<M> reader(Class<M> type, BiFunction<String, FittedScaler, M> create) {
        return StageFiles.tableReader(
                type,
                FEATURES,
                (uid, text, groups) ->
                        create.apply(uid, ModelText.parse(text.lines().toList(), groups)));
    }
}
