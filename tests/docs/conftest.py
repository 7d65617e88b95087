"""The pages of the documentation that are made from the code, built without the theme and the catalogue's own pages."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from sphinx.testing.util import SphinxTestApp

DOCS = Path(__file__).resolve().parents[2] / "docs"

CONF = f"""
import sys
sys.path.insert(0, {str(DOCS / "_ext")!r})
extensions = ["sphinx_atlas", "myst_parser", "atlas_docs"]
exclude_patterns = ["examples"]
html_theme = "basic"
project, version, copyright = "Tests", "1", "nobody"
"""

INDEX = """
Index
=====

.. toctree::

   writing
   reference/index
"""


@dataclass
class Site:
    """What was built."""

    out: Path
    warnings: list[str]

    def page(self, name: str) -> BeautifulSoup:
        """A page by its name."""
        return _parsed(self.out / f"{name}.html")


@cache
def _parsed(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The reference pages and the tutorial, built once."""
    root = tmp_path_factory.mktemp("docs")
    shutil.copytree(DOCS / "reference", root / "reference")
    shutil.copytree(DOCS / "examples", root / "examples")
    shutil.copy(DOCS / "writing.rst", root / "writing.rst")
    (root / "index.rst").write_text(INDEX, encoding="utf-8")
    (root / "conf.py").write_text(CONF, encoding="utf-8")
    warnings = io.StringIO()
    app = SphinxTestApp("html", srcdir=root, warning=warnings)
    try:
        app.build()
    finally:
        app.cleanup()
    yield Site(Path(app.outdir), warnings.getvalue().splitlines())
