package org.tare.train;

import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/**
 * What the user of a {@link NeuralNetworkClassifier} or {@link NeuralNetworkRegressor} may choose about the training.
 *
 * @param <S> the stage, which its setters return
 */
public interface NeuralNetworkParams<S> extends Params {
    /** The parameters themselves. */
    TrainingParams trainingParams();

    /** The stage itself. */
    S stage();

    /** The network as text, such as {@code dense(100) batchNorm relu dense(10)}: see {@link org.tare.nn}. The last layer has one output for each class, or one in all for two classes or for a number. */
    default Param<String> layers() {
        return trainingParams().layers;
    }

    /** Sets {@link #layers()}. */
    default S setLayers(String value) {
        set(layers(), value);
        return stage();
    }

    /** Rows of one step, of all workers together. Default {@code 60}. */
    default IntParam batchSize() {
        return trainingParams().batchSize;
    }

    /** Sets {@link #batchSize()}. */
    default S setBatchSize(int value) {
        set(batchSize(), value);
        return stage();
    }

    /** Passes over the training rows. Default {@code 10}. */
    default IntParam epochs() {
        return trainingParams().epochs;
    }

    /** Sets {@link #epochs()}. */
    default S setEpochs(int value) {
        set(epochs(), value);
        return stage();
    }

    /** The learning rate, which {@link #schedule()} multiplies. Default {@code 0.1}. */
    default DoubleParam learningRate() {
        return trainingParams().learningRate;
    }

    /** Sets {@link #learningRate()}. */
    default S setLearningRate(double value) {
        set(learningRate(), value);
        return stage();
    }

    /** How the rate changes: see {@link org.tare.nn.optimizer.Schedule#parse}. Default {@code constant}. */
    default Param<String> schedule() {
        return trainingParams().schedule;
    }

    /** Sets {@link #schedule()}. */
    default S setSchedule(String value) {
        set(schedule(), value);
        return stage();
    }

    /** How gradients move weights: see {@link org.tare.nn.optimizer.Optimizers#parse}. Default {@code sgd}. */
    default Param<String> optimizer() {
        return trainingParams().optimizer;
    }

    /** Sets {@link #optimizer()}. */
    default S setOptimizer(String value) {
        set(optimizer(), value);
        return stage();
    }

    /** Momentum of {@code sgd}, for an {@link #optimizer()} that names no options of its own. Default {@code 0.0}. */
    default DoubleParam momentum() {
        return trainingParams().momentum;
    }

    /** Sets {@link #momentum()}. */
    default S setMomentum(double value) {
        set(momentum(), value);
        return stage();
    }

    /** Added to the gradient of weights, times the weight, for an {@link #optimizer()} that names no options of its own; never to gamma, beta or bias. Default {@code 0.0}. */
    default DoubleParam weightDecay() {
        return trainingParams().weightDecay;
    }

    /** Sets {@link #weightDecay()}. */
    default S setWeightDecay(double value) {
        set(weightDecay(), value);
        return stage();
    }

    /** What batch normalization and renormalization see, unless {@link #layers()} says it of a layer: {@code global}, the whole batch, or {@code local}, each shard its own share, kept for comparison. Default {@code global}. */
    default Param<String> statistics() {
        return trainingParams().statistics;
    }

    /** Sets {@link #statistics()}. */
    default S setStatistics(String value) {
        set(statistics(), value);
        return stage();
    }

    /** Whether one more pass after training replaces the running averages by the statistics of all training rows. Default {@code false}. */
    default BooleanParam populationStatistics() {
        return trainingParams().populationStatistics;
    }

    /** Sets {@link #populationStatistics()}. */
    default S setPopulationStatistics(boolean value) {
        set(populationStatistics(), value);
        return stage();
    }

    /** Tasks that train; 0 for as many as there are slots and shards. The result does not depend on it, only the time does. Default {@code 0}. */
    default IntParam workers() {
        return trainingParams().workers;
    }

    /** Sets {@link #workers()}. */
    default S setWorkers(int value) {
        set(workers(), value);
        return stage();
    }

    /** Shares that each batch is cut into, hosted by the workers. They fix the order of all sums, hence the bits of the result. 1 is the fastest on one worker; more let that many workers share the work. Default {@code 8}. */
    default IntParam shards() {
        return trainingParams().shards;
    }

    /** Sets {@link #shards()}. */
    default S setShards(int value) {
        set(shards(), value);
        return stage();
    }

    /** Of the first weights, the order of rows, and dropout. Default {@code 1}. */
    default LongParam seed() {
        return trainingParams().seed;
    }

    /** Sets {@link #seed()}. */
    default S setSeed(long value) {
        set(seed(), value);
        return stage();
    }

    /** Which rows a shard gets: {@code shuffled} deals them by a hash of their content, so that neither the partitions nor the order of the Dataset matter; {@code asIs} gives each consecutive rows of the Dataset. Default {@code shuffled}. */
    default Param<String> rowOrder() {
        return trainingParams().rowOrder;
    }

    /** Sets {@link #rowOrder()}. */
    default S setRowOrder(String value) {
        set(rowOrder(), value);
        return stage();
    }

    /** The column of the rows' weights; empty if all count the same. */
    default Param<String> weightCol() {
        return trainingParams().weightCol;
    }

    /** Sets {@link #weightCol()}. */
    default S setWeightCol(String value) {
        set(weightCol(), value);
        return stage();
    }

    /** The boolean column that is true for rows to validate on; empty if there are none. */
    default Param<String> validationIndicatorCol() {
        return trainingParams().validationIndicatorCol;
    }

    /** Sets {@link #validationIndicatorCol()}. */
    default S setValidationIndicatorCol(String value) {
        set(validationIndicatorCol(), value);
        return stage();
    }

    /** Epochs without a better validation loss after which training stops; 0 for never. With validation rows the weights of the best epoch are kept, in any case. Default {@code 0}. */
    default IntParam patience() {
        return trainingParams().patience;
    }

    /** Sets {@link #patience()}. */
    default S setPatience(int value) {
        set(patience(), value);
        return stage();
    }

    /** The folder of checkpoints, on any Hadoop file system; empty for none. Without, a training that loses an executor begins anew. */
    default Param<String> checkpointDir() {
        return trainingParams().checkpointDir;
    }

    /** Sets {@link #checkpointDir()}. */
    default S setCheckpointDir(String value) {
        set(checkpointDir(), value);
        return stage();
    }

    /** Epochs between two checkpoints. Default {@code 1}. */
    default IntParam checkpointInterval() {
        return trainingParams().checkpointInterval;
    }

    /** Sets {@link #checkpointInterval()}. */
    default S setCheckpointInterval(int value) {
        set(checkpointInterval(), value);
        return stage();
    }

    /** Whether to go on from the last checkpoint in the folder, if there is one. Default {@code false}. */
    default BooleanParam resume() {
        return trainingParams().resume;
    }

    /** Sets {@link #resume()}. */
    default S setResume(boolean value) {
        set(resume(), value);
        return stage();
    }

    /** How often to try when executors are lost. Spark itself gives up at {@code spark.stage.maxConsecutiveAttempts}, which is 4 unless set. Default {@code 4}. */
    default IntParam maxAttempts() {
        return trainingParams().maxAttempts;
    }

    /** Sets {@link #maxAttempts()}. */
    default S setMaxAttempts(int value) {
        set(maxAttempts(), value);
        return stage();
    }

    /** Where workers keep their rows: {@code memory}, {@code disk} (files in Spark's local folders), or {@code auto}: on disk if memory is too small. Default {@code auto}. */
    default Param<String> storage() {
        return trainingParams().storage;
    }

    /** Sets {@link #storage()}. */
    default S setStorage(String value) {
        set(storage(), value);
        return stage();
    }

    /** Seconds that workers wait for each other, while the first of them writes a checkpoint too, before the attempt fails. Default {@code 60}. */
    default IntParam timeout() {
        return trainingParams().timeout;
    }

    /** Sets {@link #timeout()}. */
    default S setTimeout(int value) {
        set(timeout(), value);
        return stage();
    }
}
