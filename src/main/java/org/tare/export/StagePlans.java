package org.tare.export;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.IndexToString;
import org.apache.spark.ml.feature.StringIndexerModel;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.param.Param;
import org.apache.spark.package$;
import org.tare.feature.ColumnCast;
import org.tare.feature.Normalizer;
import org.tare.feature.ScalerModel;
import org.tare.feature.param.OutputParams;
import org.tare.feature.plan.Encoding;
import org.tare.feature.plan.FittedColumn;
import org.tare.feature.plan.FittedScaler;
import org.tare.scoring.NetworkStep;
import org.tare.scoring.PlanBuilder;
import org.tare.scoring.ScoringPlan;
import org.tare.scoring.Unexportable;
import org.tare.spark.column.ColumnIndex;
import org.tare.train.FittedNetwork;
import org.tare.train.NeuralNetworkClassificationModel;
import org.tare.train.NeuralNetworkModel;
import org.tare.train.NeuralNetworkRegressionModel;

/** Fitted stages as a plan of what they do to a row. */
public final class StagePlans {
    private static final Set<String> KNOWN = Stream.of(
                    ScalerModel.class,
                    Normalizer.class,
                    ColumnCast.class,
                    VectorAssembler.class,
                    IndexToString.class,
                    StringIndexerModel.class,
                    NeuralNetworkClassificationModel.class,
                    NeuralNetworkRegressionModel.class)
            .map(Class::getName)
            .collect(Collectors.toUnmodifiableSet());

    private StagePlans() {}

    /** Whether stages of that class have a plan. */
    public static boolean knows(String className) {
        Objects.requireNonNull(className, "The name of the class is null; give one.");
        return KNOWN.contains(className);
    }

    /**
     * The plan of a stage, or of all stages of a pipeline, for columns of which each scaler, or a network, tells how many
     * numbers they have.
     *
     * @throws IllegalArgumentException if a stage is none of Tare's and none that pipelines of Tare's stages need, with its
     *     name, or a scaler is by group
     */
    public static ScoringPlan of(Transformer model) {
        return of(model, Map.of());
    }

    /**
     * The same.
     *
     * @param sizes how many numbers vectors and arrays have that are assembled or normalized as they are given, by name
     * @throws IllegalArgumentException if a stage is none of Tare's and none that pipelines of Tare's stages need, with its
     *     name, or a scaler is by group
     */
    public static ScoringPlan of(Transformer model, Map<String, Integer> sizes) {
        Objects.requireNonNull(model, "The model is null; give a fitted scaler, a network or a pipeline of them.");
        Objects.requireNonNull(sizes, "The sizes are null; give an empty map where there are none to tell.");
        PlanBuilder plan = new PlanBuilder(sizes, ColumnIndex::key);
        Transformer[] stages = model instanceof PipelineModel pipeline ? pipeline.stages() : new Transformer[] {model};
        Map<String, String> whole = new HashMap<>();
        whole.put("uid", model.uid());
        whole.put("spark", package$.MODULE$.SPARK_VERSION());
        for (Transformer stage : stages) {
            add(stage, plan, whole);
        }
        return plan.plan(whole);
    }

    private static void add(Transformer stage, PlanBuilder plan, Map<String, String> whole) {
        if (stage instanceof ScalerModel scaler) {
            add(scaler.direct(), plan, whole);
        } else if (stage instanceof Normalizer norm) {
            plan.normalizer(
                    List.of(norm.getInputCols()),
                    norm.getOutputCols() == null ? List.of() : List.of(norm.getOutputCols()),
                    name(norm),
                    norm.getP());
        } else if (stage instanceof ColumnCast cast) {
            plan.cast(text(cast, cast.inputCol()), text(cast, cast.outputCol()));
        } else if (stage instanceof VectorAssembler assembler) {
            plan.assembler(List.of(assembler.getInputCols()), assembler.getOutputCol());
        } else if (stage instanceof IndexToString names) {
            plan.labels(names.getInputCol(), names.getOutputCol(), List.of(names.getLabels()));
        } else if (stage instanceof StringIndexerModel indexer) {
            Arrays.stream(indexer.getInOutCols()._2()).forEach(plan::leaveOut);
        } else if (stage instanceof NeuralNetworkModel network) {
            add(stage, network.network(), plan);
        } else {
            throw Unexportable.foreign(stage.uid(), stage.getClass().getName());
        }
    }

    private static void add(ScalerModel model, PlanBuilder plan, Map<String, String> whole) {
        FittedScaler state = model.fitted();
        if (state.groups() != null) {
            throw Unexportable.byGroup(model.uid());
        }
        if (state.columns().stream().anyMatch(column -> column.mapping().encoding() != Encoding.NUMBERS)) {
            throw Unexportable.oneHot(model.uid());
        }
        Unexportable.requireScaled(model.uid(), model.getReturns());
        if (state.ofGroup() != null) {
            whole.put("group", state.ofGroup());
        }
        state.features().forEach(feature -> plan.learnedFrom(feature.moments().toText()));
        plan.scaler(
                state.columns().stream().map(StagePlans::column).toList(),
                state.source() == null
                        ? null
                        : new PlanBuilder.Source(
                                state.source().name(),
                                state.source().size(),
                                state.source().from()),
                name(model));
    }

    /** Of the column that takes all results, or null; a plan knows no difference between a vector and an array. */
    private static String name(OutputParams<?> stage) {
        return stage.assembled() == null ? null : stage.assembled().name();
    }

    private static PlanBuilder.ScaledColumn column(FittedColumn column) {
        return new PlanBuilder.ScaledColumn(
                column.mapping().input(),
                column.mapping().output(),
                column.type().simpleString(),
                column.features().stream()
                        .map(feature -> feature.curve().toText())
                        .toList());
    }

    private static void add(Transformer stage, FittedNetwork network, PlanBuilder plan) {
        boolean classifies = stage instanceof NeuralNetworkClassificationModel;
        plan.trainedWith(network.identity());
        plan.network(new NetworkStep(
                text(stage, stage.getParam("featuresCol")),
                network.features(),
                network.layers(),
                network.weights(),
                classifies ? Math.max(2, network.outputs()) : 0,
                classifies ? named(stage, stage.getParam("rawPredictionCol")) : null,
                classifies ? named(stage, stage.getParam("probabilityCol")) : null,
                named(stage, stage.getParam("predictionCol")),
                classifies && stage.isDefined(stage.getParam("thresholds"))
                        ? DoubleStream.of(((NeuralNetworkClassificationModel) stage).getThresholds())
                                .boxed()
                                .toList()
                        : List.of()));
    }

    private static String text(Transformer stage, Param<?> param) {
        return (String) stage.getOrDefault(param);
    }

    /** A result that a transform does not write has its usual name, as others are made of it. */
    private static String named(Transformer stage, Param<?> param) {
        String name = text(stage, param);
        return name.isEmpty() ? (String) stage.getDefault(param).get() : name;
    }
}
