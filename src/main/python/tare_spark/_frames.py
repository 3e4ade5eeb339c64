"""Columns and numbers as users give them, and what stages give back as a text."""

import html
import os
import re
from collections.abc import Sequence
from typing import Any

FilePath = str | os.PathLike[str]
Columns = str | Sequence[str]


def plain(value: Any) -> Any:
    """The value in Python's own types, where numpy, pandas or the JVM hold it."""
    # Asked of the type, as a Column has a field of any name.
    if hasattr(type(value), "tolist"):
        return value.tolist()
    return [plain(v) for v in value] if isinstance(value, Sequence) and not isinstance(value, str) else value


def listed(columns: tuple[Any, ...]) -> list[Any]:
    """Columns that were given one by one, or as one list."""
    alone = plain(columns[0]) if len(columns) == 1 else None
    return alone if isinstance(alone, list) else list(columns)


def checked(name: str, value: Any, kind: type = str, *others: type) -> Any:
    """The argument of that name, which has to be of such a type."""
    if isinstance(value, (kind, *others)):
        return value
    raise TypeError(f"{name} is {value!r}; give it a value of type {kind.__name__}.")


def file_path(path: FilePath) -> str:
    """The path as text."""
    return str(checked("path", path, str, os.PathLike))


def write_page(path: FilePath, page: str, title: str | None) -> None:
    """Writes a page to a new file, under that title if there is one."""
    for tag in ("title", "h1") if title else ():
        page = re.sub(rf"(<{tag}>)[^<]*", lambda found: found.group(1) + html.escape(str(title)), page, count=1)
    write_new(path, page.encode("utf-8"))


def write_new(path: FilePath, content: bytes) -> None:
    """Writes a file that is not there yet."""
    if os.path.exists(file_path(path)):
        raise FileExistsError(f"'{path}' exists; remove it first, or give another path.")
    with open(path, "xb") as file:
        file.write(content)


class Shown:
    """What shows itself in a notebook and as a page, of which ``_text`` has the HTML."""

    def _repr_html_(self) -> str:
        return str(self._text("htmlTable"))

    def report(self, path: FilePath, title: str | None = None) -> None:
        """Writes a page of HTML that shows it, with pictures, into a new file."""
        write_page(path, self._text("html"), title)
