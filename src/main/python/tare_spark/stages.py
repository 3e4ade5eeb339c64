"""The stages of Tare, written by ``generate`` from those in the JVM; do not edit."""

from tare_spark._methods import ColumnScalerMethods, FitsStatistics, NetworkMethods, ScalerModelMethods
from tare_spark._stage import EstimatorStage, ModelStage, Parameter, TransformerStage


class Normalizer(TransformerStage):
    """Divides each row by its norm, ``y = x / (Σ|x|^p)^(1/p)``, so that every row has length 1; learns
    nothing."""

    java_class = "org.tare.feature.Normalizer"
    handleInvalid = Parameter(
        "str",
        "What becomes of null and NaN in transform: keep leaves them, skip drops the row, error scans the columns first, and fails and tells how many there are.",
        "keep",
        choices=("keep", "skip", "error"),
    )
    inputCols = Parameter("list[str]", "The columns to scale: numbers, ML vectors or arrays.")
    outputCols = Parameter(
        "list[str]", "The names of the results, as many as columns; each is <input>_scaled if none is given."
    )
    p = Parameter("float", "power of the norm, at least 1", 2.0)
    vectorCol = Parameter("str", "The ML vector column that takes all results, instead of a column for each.")


class ScalerModel(ScalerModelMethods, ModelStage):
    """What any ``Scaler`` or ``ColumnScaler`` learned: a curve for each feature, and the statistic it came
    from."""

    java_class = "org.tare.feature.ScalerModel"
    groupCols = Parameter(
        "list[str]",
        "The columns whose values make a group; each group is scaled by its own statistics, and null is a value.",
    )
    handleInvalid = Parameter(
        "str",
        "What becomes of null and NaN in transform: keep leaves them, skip drops the row, error scans the columns first, and fails and tells how many there are.",
        "keep",
        choices=("keep", "skip", "error"),
    )
    inputCols = Parameter("list[str]", "The columns to scale: numbers, ML vectors or arrays.")
    outputCols = Parameter(
        "list[str]", "The names of the results, as many as columns; each is <input>_scaled if none is given."
    )
    returns = Parameter(
        "str",
        "What transform returns: scaled gives the data with the results, inverse with the results taken back, and summary what was learned, a row for each feature, whatever the data.",
        "scaled",
        choices=("scaled", "inverse", "summary"),
    )
    unseenGroup = Parameter(
        "str",
        "What becomes of a group that the fit did not see: error fails and names it, keep leaves its values, null makes its results null, global takes the statistics of all rows.",
        "error",
        choices=("error", "keep", "null", "global"),
    )
    vectorCol = Parameter("str", "The ML vector column that takes all results, instead of a column for each.")


class NeuralNetworkClassificationModel(NetworkMethods, ModelStage):
    """A trained ``NeuralNetworkClassifier``. The raw prediction holds the last layer's outputs; of a
    network with one output z it is ``[-z/2, z/2]``, whose softmax is ``[1-p, p]`` with ``p =
    1/(1+e⁻ᶻ)``."""

    java_class = "org.tare.train.NeuralNetworkClassificationModel"
    featuresCol = Parameter("str", "features column name", "features")
    labelCol = Parameter("str", "label column name", "label")
    predictionCol = Parameter("str", "prediction column name", "prediction")
    probabilityCol = Parameter(
        "str",
        "Column name for predicted class conditional probabilities. Note: Not all models output well-calibrated probability estimates! These probabilities should be treated as confidences, not precise probabilities",
        "probability",
    )
    rawPredictionCol = Parameter("str", "raw prediction (a.k.a. confidence) column name", "rawPrediction")
    thresholds = Parameter(
        "list[float]",
        "Thresholds in multi-class classification to adjust the probability of predicting each class. Array must have length equal to the number of classes, with values > 0 excepting that at most one value may be 0. The class with largest value p/t is predicted, where p is the original probability of that class and t is the class's threshold",
    )


class NeuralNetworkRegressionModel(NetworkMethods, ModelStage):
    """A trained ``NeuralNetworkRegressor``: a network of one output, the predicted number."""

    java_class = "org.tare.train.NeuralNetworkRegressionModel"
    featuresCol = Parameter("str", "features column name", "features")
    labelCol = Parameter("str", "label column name", "label")
    predictionCol = Parameter("str", "prediction column name", "prediction")


class ColumnCast(TransformerStage):
    """Adds one column, another one cast to a type as SQL's ``CAST`` does; it learns nothing and can do
    nothing else. Where ``SQLTransformer`` would do in code, this does in a pipeline that strangers are
    to load."""

    java_class = "org.tare.feature.ColumnCast"
    dataType = Parameter("str", "Type of the result, as in DDL: double, array<double>.")
    inputCol = Parameter("str", "Name of the column to cast.")
    outputCol = Parameter("str", "Name of the result, which takes the place of a column of that name.")


class ColumnScaler(ColumnScalerMethods, EstimatorStage):
    """Several scalers over different or the same columns, fitted in the same scans into one model."""

    java_class = "org.tare.feature.ColumnScaler"
    model_class = ScalerModel
    groupCols = Parameter(
        "list[str]",
        "The columns whose values make a group; each group is scaled by its own statistics, and null is a value.",
    )
    handleInvalid = Parameter(
        "str",
        "What becomes of null and NaN in transform: keep leaves them, skip drops the row, error scans the columns first, and fails and tells how many there are.",
        "keep",
        choices=("keep", "skip", "error"),
    )
    minGroupRows = Parameter(
        "int",
        "How many finite values a feature must have in a group; with fewer, the statistics of all rows are taken.",
        0,
    )
    scalersJson = Parameter("str", "The scalers as JSON, in place of scalers.")
    unseenGroup = Parameter(
        "str",
        "What becomes of a group that the fit did not see: error fails and names it, keep leaves its values, null makes its results null, global takes the statistics of all rows.",
        "error",
        choices=("error", "keep", "null", "global"),
    )
    vectorCol = Parameter("str", "The ML vector column that takes all results, instead of a column for each.")
    weightCol = Parameter("str", "The column of weights for the fit; without it every row has weight 1.")


class MaxAbsScaler(FitsStatistics, EstimatorStage):
    """``y = x / max|x|``: into ``[-1, 1]``, with zero kept, so sparse vectors stay sparse."""

    java_class = "org.tare.feature.MaxAbsScaler"
    model_class = ScalerModel
    clip = Parameter("bool", "Whether unseen values are held within the range of those seen.", False)
    clipQuantiles = Parameter(
        "list[float]", "The lower and the upper quantile beyond which values are held at them, before they are scaled."
    )
    groupCols = Parameter(
        "list[str]",
        "The columns whose values make a group; each group is scaled by its own statistics, and null is a value.",
    )
    handleInvalid = Parameter(
        "str",
        "What becomes of null and NaN in transform: keep leaves them, skip drops the row, error scans the columns first, and fails and tells how many there are.",
        "keep",
        choices=("keep", "skip", "error"),
    )
    inputCols = Parameter("list[str]", "The columns to scale: numbers, ML vectors or arrays.")
    minGroupRows = Parameter(
        "int",
        "How many finite values a feature must have in a group; with fewer, the statistics of all rows are taken.",
        0,
    )
    outputCols = Parameter(
        "list[str]", "The names of the results, as many as columns; each is <input>_scaled if none is given."
    )
    unseenGroup = Parameter(
        "str",
        "What becomes of a group that the fit did not see: error fails and names it, keep leaves its values, null makes its results null, global takes the statistics of all rows.",
        "error",
        choices=("error", "keep", "null", "global"),
    )
    vectorCol = Parameter("str", "The ML vector column that takes all results, instead of a column for each.")
    weightCol = Parameter("str", "The column of weights for the fit; without it every row has weight 1.")


class MinMaxScaler(FitsStatistics, EstimatorStage):
    """The line that takes the smallest value seen to ``min`` and the largest to ``max``, both to the last
    bit."""

    java_class = "org.tare.feature.MinMaxScaler"
    model_class = ScalerModel
    clip = Parameter("bool", "Whether unseen values are held within the range of those seen.", False)
    clipQuantiles = Parameter(
        "list[float]", "The lower and the upper quantile beyond which values are held at them, before they are scaled."
    )
    groupCols = Parameter(
        "list[str]",
        "The columns whose values make a group; each group is scaled by its own statistics, and null is a value.",
    )
    handleInvalid = Parameter(
        "str",
        "What becomes of null and NaN in transform: keep leaves them, skip drops the row, error scans the columns first, and fails and tells how many there are.",
        "keep",
        choices=("keep", "skip", "error"),
    )
    inputCols = Parameter("list[str]", "The columns to scale: numbers, ML vectors or arrays.")
    max = Parameter("float", "The result for the largest value seen.", 1.0)
    min = Parameter("float", "The result for the smallest value seen.", 0.0)
    minGroupRows = Parameter(
        "int",
        "How many finite values a feature must have in a group; with fewer, the statistics of all rows are taken.",
        0,
    )
    outputCols = Parameter(
        "list[str]", "The names of the results, as many as columns; each is <input>_scaled if none is given."
    )
    unseenGroup = Parameter(
        "str",
        "What becomes of a group that the fit did not see: error fails and names it, keep leaves its values, null makes its results null, global takes the statistics of all rows.",
        "error",
        choices=("error", "keep", "null", "global"),
    )
    vectorCol = Parameter("str", "The ML vector column that takes all results, instead of a column for each.")
    weightCol = Parameter("str", "The column of weights for the fit; without it every row has weight 1.")


class RobustScaler(FitsStatistics, EstimatorStage):
    """``y = (x - median) / (upper quantile - lower quantile)``, which outliers hardly move."""

    java_class = "org.tare.feature.RobustScaler"
    model_class = ScalerModel
    clipQuantiles = Parameter(
        "list[float]", "The lower and the upper quantile beyond which values are held at them, before they are scaled."
    )
    constant = Parameter(
        "str",
        "What becomes of a feature that does not vary: shift keeps its differences from the one value seen, zero makes everything 0, as MLlib does.",
        "shift",
        choices=("shift", "zero"),
    )
    exact = Parameter(
        "bool",
        "Whether quantiles are found exactly, mostly by a second scan; false takes those of one scan, whose ranks are mostly off by less than 0.0005.",
        True,
    )
    groupCols = Parameter(
        "list[str]",
        "The columns whose values make a group; each group is scaled by its own statistics, and null is a value.",
    )
    handleInvalid = Parameter(
        "str",
        "What becomes of null and NaN in transform: keep leaves them, skip drops the row, error scans the columns first, and fails and tells how many there are.",
        "keep",
        choices=("keep", "skip", "error"),
    )
    inputCols = Parameter("list[str]", "The columns to scale: numbers, ML vectors or arrays.")
    lower = Parameter("float", "The lower quantile of the range, from 0 to 1.", 0.25)
    minGroupRows = Parameter(
        "int",
        "How many finite values a feature must have in a group; with fewer, the statistics of all rows are taken.",
        0,
    )
    outputCols = Parameter(
        "list[str]", "The names of the results, as many as columns; each is <input>_scaled if none is given."
    )
    unitVariance = Parameter(
        "bool",
        "Whether the range is measured in that of the standard normal distribution, so that a normally distributed feature gets variance 1.",
        False,
    )
    unseenGroup = Parameter(
        "str",
        "What becomes of a group that the fit did not see: error fails and names it, keep leaves its values, null makes its results null, global takes the statistics of all rows.",
        "error",
        choices=("error", "keep", "null", "global"),
    )
    upper = Parameter("float", "The upper quantile of the range, from 0 to 1.", 0.75)
    vectorCol = Parameter("str", "The ML vector column that takes all results, instead of a column for each.")
    weightCol = Parameter("str", "The column of weights for the fit; without it every row has weight 1.")
    withCentering = Parameter("bool", "Whether the median is subtracted.", True)
    withScaling = Parameter("bool", "Whether the result is divided by the range of the quantiles.", True)


class StandardScaler(FitsStatistics, EstimatorStage):
    """``y = (x - mean) / standardDeviation``: mean 0 and standard deviation 1."""

    java_class = "org.tare.feature.StandardScaler"
    model_class = ScalerModel
    clipQuantiles = Parameter(
        "list[float]", "The lower and the upper quantile beyond which values are held at them, before they are scaled."
    )
    constant = Parameter(
        "str",
        "What becomes of a feature that does not vary: shift keeps its differences from the one value seen, zero makes everything 0, as MLlib does.",
        "shift",
        choices=("shift", "zero"),
    )
    groupCols = Parameter(
        "list[str]",
        "The columns whose values make a group; each group is scaled by its own statistics, and null is a value.",
    )
    handleInvalid = Parameter(
        "str",
        "What becomes of null and NaN in transform: keep leaves them, skip drops the row, error scans the columns first, and fails and tells how many there are.",
        "keep",
        choices=("keep", "skip", "error"),
    )
    inputCols = Parameter("list[str]", "The columns to scale: numbers, ML vectors or arrays.")
    minGroupRows = Parameter(
        "int",
        "How many finite values a feature must have in a group; with fewer, the statistics of all rows are taken.",
        0,
    )
    outputCols = Parameter(
        "list[str]", "The names of the results, as many as columns; each is <input>_scaled if none is given."
    )
    unseenGroup = Parameter(
        "str",
        "What becomes of a group that the fit did not see: error fails and names it, keep leaves its values, null makes its results null, global takes the statistics of all rows.",
        "error",
        choices=("error", "keep", "null", "global"),
    )
    variance = Parameter(
        "str",
        "The divisor of the variance: population divides by the sum of weights, sample by that sum less 1.",
        "population",
        choices=("population", "sample"),
    )
    vectorCol = Parameter("str", "The ML vector column that takes all results, instead of a column for each.")
    weightCol = Parameter("str", "The column of weights for the fit; without it every row has weight 1.")
    withMean = Parameter("bool", "Whether the mean is subtracted.", True)
    withStd = Parameter("bool", "Whether the result is divided by the standard deviation.", True)


class NeuralNetworkClassifier(EstimatorStage):
    """A classifier whose feed-forward network is trained by all workers together, in one barrier stage.
    Batch normalization sees the whole batch, and the result has the same bits on any number of workers."""

    java_class = "org.tare.train.NeuralNetworkClassifier"
    model_class = NeuralNetworkClassificationModel
    batchSize = Parameter(
        "int",
        "Rows of one step at most, over all workers together; at most as many as there are training rows. The batches of an epoch are as few as that allows and differ by at most a row.",
        60,
    )
    checkpointDir = Parameter(
        "str",
        "Folder of checkpoints, on a file system that the driver and all executors share; empty for none. Without checkpoints, a training that loses an executor starts again from its first epoch.",
        "",
    )
    checkpointInterval = Parameter(
        "int", "Number of epochs from one checkpoint to the next; the last epoch has one in any case.", 1
    )
    classWeight = Parameter(
        "str",
        "What rows count in the loss by their class: none, all the same; balanced, classes as if they were equally frequent; or a number for each class, from 0 on, such as 1, 9.5. Statistics of batches and the loss on validation rows do not know it.",
        "none",
    )
    clipNorm = Parameter(
        "float",
        "The greatest Euclidean norm of the gradient of all weights together; a longer one is shortened to it, which keeps recurrent layers from overflowing. Unless set, gradients are taken as they are.",
    )
    epochs = Parameter("int", "Passes over the training rows.", 10)
    featuresCol = Parameter("str", "features column name", "features")
    frozenLayers = Parameter(
        "str",
        "Layers whose weights training leaves as they are, by their numbers from 0 on, such as 0-4, 6; empty for none.",
        "",
    )
    frozenStatistics = Parameter(
        "str",
        "What the batch normalizations of frozen layers go by: running, their running statistics, which stay as they are, or batch, the statistics of each batch, which the running ones follow.",
        "running",
        choices=("running", "batch"),
    )
    initialLayers = Parameter(
        "int",
        "How many layers, from the first on, start with the weights of initialModel, while the others start with new ones, as for other classes; 0 for all.",
        0,
    )
    initialModel = Parameter(
        "str",
        "Path of a trained model, of a pipeline that holds one, or of a folder of checkpoints, whose weights and running statistics the training starts with; empty for new ones. Its layers must be those of the network, up to initialLayers.",
        "",
    )
    labelCol = Parameter("str", "label column name", "label")
    labelSmoothing = Parameter(
        "float",
        "The share of each label that training deals to all classes alike, from 0 to less than 1, so that a network does not become too sure; 0 for none. The loss on validation rows does not know it.",
        0.0,
    )
    layers = Parameter(
        "str",
        "The network as text, layer after layer, such as dense(100) batchNorm relu dense(10). The last layer has one output for each class, or a single one for two classes or for a number.",
    )
    learningRate = Parameter(
        "float",
        "How far a step moves the weights along their gradient. The schedule multiplies it, and the optimizer may adapt it. Unless set, 0.001 for adam, 0.1 for sgd.",
    )
    maxAttempts = Parameter(
        "int",
        "How often to try when executors are lost. Spark itself gives up after spark.stage.maxConsecutiveAttempts, which is 4 unless set.",
        4,
    )
    momentum = Parameter(
        "float", "Momentum of sgd, from 0 to 1, if the optimizer is given without options of its own; 0 for none.", 0.0
    )
    optimizer = Parameter(
        "str",
        "How gradients move the weights: sgd, as in sgd(momentum=0.9, nesterov=true), or adam, as in adam(beta1=0.9, beta2=0.999, eps=1e-8). Both take weightDecay.",
        "sgd",
    )
    patience = Parameter(
        "int",
        "Number of epochs without a better loss on the validation rows after which training stops; 0 for never. With validation rows, the weights of the best epoch are kept in any case.",
        0,
    )
    populationStatistics = Parameter(
        "bool",
        "Whether one more pass after training replaces the running averages of batch normalization by the statistics of all training rows.",
        False,
    )
    precision = Parameter(
        "str",
        "What matrices are multiplied in: double, or float, in which a step takes a half to nine tenths of the time, for features that are scaled. Weights, sums, statistics and updates stay double, and so do validation and predictions.",
        "double",
        choices=("double", "float"),
    )
    predictionCol = Parameter("str", "prediction column name", "prediction")
    probabilityCol = Parameter(
        "str",
        "Column name for predicted class conditional probabilities. Note: Not all models output well-calibrated probability estimates! These probabilities should be treated as confidences, not precise probabilities",
        "probability",
    )
    rawPredictionCol = Parameter("str", "raw prediction (a.k.a. confidence) column name", "rawPrediction")
    resume = Parameter(
        "bool",
        "Whether to continue from the last checkpoint in the folder, if there is one. The result is that of one training without a break.",
        False,
    )
    rowOrder = Parameter(
        "str",
        "Which rows a shard gets: shuffled, by a hash of their content, so that neither the partitions nor the order of the data matter, or consecutive, each shard a run of rows in the order of the data.",
        "shuffled",
        choices=("shuffled", "consecutive"),
    )
    schedule = Parameter(
        "str",
        "What the learning rate is multiplied by, counted in steps: constant, step(1000, factor=0.1), cosine(10000) or warmUp(500, cosine(10000)).",
        "constant",
    )
    seed = Parameter("int", "Seed of the first weights, of the order of rows, and of dropout.", 1)
    shards = Parameter(
        "int",
        "Number of shares that each batch is cut into, for the workers to compute; at most one for each row of a batch. It fixes the order of all sums, hence every bit of the result. 1 is the fastest on one worker, and more let as many workers share the work.",
        8,
    )
    statistics = Parameter(
        "str",
        "What batch normalization and renormalization see, unless a layer names it itself: global, the whole batch, or local, each shard only its share, which is kept for comparison.",
        "global",
        choices=("global", "local"),
    )
    storage = Parameter(
        "str",
        "Where workers keep their rows: memory, disk, which means files in the local folders of Spark, or auto, which is disk if memory is too small.",
        "auto",
        choices=("auto", "memory", "disk"),
    )
    thresholds = Parameter(
        "list[float]",
        "Thresholds in multi-class classification to adjust the probability of predicting each class. Array must have length equal to the number of classes, with values > 0 excepting that at most one value may be 0. The class with largest value p/t is predicted, where p is the original probability of that class and t is the class's threshold",
    )
    timeout = Parameter(
        "int",
        "Seconds that workers wait for each other, also while one of them writes a checkpoint, before the attempt fails.",
        60,
    )
    validationIndicatorCol = Parameter(
        "str", "Boolean column that is true for the rows to validate on; empty if there are none.", ""
    )
    weightCol = Parameter(
        "str", "Column of the weights of rows, finite and not negative; empty if every row has weight 1.", ""
    )
    weightDecay = Parameter(
        "float",
        "What share of each weight is added to its gradient, if the optimizer is given without options of its own; 0 for none. Biases and the parameters of normalization never decay.",
        0.0,
    )
    workers = Parameter(
        "int",
        "Number of tasks that train, all at once; 0 for as many as there are slots for, and as shards are worth: the slowest worker sets the pace, so 6 workers of 8 shards are as fast as 4. It changes the time, never the result.",
        0,
    )


class NeuralNetworkRegressor(EstimatorStage):
    """A regressor whose feed-forward network is trained by all workers together, in one barrier stage.
    Batch normalization sees the whole batch, and the result has the same bits on any number of workers."""

    java_class = "org.tare.train.NeuralNetworkRegressor"
    model_class = NeuralNetworkRegressionModel
    batchSize = Parameter(
        "int",
        "Rows of one step at most, over all workers together; at most as many as there are training rows. The batches of an epoch are as few as that allows and differ by at most a row.",
        60,
    )
    checkpointDir = Parameter(
        "str",
        "Folder of checkpoints, on a file system that the driver and all executors share; empty for none. Without checkpoints, a training that loses an executor starts again from its first epoch.",
        "",
    )
    checkpointInterval = Parameter(
        "int", "Number of epochs from one checkpoint to the next; the last epoch has one in any case.", 1
    )
    classWeight = Parameter(
        "str",
        "What rows count in the loss by their class: none, all the same; balanced, classes as if they were equally frequent; or a number for each class, from 0 on, such as 1, 9.5. Statistics of batches and the loss on validation rows do not know it.",
        "none",
    )
    clipNorm = Parameter(
        "float",
        "The greatest Euclidean norm of the gradient of all weights together; a longer one is shortened to it, which keeps recurrent layers from overflowing. Unless set, gradients are taken as they are.",
    )
    epochs = Parameter("int", "Passes over the training rows.", 10)
    featuresCol = Parameter("str", "features column name", "features")
    frozenLayers = Parameter(
        "str",
        "Layers whose weights training leaves as they are, by their numbers from 0 on, such as 0-4, 6; empty for none.",
        "",
    )
    frozenStatistics = Parameter(
        "str",
        "What the batch normalizations of frozen layers go by: running, their running statistics, which stay as they are, or batch, the statistics of each batch, which the running ones follow.",
        "running",
        choices=("running", "batch"),
    )
    initialLayers = Parameter(
        "int",
        "How many layers, from the first on, start with the weights of initialModel, while the others start with new ones, as for other classes; 0 for all.",
        0,
    )
    initialModel = Parameter(
        "str",
        "Path of a trained model, of a pipeline that holds one, or of a folder of checkpoints, whose weights and running statistics the training starts with; empty for new ones. Its layers must be those of the network, up to initialLayers.",
        "",
    )
    labelCol = Parameter("str", "label column name", "label")
    labelScaler = Parameter(
        "str",
        "How the label is scaled while the network learns: standard, to mean 0 and standard deviation 1 over the training rows, or none. Predictions and errors are in the label's own unit in any case.",
        "none",
        choices=("none", "standard"),
    )
    labelSmoothing = Parameter(
        "float",
        "The share of each label that training deals to all classes alike, from 0 to less than 1, so that a network does not become too sure; 0 for none. The loss on validation rows does not know it.",
        0.0,
    )
    layers = Parameter(
        "str",
        "The network as text, layer after layer, such as dense(100) batchNorm relu dense(10). The last layer has one output for each class, or a single one for two classes or for a number.",
    )
    learningRate = Parameter(
        "float",
        "How far a step moves the weights along their gradient. The schedule multiplies it, and the optimizer may adapt it. Unless set, 0.001 for adam, 0.1 for sgd.",
    )
    maxAttempts = Parameter(
        "int",
        "How often to try when executors are lost. Spark itself gives up after spark.stage.maxConsecutiveAttempts, which is 4 unless set.",
        4,
    )
    momentum = Parameter(
        "float", "Momentum of sgd, from 0 to 1, if the optimizer is given without options of its own; 0 for none.", 0.0
    )
    optimizer = Parameter(
        "str",
        "How gradients move the weights: sgd, as in sgd(momentum=0.9, nesterov=true), or adam, as in adam(beta1=0.9, beta2=0.999, eps=1e-8). Both take weightDecay.",
        "sgd",
    )
    patience = Parameter(
        "int",
        "Number of epochs without a better loss on the validation rows after which training stops; 0 for never. With validation rows, the weights of the best epoch are kept in any case.",
        0,
    )
    populationStatistics = Parameter(
        "bool",
        "Whether one more pass after training replaces the running averages of batch normalization by the statistics of all training rows.",
        False,
    )
    precision = Parameter(
        "str",
        "What matrices are multiplied in: double, or float, in which a step takes a half to nine tenths of the time, for features that are scaled. Weights, sums, statistics and updates stay double, and so do validation and predictions.",
        "double",
        choices=("double", "float"),
    )
    predictionCol = Parameter("str", "prediction column name", "prediction")
    resume = Parameter(
        "bool",
        "Whether to continue from the last checkpoint in the folder, if there is one. The result is that of one training without a break.",
        False,
    )
    rowOrder = Parameter(
        "str",
        "Which rows a shard gets: shuffled, by a hash of their content, so that neither the partitions nor the order of the data matter, or consecutive, each shard a run of rows in the order of the data.",
        "shuffled",
        choices=("shuffled", "consecutive"),
    )
    schedule = Parameter(
        "str",
        "What the learning rate is multiplied by, counted in steps: constant, step(1000, factor=0.1), cosine(10000) or warmUp(500, cosine(10000)).",
        "constant",
    )
    seed = Parameter("int", "Seed of the first weights, of the order of rows, and of dropout.", 1)
    shards = Parameter(
        "int",
        "Number of shares that each batch is cut into, for the workers to compute; at most one for each row of a batch. It fixes the order of all sums, hence every bit of the result. 1 is the fastest on one worker, and more let as many workers share the work.",
        8,
    )
    statistics = Parameter(
        "str",
        "What batch normalization and renormalization see, unless a layer names it itself: global, the whole batch, or local, each shard only its share, which is kept for comparison.",
        "global",
        choices=("global", "local"),
    )
    storage = Parameter(
        "str",
        "Where workers keep their rows: memory, disk, which means files in the local folders of Spark, or auto, which is disk if memory is too small.",
        "auto",
        choices=("auto", "memory", "disk"),
    )
    timeout = Parameter(
        "int",
        "Seconds that workers wait for each other, also while one of them writes a checkpoint, before the attempt fails.",
        60,
    )
    validationIndicatorCol = Parameter(
        "str", "Boolean column that is true for the rows to validate on; empty if there are none.", ""
    )
    weightCol = Parameter(
        "str", "Column of the weights of rows, finite and not negative; empty if every row has weight 1.", ""
    )
    weightDecay = Parameter(
        "float",
        "What share of each weight is added to its gradient, if the optimizer is given without options of its own; 0 for none. Biases and the parameters of normalization never decay.",
        0.0,
    )
    workers = Parameter(
        "int",
        "Number of tasks that train, all at once; 0 for as many as there are slots for, and as shards are worth: the slowest worker sets the pace, so 6 workers of 8 shards are as fast as 4. It changes the time, never the result.",
        0,
    )


class QuantileTransformer(FitsStatistics, EstimatorStage):
    """``y = F(x)``, the part of the values that are at most ``x``: every feature becomes uniformly
    distributed on ``[0, 1]``, or normally with ``outputDistribution=normal``, and outliers lose their
    distance."""

    java_class = "org.tare.feature.QuantileTransformer"
    model_class = ScalerModel
    clipQuantiles = Parameter(
        "list[float]", "The lower and the upper quantile beyond which values are held at them, before they are scaled."
    )
    exact = Parameter(
        "bool",
        "Whether quantiles are found exactly, mostly by a second scan; false takes those of one scan, whose ranks are mostly off by less than 0.0005.",
        True,
    )
    groupCols = Parameter(
        "list[str]",
        "The columns whose values make a group; each group is scaled by its own statistics, and null is a value.",
    )
    handleInvalid = Parameter(
        "str",
        "What becomes of null and NaN in transform: keep leaves them, skip drops the row, error scans the columns first, and fails and tells how many there are.",
        "keep",
        choices=("keep", "skip", "error"),
    )
    inputCols = Parameter("list[str]", "The columns to scale: numbers, ML vectors or arrays.")
    minGroupRows = Parameter(
        "int",
        "How many finite values a feature must have in a group; with fewer, the statistics of all rows are taken.",
        0,
    )
    numQuantiles = Parameter("int", "How many quantiles are joined by lines; never more than there are rows.", 1000)
    outputCols = Parameter(
        "list[str]", "The names of the results, as many as columns; each is <input>_scaled if none is given."
    )
    outputDistribution = Parameter(
        "str",
        "How the results are distributed: uniform from 0 to 1, or normal with mean 0 and standard deviation 1.",
        "uniform",
        choices=("uniform", "normal"),
    )
    unseenGroup = Parameter(
        "str",
        "What becomes of a group that the fit did not see: error fails and names it, keep leaves its values, null makes its results null, global takes the statistics of all rows.",
        "error",
        choices=("error", "keep", "null", "global"),
    )
    vectorCol = Parameter("str", "The ML vector column that takes all results, instead of a column for each.")
    weightCol = Parameter("str", "The column of weights for the fit; without it every row has weight 1.")


class LogScaler(FitsStatistics, EstimatorStage):
    """A logarithm that keeps zero: ``log1p``, of ``1 + x``, for values above -1, or ``asinh``, ``log(x +
    sqrt(x² + 1))``, for numbers of both signs."""

    java_class = "org.tare.feature.LogScaler"
    model_class = ScalerModel
    clipQuantiles = Parameter(
        "list[float]", "The lower and the upper quantile beyond which values are held at them, before they are scaled."
    )
    function = Parameter(
        "str",
        "The logarithm: log1p, of 1 + x, or asinh, which takes numbers of both signs.",
        "log1p",
        choices=("log1p", "asinh"),
    )
    groupCols = Parameter(
        "list[str]",
        "The columns whose values make a group; each group is scaled by its own statistics, and null is a value.",
    )
    handleInvalid = Parameter(
        "str",
        "What becomes of null and NaN in transform: keep leaves them, skip drops the row, error scans the columns first, and fails and tells how many there are.",
        "keep",
        choices=("keep", "skip", "error"),
    )
    inputCols = Parameter("list[str]", "The columns to scale: numbers, ML vectors or arrays.")
    minGroupRows = Parameter(
        "int",
        "How many finite values a feature must have in a group; with fewer, the statistics of all rows are taken.",
        0,
    )
    outputCols = Parameter(
        "list[str]", "The names of the results, as many as columns; each is <input>_scaled if none is given."
    )
    unseenGroup = Parameter(
        "str",
        "What becomes of a group that the fit did not see: error fails and names it, keep leaves its values, null makes its results null, global takes the statistics of all rows.",
        "error",
        choices=("error", "keep", "null", "global"),
    )
    vectorCol = Parameter("str", "The ML vector column that takes all results, instead of a column for each.")
    weightCol = Parameter("str", "The column of weights for the fit; without it every row has weight 1.")


class PowerTransformer(FitsStatistics, EstimatorStage):
    """The power that makes a feature most like a normal distribution: ``y = ((1 + x)^λ - 1) / λ``, and
    mirrored for negative numbers (Yeo and Johnson, 2000), or ``y = (x^λ - 1) / λ`` of positive values
    (Box and Cox, 1964), then standardized."""

    java_class = "org.tare.feature.PowerTransformer"
    model_class = ScalerModel
    clipQuantiles = Parameter(
        "list[float]", "The lower and the upper quantile beyond which values are held at them, before they are scaled."
    )
    groupCols = Parameter(
        "list[str]",
        "The columns whose values make a group; each group is scaled by its own statistics, and null is a value.",
    )
    handleInvalid = Parameter(
        "str",
        "What becomes of null and NaN in transform: keep leaves them, skip drops the row, error scans the columns first, and fails and tells how many there are.",
        "keep",
        choices=("keep", "skip", "error"),
    )
    inputCols = Parameter("list[str]", "The columns to scale: numbers, ML vectors or arrays.")
    method = Parameter(
        "str",
        "The family of powers: yeo-johnson takes all numbers, box-cox only those above 0.",
        "yeo-johnson",
        choices=("yeo-johnson", "box-cox"),
    )
    minGroupRows = Parameter(
        "int",
        "How many finite values a feature must have in a group; with fewer, the statistics of all rows are taken.",
        0,
    )
    outputCols = Parameter(
        "list[str]", "The names of the results, as many as columns; each is <input>_scaled if none is given."
    )
    standardize = Parameter("bool", "Whether the result gets mean 0 and standard deviation 1.", True)
    unseenGroup = Parameter(
        "str",
        "What becomes of a group that the fit did not see: error fails and names it, keep leaves its values, null makes its results null, global takes the statistics of all rows.",
        "error",
        choices=("error", "keep", "null", "global"),
    )
    vectorCol = Parameter("str", "The ML vector column that takes all results, instead of a column for each.")
    weightCol = Parameter("str", "The column of weights for the fit; without it every row has weight 1.")


class Imputer(FitsStatistics, EstimatorStage):
    """Fills null and NaN in with the mean, the median or the mode of a feature, or with a constant."""

    java_class = "org.tare.feature.Imputer"
    model_class = ScalerModel
    clipQuantiles = Parameter(
        "list[float]", "The lower and the upper quantile beyond which values are held at them, before they are scaled."
    )
    exact = Parameter(
        "bool",
        "Whether quantiles are found exactly, mostly by a second scan; false takes those of one scan, whose ranks are mostly off by less than 0.0005.",
        True,
    )
    fillValue = Parameter("float", "The constant that fills in.")
    groupCols = Parameter(
        "list[str]",
        "The columns whose values make a group; each group is scaled by its own statistics, and null is a value.",
    )
    handleInvalid = Parameter(
        "str",
        "What becomes of null and NaN in transform: keep leaves them, skip drops the row, error scans the columns first, and fails and tells how many there are.",
        "keep",
        choices=("keep", "skip", "error"),
    )
    inputCols = Parameter("list[str]", "The columns to scale: numbers, ML vectors or arrays.")
    minGroupRows = Parameter(
        "int",
        "How many finite values a feature must have in a group; with fewer, the statistics of all rows are taken.",
        0,
    )
    missingIndicator = Parameter(
        "bool",
        "Whether each column gets another, <input>_missing, that is 1 where it was null or NaN and 0 elsewhere.",
        False,
    )
    outputCols = Parameter(
        "list[str]", "The names of the results, as many as columns; each is <input>_scaled if none is given."
    )
    strategy = Parameter(
        "str",
        "What takes the place of null and NaN: the mean, the median or the mode of the feature, or a constant.",
        "mean",
        choices=("mean", "median", "mode", "constant"),
    )
    unseenGroup = Parameter(
        "str",
        "What becomes of a group that the fit did not see: error fails and names it, keep leaves its values, null makes its results null, global takes the statistics of all rows.",
        "error",
        choices=("error", "keep", "null", "global"),
    )
    vectorCol = Parameter("str", "The ML vector column that takes all results, instead of a column for each.")
    weightCol = Parameter("str", "The column of weights for the fit; without it every row has weight 1.")


class KBinsDiscretizer(FitsStatistics, EstimatorStage):
    """The number of the bin in which a value lies, from 0: bins of as many rows each
    (``strategy=quantile``) or of one width (``uniform``)."""

    java_class = "org.tare.feature.KBinsDiscretizer"
    model_class = ScalerModel
    clipQuantiles = Parameter(
        "list[float]", "The lower and the upper quantile beyond which values are held at them, before they are scaled."
    )
    encode = Parameter(
        "str",
        "What a value becomes: ordinal gives the number of its bin, onehot a vector with a one at its place.",
        "ordinal",
        choices=("ordinal", "onehot"),
    )
    exact = Parameter(
        "bool",
        "Whether quantiles are found exactly, mostly by a second scan; false takes those of one scan, whose ranks are mostly off by less than 0.0005.",
        True,
    )
    groupCols = Parameter(
        "list[str]",
        "The columns whose values make a group; each group is scaled by its own statistics, and null is a value.",
    )
    handleInvalid = Parameter(
        "str",
        "What becomes of null and NaN in transform: keep leaves them, skip drops the row, error scans the columns first, and fails and tells how many there are.",
        "keep",
        choices=("keep", "skip", "error"),
    )
    inputCols = Parameter("list[str]", "The columns to scale: numbers, ML vectors or arrays.")
    minGroupRows = Parameter(
        "int",
        "How many finite values a feature must have in a group; with fewer, the statistics of all rows are taken.",
        0,
    )
    numBins = Parameter("int", "How many bins there are.", 5)
    outputCols = Parameter(
        "list[str]", "The names of the results, as many as columns; each is <input>_scaled if none is given."
    )
    strategy = Parameter(
        "str",
        "How wide bins are: quantile gives each as many rows, uniform the same width.",
        "quantile",
        choices=("quantile", "uniform"),
    )
    unseenGroup = Parameter(
        "str",
        "What becomes of a group that the fit did not see: error fails and names it, keep leaves its values, null makes its results null, global takes the statistics of all rows.",
        "error",
        choices=("error", "keep", "null", "global"),
    )
    vectorCol = Parameter("str", "The ML vector column that takes all results, instead of a column for each.")
    weightCol = Parameter("str", "The column of weights for the fit; without it every row has weight 1.")


__all__ = [
    "ColumnCast",
    "ColumnScaler",
    "Imputer",
    "KBinsDiscretizer",
    "LogScaler",
    "MaxAbsScaler",
    "MinMaxScaler",
    "NeuralNetworkClassificationModel",
    "NeuralNetworkClassifier",
    "NeuralNetworkRegressionModel",
    "NeuralNetworkRegressor",
    "Normalizer",
    "PowerTransformer",
    "QuantileTransformer",
    "RobustScaler",
    "ScalerModel",
    "StandardScaler",
]
