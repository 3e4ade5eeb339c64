package org.tare.train.param;

import java.util.List;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.shared.HasWeightCol;
import org.tare.nn.optimizer.Optimizers;
import org.tare.spark.stage.ChoiceParam;
import org.tare.spark.stage.GivenValue;
import org.tare.spark.stage.NumberParams;
import org.tare.train.NeuralNetworkClassifier;
import org.tare.train.NeuralNetworkRegressor;

/**
 * What the user of a {@link NeuralNetworkClassifier} or {@link NeuralNetworkRegressor} may choose about the network and how it
 * learns; {@link ClusterParams}, {@link WarmStartParams} and {@link ObjectiveParams} have what may be chosen about the cluster,
 * about what a training starts with, and about what it minimizes.
 *
 * <p>Meaning, unit and values of a parameter stand in the parameter itself: see {@link Param#doc}, or {@code explainParams()},
 * which tells the default and the current value too. A setter throws an {@link IllegalArgumentException} for a value beyond
 * the parameter's bounds. What depends on other parameters, the rows or the cluster is checked when training starts.
 *
 * <p>{@link #layers} are explained in {@link org.tare.nn}, {@link #schedule} in {@link org.tare.nn.optimizer.Schedule#parse},
 * {@link #optimizer} in {@link org.tare.nn.optimizer.Optimizers#parse}.
 *
 * @param <S> the stage, which its setters return
 */
public interface NeuralNetworkParams<S> extends ClusterParams<S>, WarmStartParams<S>, ObjectiveParams<S>, HasWeightCol {
    /** Beyond this, the first step leaves the numbers that training can come back from. */
    double MOST_RATE = 1e6;

    default Param<String> layers() {
        return new Param<>(
                this,
                "layers",
                "The network as text, layer after layer, such as dense(100) batchNorm relu dense(10). The "
                        + "last layer has one output for each class, or a single one for two classes or for a "
                        + "number.");
    }

    default S setLayers(String value) {
        return with(layers(), value);
    }

    default IntParam batchSize() {
        return NumberParams.atLeast(
                this,
                "batchSize",
                "Rows of one step at most, over all workers together; at most as many as there are training rows. "
                        + "The batches of an epoch are as few as that allows and differ by at most a row.",
                1);
    }

    default S setBatchSize(int value) {
        return with(batchSize(), value);
    }

    default IntParam epochs() {
        return NumberParams.atLeast(this, "epochs", "Passes over the training rows.", 1);
    }

    default S setEpochs(int value) {
        return with(epochs(), value);
    }

    default DoubleParam learningRate() {
        return NumberParams.above(
                this,
                "learningRate",
                "How far a step moves the weights along their gradient. The schedule multiplies it, and "
                        + "the optimizer may adapt it. Unless set, " + Optimizers.defaultRates() + ".",
                0,
                MOST_RATE);
    }

    default S setLearningRate(double value) {
        return with(learningRate(), value);
    }

    default Param<String> schedule() {
        return new Param<>(
                this,
                "schedule",
                "What the learning rate is multiplied by, counted in steps: constant, step(1000, "
                        + "factor=0.1), cosine(10000) or warmUp(500, cosine(10000)).");
    }

    default S setSchedule(String value) {
        return with(schedule(), value);
    }

    default Param<String> optimizer() {
        return new Param<>(
                this,
                "optimizer",
                "How gradients move the weights: sgd, as in sgd(momentum=0.9, nesterov=true), or adam, as "
                        + "in adam(beta1=0.9, beta2=0.999, eps=1e-8). Both take weightDecay.");
    }

    default S setOptimizer(String value) {
        return with(optimizer(), value);
    }

    default DoubleParam momentum() {
        return NumberParams.between(
                this,
                "momentum",
                "Momentum of sgd, from 0 to 1, if the optimizer is given without options of its own; 0 for none.",
                0.0,
                1.0);
    }

    default S setMomentum(double value) {
        return with(momentum(), value);
    }

    default DoubleParam weightDecay() {
        return NumberParams.atLeast(
                this,
                "weightDecay",
                "What share of each weight is added to its gradient, if the optimizer is given without "
                        + "options of its own; 0 for none. Biases and the parameters of normalization never decay.",
                0.0);
    }

    default S setWeightDecay(double value) {
        return with(weightDecay(), value);
    }

    default ChoiceParam statistics() {
        return new ChoiceParam(
                this,
                "statistics",
                "What batch normalization and renormalization see, unless a layer names it itself: global, "
                        + "the whole batch, or local, each shard only its share, which is kept for comparison.",
                List.of("global", "local"));
    }

    default S setStatistics(String value) {
        return with(statistics(), value);
    }

    default ChoiceParam precision() {
        return new ChoiceParam(
                this,
                "precision",
                "What matrices are multiplied in: double, or float, in which a step takes a half to nine "
                        + "tenths of the time, for features that are scaled. Weights, sums, statistics and updates stay "
                        + "double, and so do validation and predictions.",
                List.of("double", "float"));
    }

    default S setPrecision(String value) {
        return with(precision(), value);
    }

    default BooleanParam populationStatistics() {
        return new BooleanParam(
                this,
                "populationStatistics",
                "Whether one more pass after training replaces the running averages of batch normalization "
                        + "by the statistics of all training rows.");
    }

    default S setPopulationStatistics(boolean value) {
        return with(populationStatistics(), value);
    }

    default LongParam seed() {
        return new LongParam(this, "seed", "Seed of the first weights, of the order of rows, and of dropout.");
    }

    default S setSeed(long value) {
        return with(seed(), value);
    }

    @Override
    default Param<String> weightCol() {
        return new Param<>(
                this,
                "weightCol",
                "Column of the weights of rows, finite and not negative; empty if every row has weight 1.");
    }

    /** Scala's way to give a trait its value, of which there is none here; OneVsRest passes weights to this trait only. */
    @Override
    default void org$apache$spark$ml$param$shared$HasWeightCol$_setter_$weightCol_$eq(Param<String> value) {}

    default S setWeightCol(String value) {
        return with(weightCol(), value);
    }

    default Param<String> validationIndicatorCol() {
        return new Param<>(
                this,
                "validationIndicatorCol",
                "Boolean column that is true for the rows to validate on; empty if there are none.");
    }

    default S setValidationIndicatorCol(String value) {
        return with(validationIndicatorCol(), value);
    }

    default IntParam patience() {
        return NumberParams.atLeast(
                this,
                "patience",
                "Number of epochs without a better loss on the validation rows after which training stops; "
                        + "0 for never. With validation rows, the weights of the best epoch are kept in any case.",
                0);
    }

    default S setPatience(int value) {
        return with(patience(), value);
    }

    /** The column of features, as Spark's predictors name it. */
    String getFeaturesCol();

    /** The column of labels, as Spark's predictors name it. */
    String getLabelCol();

    /** Gives a stage its defaults; the constructor calls this. */
    static void setDefaults(NeuralNetworkParams<?> stage) {
        ClusterParams.setDefaults(stage);
        WarmStartParams.setDefaults(stage);
        ObjectiveParams.setDefaults(stage);
        stage.setDefault(stage.batchSize(), 60);
        stage.setDefault(stage.epochs(), 10);
        stage.setDefault(stage.schedule(), "constant");
        stage.setDefault(stage.optimizer(), "sgd");
        stage.setDefault(stage.momentum(), 0.0);
        stage.setDefault(stage.weightDecay(), 0.0);
        stage.setDefault(stage.statistics(), "global");
        stage.setDefault(stage.precision(), "double");
        stage.setDefault(stage.populationStatistics(), false);
        stage.setDefault(stage.seed(), 1L);
        stage.setDefault(stage.weightCol(), "");
        stage.setDefault(stage.validationIndicatorCol(), "");
        stage.setDefault(stage.patience(), 0);
    }

    @SuppressWarnings("unchecked")
    private <T> S with(Param<T> param, T value) {
        return (S) set(param, GivenValue.of(param, value));
    }
}
