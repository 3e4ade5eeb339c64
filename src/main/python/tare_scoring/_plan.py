"""What a fitted model does to rows, step by step, as its file tells."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from tare_scoring._curves import EXACT, curve, steps

_FORMAT = 1
_FIELDS = {"format", "about", "steps"}
_SUM = re.compile(r',\s*"sha256" : "([0-9a-f]{64})"(\s*\}\s*)\Z')


def load(path: str | Path) -> Scoring:
    """The model in a file that ``jobs/export --to sklearn`` (or ``json``) wrote.

    Raises ``ValueError`` if the file is none, or of another version, and ``NotImplementedError`` for a network.
    """
    broken = f"'{path}' holds no whole model; export it again."
    if not Path(path).is_file():
        what = "a folder, as Spark saves a model" if Path(path).is_dir() else "no file"
        raise FileNotFoundError(f"'{path}' is {what}; give the file of tare_spark.to_json or jobs/export --to json.")
    try:
        plan = json.loads(_without_sum(Path(path).read_bytes().decode("utf-8")))
    except ValueError as e:
        raise ValueError(broken) from e
    if not isinstance(plan, dict) or plan.get("format") != _FORMAT:
        raise ValueError(f"'{path}' is of another format than {_FORMAT}, which this package reads; export it again.")
    if set(plan) != _FIELDS:
        raise ValueError(broken)
    try:
        return Scoring(plan)
    except (AttributeError, KeyError, TypeError, ValueError) as e:
        raise ValueError(broken) from e


def with_sum(text: str) -> str:
    """The JSON of an object, and the SHA-256 of all before the comma that leads to it."""
    content = text.rstrip().removesuffix("}").rstrip()
    return f'{content},\n  "sha256" : "{_sum(content)}"\n}}'


def _sum(content: str) -> str:
    return hashlib.sha256(content.encode("utf-8")).hexdigest()


def _without_sum(text: str) -> str:
    """The JSON without the SHA-256 of all before it; earlier versions wrote none."""
    found = _SUM.search(text)
    if not found:
        return text
    content = text[: found.start()]
    if _sum(content) != found[1]:
        raise ValueError("its sum is that of another")
    return content + found[2]


class Scoring:
    """Applies scalers to arrays, with the bits of Spark's transform."""

    def __init__(self, plan: dict[str, Any]) -> None:
        self.about: dict[str, str] = plan["about"]
        self.inputs: dict[str, int] = {}
        self._plan = plan
        self._steps = [_step(step) for step in plan["steps"]]
        written: dict[str, int] = {}
        results: dict[str, int] = {}
        for step in self._steps:
            for name, size in step.reads:
                if name not in written:
                    self.inputs.setdefault(name, size)
                results.pop(name, None)
            written.update(step.writes)
            results.update(step.writes)
        self.outputs = results

    @property
    def is_exact(self) -> bool:
        """Whether results have the bits of transform, as they have where no power and no logarithm is taken."""
        curves = [text for step in self._plan["steps"] for text in step.get("curves", [])]
        return {name for text in curves for name, _ in steps(text)} <= EXACT

    def __repr__(self) -> str:
        """The columns that it reads, and those that it gives."""
        return f"Scoring({', '.join(self.inputs)} -> {', '.join(self.outputs)})"

    def __reduce__(self) -> tuple[Any, ...]:
        return Scoring, (self._plan,)

    def columns(self, given: dict[str, Any]) -> dict[str, np.ndarray]:
        """All columns by name, (rows, numbers), of such columns or of a data frame; NaN is missing."""
        columns = {name: _array(name, given, size) for name, size in self.inputs.items()}
        for step in self._steps:
            x = np.concatenate([columns[name] for name, _ in step.reads], axis=1)
            y = step.apply(x)
            at = 0
            for name, size in step.writes.items():
                columns[name] = y[:, at : at + size]
                at += size
        return columns

    def apply(self, rows: Any) -> np.ndarray:
        """The results of rows, (rows, numbers) of all inputs one behind the other; of one row, if one is given.

        Of a data frame the columns are found by name.
        """
        x = numbers(rows, self.inputs)
        width = sum(self.inputs.values())
        if x.shape[-1] != width:
            raise ValueError(
                f"The rows are of shape {x.shape} where the model takes {width} numbers;"
                f" give those of {list(self.inputs)}."
            )
        table = np.atleast_2d(x)
        given, at = {}, 0
        for name, size in self.inputs.items():
            given[name] = table[:, at : at + size]
            at += size
        columns = self.columns(given)
        result = np.concatenate([columns[name] for name in self.outputs], axis=1)
        return result[0] if x.ndim == 1 else result


def numbers(rows: Any, sizes: dict[str, int]) -> np.ndarray:
    """The rows, or the one; of a data frame, whose order may be another, its columns of these names and sizes."""
    # Asked of the type, as a data frame has a field of any name.
    if any(hasattr(type(rows), name) for name in ("sparkSession", "to_spark")):
        raise TypeError("The rows are a data frame of Spark, to transform; give an array, lists or a frame of pandas.")
    if hasattr(rows, "columns") or isinstance(rows, dict):
        return np.concatenate([_array(name, rows, size) for name, size in sizes.items()], axis=1)
    try:
        x = np.asarray(rows.toArray() if hasattr(type(rows), "toArray") else rows, dtype=np.float64)
    except (TypeError, ValueError) as e:
        raise type(e)(f"The rows are no numbers, as many in each ({e}); give (rows, features), or one row.") from e
    if x.ndim not in (1, 2):
        raise ValueError(f"The rows are of shape {x.shape}; give (rows, features), or one row.")
    return x


def _array(name: str, given: Any, size: int) -> np.ndarray:
    try:
        column = given[name]
    except KeyError as e:
        raise ValueError(f"There is no column '{name}', which the model takes; it has {list(given)}.") from e
    values = np.asarray(column)
    if values.dtype == object:
        values = _numbers(name, values, size)
    values = values.astype(np.float64)
    values = values.reshape(-1, 1) if values.ndim == 1 else values
    if values.shape[1] != size:
        raise ValueError(f"Column '{name}' has {values.shape[1]} numbers a row where the model takes {size}.")
    return values


def _numbers(name: str, values: np.ndarray, size: int) -> np.ndarray:
    """Of objects, as data frames hold what may be missing, and vectors or arrays, even those of one number."""
    rows = [getattr(value, "toArray", lambda value=value: value)() for value in values]
    if all(_is_missing(row) or np.ndim(row) == 0 for row in rows) and size == 1:
        return np.array([np.nan if _is_missing(row) else row for row in rows])
    arrays = [np.full(size, np.nan) if _is_missing(row) else np.asarray(row, dtype=np.float64) for row in rows]
    for array in arrays:
        if array.shape != (size,):
            raise ValueError(f"Column '{name}' has {array.size} numbers in a row where the model takes {size}.")
    return np.stack(arrays)


def _is_missing(value: Any) -> bool:
    # That of pandas is no number, and cannot be compared.
    return value is None or type(value).__name__ in ("NAType", "NaTType")


class _Step:
    """Reads columns and writes others, of so many numbers each."""

    def __init__(
        self, reads: list[tuple[str, int]], writes: dict[str, int], apply: Callable[[np.ndarray], np.ndarray]
    ) -> None:
        self.reads = reads
        self.writes = writes
        self.apply = apply


def _ports(ports: list[dict[str, Any]]) -> list[tuple[str, int]]:
    return [(port["name"], port["size"]) for port in ports]


def _step(step: dict[str, Any]) -> _Step:
    kind = step["step"]
    if kind == "scale":
        return _scale(step)
    if kind == "assemble":
        reads = _ports(step["inputs"])
        return _Step(reads, {step["output"]: sum(size for _, size in reads)}, lambda x: x)
    if kind == "norm":
        reads = _ports(step["inputs"])
        whole = len(step["outputs"]) != len(reads)
        writes = (
            {step["outputs"][0]: sum(size for _, size in reads)}
            if whole
            else dict(zip(step["outputs"], (size for _, size in reads), strict=True))
        )
        p = float(step["p"])
        return _Step(reads, writes, lambda x: _norm(x, p))
    raise NotImplementedError(f"A {kind} has no form in numpy; export the model as ONNX, or its scalers alone.")


def _scale(step: dict[str, Any]) -> _Step:
    curves = [curve(text) for text in step["curves"]]
    first, floats = step["from"], set(step["floats"])

    def apply(x: np.ndarray) -> np.ndarray:
        y = np.empty((len(x), len(curves)))
        for i, one in enumerate(curves):
            y[:, i] = one(x[:, first + i])
            if i in floats:
                y[:, i] = y[:, i].astype(np.float32)
        return y

    return _Step(_ports(step["inputs"]), {step["output"]["name"]: step["output"]["size"]}, apply)


def _norm(x: np.ndarray, p: float) -> np.ndarray:
    known = np.where(np.isnan(x), 0.0, np.abs(x))
    largest = known.max(axis=1, keepdims=True)
    scale = np.where((largest == 0) | np.isinf(largest), 1.0, largest)
    with np.errstate(all="ignore"):
        part = known / scale
        norm = part.max(axis=1, keepdims=True) if np.isinf(p) else (part**p).sum(axis=1, keepdims=True) ** (1 / p)
        return x / scale / np.where(norm == 0, 1.0, norm)
