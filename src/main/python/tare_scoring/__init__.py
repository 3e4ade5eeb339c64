"""Scalers that Tare fitted on Spark, applied to numpy arrays, and as transformers of scikit-learn, without Spark.

The file is one that ``jobs/export --to sklearn`` wrote, or ``tare_spark.to_json``. It needs numpy alone;
``to_sklearn`` needs scikit-learn too.
"""

from tare_scoring._plan import Scoring, load
from tare_scoring._sklearn import to_sklearn

__all__ = ["Scoring", "load", "to_sklearn"]
