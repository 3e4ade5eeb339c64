"""Python's parameters are those of the JVM: names, sentences and defaults."""

import pytest

import tare_spark as ts
from tare_spark import stages
from tare_spark._stage import EstimatorStage, TransformerStage

CONSTRUCTED = [name for name in stages.__all__ if issubclass(getattr(stages, name), (EstimatorStage, TransformerStage))]


@pytest.mark.parametrize("name", CONSTRUCTED)
def test_names_sentences_and_defaults_are_equal(spark, name):
    stage = getattr(ts, name)()
    java = stage._java_obj
    expected = {}
    for param in java.params():
        default = java.getDefault(param)
        value = default.get() if default.isDefined() else None
        if type(value).__name__ == "JavaArray":
            value = list(value)
        if isinstance(value, (bool, int, float, str, list, type(None))):
            expected[param.name()] = (param.doc(), value)
    actual = {p.name: (p.doc, stage.getOrDefault(p) if stage.hasDefault(p) else None) for p in stage.params}
    assert actual == {n: v for n, v in expected.items() if n in actual}
    assert set(expected) - set(actual) <= {"scalers"}
