"""The package is small: fewer than 900 lines of code, the generated part among them."""

import ast
import tokenize
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[3] / "main" / "python"
NO_CODE = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}


def lines_of_code(path):
    """The lines with a token of code, without comments and the docstrings of modules, classes and functions."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    nodes = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, documented)]
    docs = [node.body[0] for node in nodes if ast.get_docstring(node) is not None]
    with tokenize.open(path) as file:
        tokens = [token for token in tokenize.generate_tokens(file.readline) if token.type not in NO_CODE]
    code = {line for token in tokens for line in range(token.start[0], token.end[0] + 1)}
    return len(code - {line for doc in docs for line in range(doc.lineno, doc.end_lineno + 1)})


def test_the_package_has_fewer_than_900_lines_of_code():
    files = [*PACKAGE.glob("tare_spark/*.py"), *PACKAGE.glob("org/**/*.py")]
    assert len(files) > 10
    assert sum(map(lines_of_code, files)) < 900
