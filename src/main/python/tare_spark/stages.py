# fmt: off
"""The stages of Tare, written by ``generate`` from those in the JVM; do not edit."""

from collections.abc import Sequence
from typing import Any, Literal

from pyspark.ml.classification import _JavaProbabilisticClassificationModel, _JavaProbabilisticClassifier
from pyspark.ml.param.shared import HasWeightCol
from pyspark.ml.regression import _JavaRegressionModel, _JavaRegressor

from tare_spark._models import FittedNetwork, FittedScaler
from tare_spark._scalers import Scaler, SeveralScalers
from tare_spark._stage import EstimatorStage, Parameter, TransformerStage

_arrayCol = Parameter('arrayCol', 'str', 'The array<double> column that takes all results, instead of a column for each; for stores without ML vectors.')
_batchSize = Parameter('batchSize', 'int', 'Rows of one step at most, over all workers together; at most as many as there are training rows. The batches of an epoch are as few as that allows and differ by at most a row.', 60)
_checkpointDir = Parameter('checkpointDir', 'str', 'Folder of checkpoints, on a file system that the driver and all executors share; empty for none. Without checkpoints, a training that loses an executor starts again from its first epoch.', '')
_checkpointInterval = Parameter('checkpointInterval', 'int', 'Number of epochs from one checkpoint to the next; the last epoch has one in any case.', 1)
_classWeight = Parameter('classWeight', 'str', 'What rows count in the loss by their class: none, all the same; balanced, classes as if they were equally frequent; or a number for each class, from 0 on, such as 1, 9.5. Statistics of batches and the loss on validation rows do not know it.', 'none')
_clip = Parameter('clip', 'bool', 'Whether unseen values are held within the range of those seen.', False)
_clipNorm = Parameter('clipNorm', 'float', 'The greatest Euclidean norm of the gradient of all weights together; a longer one is shortened to it, which keeps recurrent layers from overflowing. Unless set, gradients are taken as they are.')
_clipQuantiles = Parameter('clipQuantiles', 'list[float]', 'The lower and the upper quantile beyond which values are held at them, before they are scaled.')
_constant = Parameter('constant', 'str', 'What becomes of a feature that does not vary: shift keeps its differences from the one value seen, zero makes everything 0, as MLlib does.', 'shift', choices=('shift', 'zero'))
_curve = Parameter('curve', 'str', 'The curve of all features, as text, such as affine(x0=3.0, dx=2.0, y0=0.0, dy=1.0).', 'affine(x0=0.0, dx=1.0, y0=0.0, dy=1.0)')
_dataType = Parameter('dataType', 'str', 'Type of the result, as in DDL: double, array<double>.')
_encode = Parameter('encode', 'str', 'What a value becomes: ordinal gives the number of its bin, onehot a vector with a one at its place.', 'ordinal', choices=('ordinal', 'onehot'))
_epochs = Parameter('epochs', 'int', 'Passes over the training rows.', 10)
_exact = Parameter('exact', 'bool', 'Whether quantiles are found exactly, mostly by a second scan; false takes those of one scan, whose ranks are mostly off by less than 0.0005.', True)
_featuresCol = Parameter('featuresCol', 'str', 'features column name', 'features')
_fillValue = Parameter('fillValue', 'float', 'The constant that fills in.')
_frozenLayers = Parameter('frozenLayers', 'str', 'Layers whose weights training leaves as they are, by their numbers from 0 on, such as 0-4, 6; empty for none.', '')
_frozenStatistics = Parameter('frozenStatistics', 'str', 'What the batch normalizations of frozen layers go by: running, their running statistics, which stay as they are, or batch, the statistics of each batch, which the running ones follow.', 'running', choices=('running', 'batch'))
_function = Parameter('function', 'str', 'The logarithm: log1p, of 1 + x, or asinh, which takes numbers of both signs.', 'log1p', choices=('log1p', 'asinh'))
_groupCols = Parameter('groupCols', 'list[str]', 'The columns whose values make a group; each group is scaled by its own statistics, and null is a value.')
_groupKey = Parameter('groupKey', 'str', 'The one group whose curves the model takes, as a JSON array of a value for each group column, such as ["ATL", 7, null]; all groups unless set.')
_handleInvalid = Parameter('handleInvalid', 'str', 'What becomes of null and NaN in transform: keep leaves them, skip drops the row, error scans the columns first, and fails and tells how many there are.', 'keep', choices=('keep', 'skip', 'error'))
_initialLayers = Parameter('initialLayers', 'int', 'How many layers, from the first on, start with the weights of initialModel, while the others start with new ones, as for other classes; 0 for all.', 0)
_initialModel = Parameter('initialModel', 'str', 'Path of a trained model, of a pipeline that holds one, of a folder of checkpoints, or of a JSON file of weights by name, whose weights and running statistics the training starts with; empty for new ones. Its layers must be those of the network, up to initialLayers.', '')
_inputCol = Parameter('inputCol', 'str', 'Name of the column to cast.')
_inputCols = Parameter('inputCols', 'list[str]', 'The columns to scale: numbers, ML vectors or arrays.')
_inputCols2 = Parameter('inputCols', 'list[str]', 'The columns to scan; of statistics those to keep, which are all unless some are set.')
_inverted = Parameter('inverted', 'bool', 'Whether the model takes results back to the values they came from.', False)
_labelClipQuantiles = Parameter('labelClipQuantiles', 'list[float]', 'The lower and the upper quantile beyond which labels are held at them while the network learns and validates, as 0.001, 0.999, for labels of which a few are wrong.')
_labelCol = Parameter('labelCol', 'str', 'label column name', 'label')
_labelScaler = Parameter('labelScaler', 'str', "How the label is scaled while the network learns: standard, to mean 0 and standard deviation 1 over the training rows, robust, to median 0 and interquartile range 1, or none. Predictions and errors are in the label's own unit in any case.", 'none', choices=('none', 'standard', 'robust'))
_labelSmoothing = Parameter('labelSmoothing', 'float', 'The share of each label that training deals to all classes alike, from 0 to less than 1, so that a network does not become too sure; 0 for none. The loss on validation rows does not know it.', 0.0)
_layers = Parameter('layers', 'str', 'The network as text, layer after layer, such as dense(100) batchNorm relu dense(10). The last layer has one output for each class, or a single one for two classes or for a number.')
_learningRate = Parameter('learningRate', 'float', 'How far a step moves the weights along their gradient. The schedule multiplies it, and the optimizer may adapt it. Unless set, 0.001 for adam, 0.1 for sgd.')
_lower = Parameter('lower', 'float', 'The lower quantile of the range, from 0 to 1.', 0.25)
_max = Parameter('max', 'float', 'The result for the largest value seen.', 1.0)
_maxAttempts = Parameter('maxAttempts', 'int', 'How often to try when executors are lost. Spark itself gives up after spark.stage.maxConsecutiveAttempts, which is 4 unless set.', 4)
_method = Parameter('method', 'str', 'The family of powers: yeo-johnson takes all numbers, box-cox only those above 0.', 'yeo-johnson', choices=('yeo-johnson', 'box-cox'))
_min = Parameter('min', 'float', 'The result for the smallest value seen.', 0.0)
_minGroupRows = Parameter('minGroupRows', 'int', 'How many finite values a feature must have in a group; with fewer, the statistics of all rows are taken.', 0)
_missingIndicator = Parameter('missingIndicator', 'bool', 'Whether each column gets another, <input>_missing, that is 1 where it was null or NaN and 0 elsewhere.', False)
_momentum = Parameter('momentum', 'float', 'Momentum of sgd, from 0 to 1, if the optimizer is given without options of its own; 0 for none.', 0.0)
_numBins = Parameter('numBins', 'int', 'How many bins there are.', 5)
_numQuantiles = Parameter('numQuantiles', 'int', 'How many quantiles are joined by lines; never more than there are rows.', 1000)
_optimizer = Parameter('optimizer', 'str', 'How gradients move the weights: sgd, as in sgd(momentum=0.9, nesterov=true), or adam, as in adam(beta1=0.9, beta2=0.999, eps=1e-8). Both take weightDecay.', 'sgd')
_outputCol = Parameter('outputCol', 'str', 'Name of the result, which takes the place of a column of that name.')
_outputCols = Parameter('outputCols', 'list[str]', 'The names of the results, as many as columns; each is <input>_scaled if none is given.')
_outputDistribution = Parameter('outputDistribution', 'str', 'How the results are distributed: uniform from 0 to 1, or normal with mean 0 and standard deviation 1.', 'uniform', choices=('uniform', 'normal'))
_p = Parameter('p', 'float', 'power of the norm, at least 1', 2.0)
_path = Parameter('path', 'str', 'Folder of saved statistics, or of their table as Parquet, to read in place of data.')
_patience = Parameter('patience', 'int', 'Number of epochs without a better loss on the validation rows after which training stops; 0 for never. With validation rows, the weights of the best epoch are kept in any case.', 0)
_populationStatistics = Parameter('populationStatistics', 'bool', 'Whether one more pass after training replaces the running averages of batch normalization by the statistics of all training rows.', False)
_precision = Parameter('precision', 'str', 'What matrices are multiplied in: double, or float, in which a step takes a half to nine tenths of the time, for features that are scaled. Weights, sums, statistics and updates stay double, and so do validation and predictions.', 'double', choices=('double', 'float'))
_predictionCol = Parameter('predictionCol', 'str', 'prediction column name', 'prediction')
_probabilities = Parameter('probabilities', 'list[float]', 'The probabilities, from 0 to 1, of the quantiles that are returned.', [0.0, 0.25, 0.5, 0.75, 1.0])
_probabilityCol = Parameter('probabilityCol', 'str', 'Column name for predicted class conditional probabilities. Note: Not all models output well-calibrated probability estimates! These probabilities should be treated as confidences, not precise probabilities', 'probability')
_quantiles = Parameter('quantiles', 'bool', 'Whether a scan takes histograms, from which quantiles are had.', False)
_rangeOnly = Parameter('rangeOnly', 'bool', 'Whether only counts, minimum and maximum are learned, from footers of Parquet files where these tell them.', False)
_rawPredictionCol = Parameter('rawPredictionCol', 'str', 'raw prediction (a.k.a. confidence) column name', 'rawPrediction')
_resume = Parameter('resume', 'bool', 'Whether to continue from the last checkpoint in the folder, if there is one. The result is that of one training without a break.', False)
_returns = Parameter('returns', 'str', 'What transform returns: scaled gives the data with the results, summary what was learned, a row for each feature, columns those that are read and made, applied the results of rows that are arrays, text a table to read, json the model for use without Spark, onnx and sql the same for others, html a report, htmlTable its first features for a notebook; all but scaled and applied whatever the data.', 'scaled', choices=('scaled', 'summary', 'columns', 'applied', 'text', 'json', 'onnx', 'sql', 'html', 'htmlTable'))
_returns2 = Parameter('returns', 'str', 'What transform returns: predictions gives the data with them, history a row for each epoch, layers and weights those of the network, text its layers in a line, json the network for use without Spark, onnx the same for others, in Base64, html a report, htmlTable its layers for a notebook; all but the first whatever the data.', 'predictions', choices=('predictions', 'history', 'layers', 'weights', 'text', 'json', 'onnx', 'html', 'htmlTable'))
_returns3 = Parameter('returns', 'str', 'What transform returns: statistics gives a row for each feature, quantiles those of each feature at probabilities, html a report, htmlTable its first features for a notebook, version that of Tare.', 'statistics', choices=('statistics', 'quantiles', 'html', 'htmlTable', 'version'))
_rowOrder = Parameter('rowOrder', 'str', 'Which rows a shard gets: shuffled, by a hash of their content, so that neither the partitions nor the order of the data matter, or consecutive, each shard a run of rows in the order of the data.', 'shuffled', choices=('shuffled', 'consecutive'))
_scalersJson = Parameter('scalersJson', 'str', 'The scalers as JSON for whose fit a scan is, in place of inputCols and quantiles.')
_scalersJson2 = Parameter('scalersJson', 'str', 'The scalers as JSON, in place of scalers.')
_schedule = Parameter('schedule', 'str', 'What the learning rate is multiplied by, counted in steps: constant, step(1000, factor=0.1), cosine(10000) or warmUp(500, cosine(10000)).', 'constant')
_seed = Parameter('seed', 'long', 'Seed of the first weights, of the order of rows, and of dropout.', 1)
_shards = Parameter('shards', 'int', 'Number of shares that each batch is cut into, for the workers to compute; at most one for each row of a batch. It fixes the order of all sums, hence every bit of the result. 1 is the fastest on one worker, and more let as many workers share the work.', 8)
_slotTimeout = Parameter('slotTimeout', 'int', 'Seconds that an attempt waits until Spark has a slot free for each worker, once its rows are ready, before the training fails; 0 for any time.', 3600)
_standardize = Parameter('standardize', 'bool', 'Whether the result gets mean 0 and standard deviation 1.', True)
_statistics = Parameter('statistics', 'str', 'What batch normalization and renormalization see, unless a layer names it itself: global, the whole batch, or local, each shard only its share, which is kept for comparison.', 'global', choices=('global', 'local'))
_storage = Parameter('storage', 'str', 'Where workers keep their rows: memory, disk, which means files in the local folders of Spark, or auto, which is disk if memory is too small.', 'auto', choices=('auto', 'memory', 'disk'))
_strategy = Parameter('strategy', 'str', 'What takes the place of null and NaN: the mean, the median or the mode of the feature, or a constant.', 'mean', choices=('mean', 'median', 'mode', 'constant'))
_strategy2 = Parameter('strategy', 'str', 'How wide bins are: quantile gives each as many rows, uniform the same width.', 'quantile', choices=('quantile', 'uniform'))
_thresholds = Parameter('thresholds', 'list[float]', "Thresholds in multi-class classification to adjust the probability of predicting each class. Array must have length equal to the number of classes, with values > 0 excepting that at most one value may be 0. The class with largest value p/t is predicted, where p is the original probability of that class and t is the class's threshold")
_timeout = Parameter('timeout', 'int', 'Seconds that workers wait for each other, also while one of them writes a checkpoint, before the attempt fails. The next one begins when Spark has a slot for each worker: at once where a process has ended, and where it is silent after spark.network.timeout, which is 120 s unless set.', 60)
_unitVariance = Parameter('unitVariance', 'bool', 'Whether the range is measured in that of the standard normal distribution, so that a normally distributed feature gets variance 1.', False)
_unseenGroup = Parameter('unseenGroup', 'str', 'What becomes of a group that the fit did not see: error fails and names it, keep leaves its values, null makes its results null, global takes the statistics of all rows.', 'error', choices=('error', 'keep', 'null', 'global'))
_upper = Parameter('upper', 'float', 'The upper quantile of the range, from 0 to 1.', 0.75)
_validationIndicatorCol = Parameter('validationIndicatorCol', 'str', 'Boolean column that is true for the rows to validate on; empty if there are none.', '')
_variance = Parameter('variance', 'str', 'The divisor of the variance: population divides by the sum of weights, sample by that sum less 1.', 'population', choices=('population', 'sample'))
_vectorCol = Parameter('vectorCol', 'str', 'The ML vector column that takes all results, instead of a column for each.')
_weightCol = Parameter('weightCol', 'str', 'The column of weights for the fit; without it every row has weight 1.')
_weightCol2 = Parameter('weightCol', 'str', 'Column of the weights of rows, finite and not negative; empty if every row has weight 1.', '')
_weightDecay = Parameter('weightDecay', 'float', 'What share of each weight is added to its gradient, if the optimizer is given without options of its own; 0 for none. Biases and the parameters of normalization never decay.', 0.0)
_withCentering = Parameter('withCentering', 'bool', 'Whether the median is subtracted.', True)
_withMean = Parameter('withMean', 'bool', 'Whether the mean is subtracted.', True)
_withScaling = Parameter('withScaling', 'bool', 'Whether the result is divided by the range of the quantiles.', True)
_withStd = Parameter('withStd', 'bool', 'Whether the result is divided by the standard deviation.', True)
_workers = Parameter('workers', 'int', 'Number of tasks that train, all at once; 0 for as many as there are slots for, and as shards are worth: the slowest worker sets the pace, so 6 workers of 8 shards are as fast as 4. It changes the time, never the result.', 0)


class Normalizer(TransformerStage, java='org.tare.feature.Normalizer', declared=(_arrayCol, _handleInvalid, _inputCols, _outputCols, _p, _vectorCol)):
    """Divides each row by its norm, ``y = x / (Σ|x|^p)^(1/p)``, so that every row has length 1; learns nothing."""

    def __init__(self, *columns: str | Sequence[str], arrayCol: str | None = None, handleInvalid: Literal['keep', 'skip', 'error'] = 'keep', inputCols: Sequence[str] | None = None, inputCol: str | None = None, outputCols: Sequence[str] | None = None, outputCol: str | None = None, p: float = 2.0, vectorCol: str | None = None) -> None: ...


class ScalerModel(FittedScaler, java='org.tare.feature.ScalerModel', declared=(_arrayCol, _groupCols, _groupKey, _handleInvalid, _inputCols, _inverted, _outputCols, _returns, _unseenGroup, _vectorCol)):
    """What any ``Scaler`` or ``ColumnScaler`` learned: a curve for each feature, and the statistic it came from."""


class NeuralNetworkClassificationModel(FittedNetwork, _JavaProbabilisticClassificationModel, java='org.tare.train.NeuralNetworkClassificationModel', declared=(_featuresCol, _labelCol, _predictionCol, _probabilityCol, _rawPredictionCol, _returns2, _thresholds)):
    """A trained ``NeuralNetworkClassifier``. The raw prediction holds the last layer's outputs; of a network with one
    output z it is ``[-z/2, z/2]``, whose softmax is ``[1-p, p]`` with ``p = 1/(1+e⁻ᶻ)``."""


class NeuralNetworkRegressionModel(FittedNetwork, _JavaRegressionModel, java='org.tare.train.NeuralNetworkRegressionModel', declared=(_featuresCol, _labelCol, _predictionCol, _returns2)):
    """A trained ``NeuralNetworkRegressor``: a network of one output, the predicted number."""


class ColumnCast(TransformerStage, java='org.tare.feature.ColumnCast', declared=(_dataType, _inputCol, _outputCol)):
    """Adds one column, another one cast to a type as SQL's ``CAST`` does; it learns nothing and can do nothing else. Where
    ``SQLTransformer`` would do in code, this does in a pipeline that strangers are to load."""

    def __init__(self, *, dataType: str | None = None, inputCol: str | None = None, outputCol: str | None = None) -> None: ...


class StatisticsTransformer(TransformerStage, java='org.tare.feature.StatisticsTransformer', declared=(_inputCols2, _path, _probabilities, _quantiles, _returns3, _scalersJson, _weightCol)):
    """Statistics as a table, for clients that can call nothing of Tare but stages, as in Python and over Spark Connect:
    scans data, merges the statistics that are in a table, or reads those of a folder. Every ``Scaler`` fits to such a
    table."""

    def __init__(self, *columns: str | Sequence[str], inputCols: Sequence[str] | None = None, inputCol: str | None = None, path: str | None = None, probabilities: Sequence[float] | None = None, quantiles: bool = False, returns: Literal['statistics', 'quantiles', 'html', 'htmlTable', 'version'] = 'statistics', scalersJson: str | None = None, weightCol: str | None = None) -> None: ...


class ColumnScaler(SeveralScalers[ScalerModel], java='org.tare.feature.ColumnScaler', declared=(_arrayCol, _groupCols, _handleInvalid, _minGroupRows, _scalersJson2, _unseenGroup, _vectorCol, _weightCol)):
    """Several scalers over different or the same columns, fitted in the same scans into one model."""

    def __init__(self, *given: Any, scalers: Sequence[Any] = (), arrayCol: str | None = None, groupCols: Sequence[str] | None = None, handleInvalid: Literal['keep', 'skip', 'error'] = 'keep', minGroupRows: int = 0, scalersJson: str | None = None, unseenGroup: Literal['error', 'keep', 'null', 'global'] = 'error', vectorCol: str | None = None, weightCol: str | None = None) -> None: ...


class MaxAbsScaler(Scaler[ScalerModel], java='org.tare.feature.MaxAbsScaler', declared=(_arrayCol, _clip, _clipQuantiles, _groupCols, _handleInvalid, _inputCols, _minGroupRows, _outputCols, _rangeOnly, _unseenGroup, _vectorCol, _weightCol)):
    """``y = x / max|x|``: into ``[-1, 1]``, with zero kept, so sparse vectors stay sparse."""

    def __init__(self, *columns: str | Sequence[str], arrayCol: str | None = None, clip: bool = False, clipQuantiles: Sequence[float] | None = None, groupCols: Sequence[str] | None = None, handleInvalid: Literal['keep', 'skip', 'error'] = 'keep', inputCols: Sequence[str] | None = None, inputCol: str | None = None, minGroupRows: int = 0, outputCols: Sequence[str] | None = None, outputCol: str | None = None, rangeOnly: bool = False, unseenGroup: Literal['error', 'keep', 'null', 'global'] = 'error', vectorCol: str | None = None, weightCol: str | None = None) -> None: ...


class MinMaxScaler(Scaler[ScalerModel], java='org.tare.feature.MinMaxScaler', declared=(_arrayCol, _clip, _clipQuantiles, _groupCols, _handleInvalid, _inputCols, _max, _min, _minGroupRows, _outputCols, _rangeOnly, _unseenGroup, _vectorCol, _weightCol)):
    """The line that takes the smallest value seen to ``min`` and the largest to ``max``, both to the last bit."""

    def __init__(self, *columns: str | Sequence[str], arrayCol: str | None = None, clip: bool = False, clipQuantiles: Sequence[float] | None = None, groupCols: Sequence[str] | None = None, handleInvalid: Literal['keep', 'skip', 'error'] = 'keep', inputCols: Sequence[str] | None = None, inputCol: str | None = None, max: float = 1.0, min: float = 0.0, minGroupRows: int = 0, outputCols: Sequence[str] | None = None, outputCol: str | None = None, rangeOnly: bool = False, unseenGroup: Literal['error', 'keep', 'null', 'global'] = 'error', vectorCol: str | None = None, weightCol: str | None = None) -> None: ...


class RobustScaler(Scaler[ScalerModel], java='org.tare.feature.RobustScaler', declared=(_arrayCol, _clipQuantiles, _constant, _exact, _groupCols, _handleInvalid, _inputCols, _lower, _minGroupRows, _outputCols, _unitVariance, _unseenGroup, _upper, _vectorCol, _weightCol, _withCentering, _withScaling)):
    """``y = (x - median) / (upper quantile - lower quantile)``, which outliers hardly move."""

    def __init__(self, *columns: str | Sequence[str], arrayCol: str | None = None, clipQuantiles: Sequence[float] | None = None, constant: Literal['shift', 'zero'] = 'shift', exact: bool = True, groupCols: Sequence[str] | None = None, handleInvalid: Literal['keep', 'skip', 'error'] = 'keep', inputCols: Sequence[str] | None = None, inputCol: str | None = None, lower: float = 0.25, minGroupRows: int = 0, outputCols: Sequence[str] | None = None, outputCol: str | None = None, unitVariance: bool = False, unseenGroup: Literal['error', 'keep', 'null', 'global'] = 'error', upper: float = 0.75, vectorCol: str | None = None, weightCol: str | None = None, withCentering: bool = True, withScaling: bool = True) -> None: ...


class StandardScaler(Scaler[ScalerModel], java='org.tare.feature.StandardScaler', declared=(_arrayCol, _clipQuantiles, _constant, _groupCols, _handleInvalid, _inputCols, _minGroupRows, _outputCols, _unseenGroup, _variance, _vectorCol, _weightCol, _withMean, _withStd)):
    """``y = (x - mean) / standardDeviation``: mean 0 and standard deviation 1."""

    def __init__(self, *columns: str | Sequence[str], arrayCol: str | None = None, clipQuantiles: Sequence[float] | None = None, constant: Literal['shift', 'zero'] = 'shift', groupCols: Sequence[str] | None = None, handleInvalid: Literal['keep', 'skip', 'error'] = 'keep', inputCols: Sequence[str] | None = None, inputCol: str | None = None, minGroupRows: int = 0, outputCols: Sequence[str] | None = None, outputCol: str | None = None, unseenGroup: Literal['error', 'keep', 'null', 'global'] = 'error', variance: Literal['population', 'sample'] = 'population', vectorCol: str | None = None, weightCol: str | None = None, withMean: bool = True, withStd: bool = True) -> None: ...


class NeuralNetworkClassifier(EstimatorStage[NeuralNetworkClassificationModel], _JavaProbabilisticClassifier, HasWeightCol, java='org.tare.train.NeuralNetworkClassifier', declared=(_batchSize, _checkpointDir, _checkpointInterval, _classWeight, _clipNorm, _epochs, _featuresCol, _frozenLayers, _frozenStatistics, _initialLayers, _initialModel, _labelCol, _labelSmoothing, _layers, _learningRate, _maxAttempts, _momentum, _optimizer, _patience, _populationStatistics, _precision, _predictionCol, _probabilityCol, _rawPredictionCol, _resume, _rowOrder, _schedule, _seed, _shards, _slotTimeout, _statistics, _storage, _thresholds, _timeout, _validationIndicatorCol, _weightCol2, _weightDecay, _workers)):
    """A classifier whose feed-forward network is trained by all workers together, in one barrier stage. Batch
    normalization sees the whole batch, and the result has the same bits on any number of workers."""

    def __init__(self, *, batchSize: int = 60, checkpointDir: str = '', checkpointInterval: int = 1, classWeight: str = 'none', clipNorm: float | None = None, epochs: int = 10, featuresCol: str = 'features', frozenLayers: str = '', frozenStatistics: Literal['running', 'batch'] = 'running', initialLayers: int = 0, initialModel: str = '', labelCol: str = 'label', labelSmoothing: float = 0.0, layers: str | None = None, learningRate: float | None = None, maxAttempts: int = 4, momentum: float = 0.0, optimizer: str = 'sgd', patience: int = 0, populationStatistics: bool = False, precision: Literal['double', 'float'] = 'double', predictionCol: str = 'prediction', probabilityCol: str = 'probability', rawPredictionCol: str = 'rawPrediction', resume: bool = False, rowOrder: Literal['shuffled', 'consecutive'] = 'shuffled', schedule: str = 'constant', seed: int = 1, shards: int = 8, slotTimeout: int = 3600, statistics: Literal['global', 'local'] = 'global', storage: Literal['auto', 'memory', 'disk'] = 'auto', thresholds: Sequence[float] | None = None, timeout: int = 60, validationIndicatorCol: str = '', weightCol: str = '', weightDecay: float = 0.0, workers: int = 0) -> None: ...


class NeuralNetworkRegressor(EstimatorStage[NeuralNetworkRegressionModel], _JavaRegressor, HasWeightCol, java='org.tare.train.NeuralNetworkRegressor', declared=(_batchSize, _checkpointDir, _checkpointInterval, _classWeight, _clipNorm, _epochs, _featuresCol, _frozenLayers, _frozenStatistics, _initialLayers, _initialModel, _labelClipQuantiles, _labelCol, _labelScaler, _labelSmoothing, _layers, _learningRate, _maxAttempts, _momentum, _optimizer, _patience, _populationStatistics, _precision, _predictionCol, _resume, _rowOrder, _schedule, _seed, _shards, _slotTimeout, _statistics, _storage, _timeout, _validationIndicatorCol, _weightCol2, _weightDecay, _workers)):
    """A regressor whose feed-forward network is trained by all workers together, in one barrier stage. Batch normalization
    sees the whole batch, and the result has the same bits on any number of workers."""

    def __init__(self, *, batchSize: int = 60, checkpointDir: str = '', checkpointInterval: int = 1, classWeight: str = 'none', clipNorm: float | None = None, epochs: int = 10, featuresCol: str = 'features', frozenLayers: str = '', frozenStatistics: Literal['running', 'batch'] = 'running', initialLayers: int = 0, initialModel: str = '', labelClipQuantiles: Sequence[float] | None = None, labelCol: str = 'label', labelScaler: Literal['none', 'standard', 'robust'] = 'none', labelSmoothing: float = 0.0, layers: str | None = None, learningRate: float | None = None, maxAttempts: int = 4, momentum: float = 0.0, optimizer: str = 'sgd', patience: int = 0, populationStatistics: bool = False, precision: Literal['double', 'float'] = 'double', predictionCol: str = 'prediction', resume: bool = False, rowOrder: Literal['shuffled', 'consecutive'] = 'shuffled', schedule: str = 'constant', seed: int = 1, shards: int = 8, slotTimeout: int = 3600, statistics: Literal['global', 'local'] = 'global', storage: Literal['auto', 'memory', 'disk'] = 'auto', timeout: int = 60, validationIndicatorCol: str = '', weightCol: str = '', weightDecay: float = 0.0, workers: int = 0) -> None: ...


class QuantileTransformer(Scaler[ScalerModel], java='org.tare.feature.QuantileTransformer', declared=(_arrayCol, _clipQuantiles, _exact, _groupCols, _handleInvalid, _inputCols, _minGroupRows, _numQuantiles, _outputCols, _outputDistribution, _unseenGroup, _vectorCol, _weightCol)):
    """``y = F(x)``, the part of the values that are at most ``x``: every feature becomes uniformly distributed on ``[0,
    1]``, or normally with ``outputDistribution=normal``, and outliers lose their distance."""

    def __init__(self, *columns: str | Sequence[str], arrayCol: str | None = None, clipQuantiles: Sequence[float] | None = None, exact: bool = True, groupCols: Sequence[str] | None = None, handleInvalid: Literal['keep', 'skip', 'error'] = 'keep', inputCols: Sequence[str] | None = None, inputCol: str | None = None, minGroupRows: int = 0, numQuantiles: int = 1000, outputCols: Sequence[str] | None = None, outputCol: str | None = None, outputDistribution: Literal['uniform', 'normal'] = 'uniform', unseenGroup: Literal['error', 'keep', 'null', 'global'] = 'error', vectorCol: str | None = None, weightCol: str | None = None) -> None: ...


class LogScaler(Scaler[ScalerModel], java='org.tare.feature.LogScaler', declared=(_arrayCol, _clipQuantiles, _function, _groupCols, _handleInvalid, _inputCols, _minGroupRows, _outputCols, _unseenGroup, _vectorCol, _weightCol)):
    """A logarithm that keeps zero: ``log1p``, of ``1 + x``, for values above -1, or ``asinh``, ``log(x + sqrt(x² + 1))``,
    for numbers of both signs."""

    def __init__(self, *columns: str | Sequence[str], arrayCol: str | None = None, clipQuantiles: Sequence[float] | None = None, function: Literal['log1p', 'asinh'] = 'log1p', groupCols: Sequence[str] | None = None, handleInvalid: Literal['keep', 'skip', 'error'] = 'keep', inputCols: Sequence[str] | None = None, inputCol: str | None = None, minGroupRows: int = 0, outputCols: Sequence[str] | None = None, outputCol: str | None = None, unseenGroup: Literal['error', 'keep', 'null', 'global'] = 'error', vectorCol: str | None = None, weightCol: str | None = None) -> None: ...


class PowerTransformer(Scaler[ScalerModel], java='org.tare.feature.PowerTransformer', declared=(_arrayCol, _clipQuantiles, _groupCols, _handleInvalid, _inputCols, _method, _minGroupRows, _outputCols, _standardize, _unseenGroup, _vectorCol, _weightCol)):
    """The power that makes a feature most like a normal distribution: ``y = ((1 + x)^λ - 1) / λ``, and mirrored for
    negative numbers (Yeo and Johnson, 2000), or ``y = (x^λ - 1) / λ`` of positive values (Box and Cox, 1964), then
    standardized."""

    def __init__(self, *columns: str | Sequence[str], arrayCol: str | None = None, clipQuantiles: Sequence[float] | None = None, groupCols: Sequence[str] | None = None, handleInvalid: Literal['keep', 'skip', 'error'] = 'keep', inputCols: Sequence[str] | None = None, inputCol: str | None = None, method: Literal['yeo-johnson', 'box-cox'] = 'yeo-johnson', minGroupRows: int = 0, outputCols: Sequence[str] | None = None, outputCol: str | None = None, standardize: bool = True, unseenGroup: Literal['error', 'keep', 'null', 'global'] = 'error', vectorCol: str | None = None, weightCol: str | None = None) -> None: ...


class Imputer(Scaler[ScalerModel], java='org.tare.feature.Imputer', declared=(_arrayCol, _clipQuantiles, _exact, _fillValue, _groupCols, _handleInvalid, _inputCols, _minGroupRows, _missingIndicator, _outputCols, _strategy, _unseenGroup, _vectorCol, _weightCol)):
    """Fills null and NaN in with the mean, the median or the mode of a feature, or with a constant."""

    def __init__(self, *columns: str | Sequence[str], arrayCol: str | None = None, clipQuantiles: Sequence[float] | None = None, exact: bool = True, fillValue: float | None = None, groupCols: Sequence[str] | None = None, handleInvalid: Literal['keep', 'skip', 'error'] = 'keep', inputCols: Sequence[str] | None = None, inputCol: str | None = None, minGroupRows: int = 0, missingIndicator: bool = False, outputCols: Sequence[str] | None = None, outputCol: str | None = None, strategy: Literal['mean', 'median', 'mode', 'constant'] = 'mean', unseenGroup: Literal['error', 'keep', 'null', 'global'] = 'error', vectorCol: str | None = None, weightCol: str | None = None) -> None: ...


class KBinsDiscretizer(Scaler[ScalerModel], java='org.tare.feature.KBinsDiscretizer', declared=(_arrayCol, _clipQuantiles, _encode, _exact, _groupCols, _handleInvalid, _inputCols, _minGroupRows, _numBins, _outputCols, _strategy2, _unseenGroup, _vectorCol, _weightCol)):
    """The number of the bin in which a value lies, from 0: bins of as many rows each (``strategy=quantile``) or of one
    width (``uniform``)."""

    def __init__(self, *columns: str | Sequence[str], arrayCol: str | None = None, clipQuantiles: Sequence[float] | None = None, encode: Literal['ordinal', 'onehot'] = 'ordinal', exact: bool = True, groupCols: Sequence[str] | None = None, handleInvalid: Literal['keep', 'skip', 'error'] = 'keep', inputCols: Sequence[str] | None = None, inputCol: str | None = None, minGroupRows: int = 0, numBins: int = 5, outputCols: Sequence[str] | None = None, outputCol: str | None = None, strategy: Literal['quantile', 'uniform'] = 'quantile', unseenGroup: Literal['error', 'keep', 'null', 'global'] = 'error', vectorCol: str | None = None, weightCol: str | None = None) -> None: ...


class CurveScaler(Scaler[ScalerModel], java='org.tare.feature.CurveScaler', declared=(_arrayCol, _clipQuantiles, _curve, _groupCols, _handleInvalid, _inputCols, _minGroupRows, _outputCols, _unseenGroup, _vectorCol, _weightCol)):
    """A curve that is given: ``affine(x0=3.0, dx=2.0, y0=0.0, dy=1.0)`` for ``(x - 3) / 2``, in the words in which models
    show theirs. The fit looks at the columns and learns nothing, so that what another library fitted becomes a
    ``ScalerModel``."""

    def __init__(self, *columns: str | Sequence[str], arrayCol: str | None = None, clipQuantiles: Sequence[float] | None = None, curve: str = 'affine(x0=0.0, dx=1.0, y0=0.0, dy=1.0)', groupCols: Sequence[str] | None = None, handleInvalid: Literal['keep', 'skip', 'error'] = 'keep', inputCols: Sequence[str] | None = None, inputCol: str | None = None, minGroupRows: int = 0, outputCols: Sequence[str] | None = None, outputCol: str | None = None, unseenGroup: Literal['error', 'keep', 'null', 'global'] = 'error', vectorCol: str | None = None, weightCol: str | None = None) -> None: ...


__all__ = ['ColumnCast', 'ColumnScaler', 'CurveScaler', 'Imputer', 'KBinsDiscretizer', 'LogScaler', 'MaxAbsScaler', 'MinMaxScaler', 'NeuralNetworkClassificationModel', 'NeuralNetworkClassifier', 'NeuralNetworkRegressionModel', 'NeuralNetworkRegressor', 'Normalizer', 'PowerTransformer', 'QuantileTransformer', 'RobustScaler', 'ScalerModel', 'StandardScaler', 'StatisticsTransformer']
