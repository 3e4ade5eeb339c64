"""The program that the documentation shows runs, and gives what its comments say."""

import os
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[4]


@pytest.mark.skipif("TARE_JAR" in os.environ, reason="the program uses the jar of the installed package")
def test_the_program_of_the_python_page_runs(spark):
    page = (ROOT / "src" / "site" / "markdown" / "python.md").read_text()
    program = re.search(r"```python\n(.*?)```", page, re.DOTALL).group(1)
    names = {}
    exec(program.replace("src/sample", str(ROOT / "src" / "sample")), names)
    assert {"delay_scaled", "distance_scaled"} <= set(names["scaled"].columns)
    assert names["back"].select("delay").count() == names["flights"].count()
    assert "prediction" in names["late"].transform(names["flights"]).columns


@pytest.mark.skipif("TARE_JAR" in os.environ, reason="the program uses the jar of the installed package")
def test_the_program_of_the_readme_runs(spark):
    program = re.search(r"```python\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL).group(1)
    names = {}
    exec(program.replace("src/sample", str(ROOT / "src" / "sample")), names)
    assert (names["january"] + names["rest"]).rows == names["flights"].count()
    assert "delay_scaled" in names["scaled"].columns
