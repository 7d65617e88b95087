"""The package's shape: which way its imports run, and how large its parts are."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "sphinx_atlas"
FILES = sorted(PACKAGE.rglob("*.py"))

#: Each package of the core, and what it may import of ours besides itself.
ARROWS = {
    "catalog": frozenset(),
    "rules": frozenset({"catalog"}),
    "views": frozenset({"catalog"}),
    "export": frozenset({"catalog", "rules", "views", "__version__"}),
    "mermaid": frozenset({"catalog", "views"}),
    "rendering": frozenset({"catalog", "views", "mermaid"}),
    "sources": frozenset({"catalog", "rules", "views"}),
}
FOREIGN = frozenset({"docutils", "sphinx"})

MAX_FILE_LINES = 300
MAX_FUNCTION_LINES = 50


@cache
def parsed(path: Path) -> ast.Module:
    """A module's tree, which several tests walk."""
    return ast.parse(path.read_text(encoding="utf-8"))


def shown(path: Path) -> str:
    """A file's path as a finding names it."""
    return path.relative_to(PACKAGE.parent).as_posix()


def listed(offenders: list[str]) -> str:
    """All offenders, one a line: an assertion on a list shows the first alone."""
    return "\n" + "\n".join(offenders)


def package_of(path: Path) -> str:
    """The dotted package that a file's relative imports start from."""
    return ".".join(path.relative_to(PACKAGE.parent).parent.parts)


def imports(tree: ast.AST, package: str) -> Iterator[tuple[int, str]]:
    """Line and absolute dotted name of everything imported, wherever the statement stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parents = package.split(".")
            base = parents[: len(parents) - node.level + 1] if node.level else []
            base += node.module.split(".") if node.module else []
            yield from ((node.lineno, ".".join([*base, alias.name])) for alias in node.names)


def is_allowed(name: str, package: str) -> bool:
    """Whether a module of a core package may import a name."""
    root, _, rest = name.partition(".")
    if root in FOREIGN:
        return False
    return root != PACKAGE.name or rest.partition(".")[0] in {package, *ARROWS[package]}


def core_imports(package: str) -> Iterator[tuple[str, int, str]]:
    """File, line and name of everything that a core package imports."""
    for path in FILES:
        if path.is_relative_to(PACKAGE / package):
            tree = parsed(path)
            yield from ((shown(path), line, name) for line, name in imports(tree, package_of(path)))


@pytest.mark.parametrize("package", ARROWS)
def test_arrows_run_one_way(package: str) -> None:
    assert any((PACKAGE / package).glob("*.py"))
    offenders = [
        f"{file}:{line} imports {name}" for file, line, name in core_imports(package) if not is_allowed(name, package)
    ]
    assert not offenders, listed(offenders)


@pytest.mark.parametrize(
    ("statement", "name"),
    [
        ("import sphinx.util", "sphinx.util"),
        ("from docutils import nodes", "docutils.nodes"),
        ("from .. import views", "sphinx_atlas.views"),
        ("from ..extension.nodes import diagram", "sphinx_atlas.extension.nodes.diagram"),
        ("from ... import secret", "secret"),
        ("from sphinx_atlas import cli", "sphinx_atlas.cli"),
        ("def late():\n    from .. import __version__", "sphinx_atlas.__version__"),
    ],
)
def test_a_wrong_arrow_is_seen(statement: str, name: str) -> None:
    names = [found for _, found in imports(ast.parse(statement), "sphinx_atlas.catalog")]
    assert names == [name]
    assert is_allowed(name, "catalog") is (name == "secret")


@pytest.mark.parametrize(
    ("statement", "package"),
    [
        ("from .finding import Finding", "catalog"),
        ("import yaml", "catalog"),
        ("from ..catalog.model import CaseStudy", "rules"),
        ("from sphinx_atlas.catalog import model", "views"),
        ("from ..views.diagrams.model import Diagram", "mermaid"),
    ],
)
def test_a_right_arrow_is_left_alone(statement: str, package: str) -> None:
    names = [found for _, found in imports(ast.parse(statement), f"sphinx_atlas.{package}")]
    assert names
    assert all(is_allowed(name, package) for name in names)


def test_files_are_short() -> None:
    lengths = {shown(path): len(path.read_text(encoding="utf-8").splitlines()) for path in FILES}
    offenders = [f"{file}: {length} lines" for file, length in lengths.items() if length > MAX_FILE_LINES]
    assert not offenders, listed(offenders)


def test_functions_are_short() -> None:
    offenders = [
        f"{shown(path)}:{node.lineno} {node.name}: {length} lines"
        for path in FILES
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or node.lineno) - node.lineno + 1) > MAX_FUNCTION_LINES
    ]
    assert not offenders, listed(offenders)


def test_every_module_says_what_it_is() -> None:
    offenders = [shown(path) for path in FILES if not ast.get_docstring(parsed(path))]
    assert not offenders, listed(offenders)
