"""Tare for Python: exact, mergeable feature scaling and data-parallel training on Apache Spark."""

import sys

from tare_spark import stages
from tare_spark._session import VERSION as __version__
from tare_spark._session import configure, jar
from tare_spark._sklearn import from_sklearn
from tare_spark.export import to_json, to_onnx, to_sklearn, to_sql
from tare_spark.stages import *  # noqa: F403
from tare_spark.statistics import Statistics, scan

__all__ = ["Statistics", "__version__", "configure", "from_sklearn", "jar", "scan", *stages.__all__]
__all__ += ["to_json", "to_onnx", "to_sklearn", "to_sql"]

# Spark looks for the Python class of a saved stage in the module named as the Java package; these are those modules
# where the package of that name, beside this one, has not been imported.
for _module in ("org.tare.feature", "org.tare.train"):
    sys.modules.setdefault(_module, stages)
