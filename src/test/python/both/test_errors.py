"""Errors are one sentence in the words of keywords."""

import pytest
from pyspark.errors import IllegalArgumentException

import tare_spark as ts


def test_an_unknown_keyword_is_named_with_the_nearest(spark):
    with pytest.raises(TypeError, match="StandardScaler has no parameter withMaen; did you mean withMean?"):
        ts.StandardScaler("x", withMaen=True)


def test_a_wrong_type_names_the_keyword(spark):
    with pytest.raises(TypeError, match="withMean of StandardScaler is 'yes'; give it a value of type bool."):
        ts.StandardScaler("x", withMean="yes")


def test_a_wrong_choice_lists_the_words(spark):
    with pytest.raises(ValueError, match="variance of StandardScaler is 'sampel'; choose among population, sample."):
        ts.StandardScaler("x", variance="sampel")


def test_sentences_of_the_jvm_arrive_alone(spark, flights):
    with pytest.raises(IllegalArgumentException) as e:
        ts.StandardScaler("dealy").fit(flights)
    assert "delay" in str(e.value)
    assert "\n" not in str(e.value).strip()
