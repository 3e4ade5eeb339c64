"""Where Spark looks for the Python classes of stages that were saved from Java."""

from tare_spark.stages import *  # noqa: F403
