"""Numbers are compared by their bits."""

import numpy as np


def bits(values):
    return np.asarray(values, dtype=np.float64).view(np.int64)


def assert_same_bits(found, expected):
    """NaN is NaN, whichever its bits are."""
    found, expected = np.asarray(found, dtype=np.float64), np.asarray(expected, dtype=np.float64)
    same = (bits(found) == bits(expected)) | (np.isnan(found) & np.isnan(expected))
    assert same.all(), (found[~same], expected[~same])
