"""A Sphinx project in a folder, with a small catalogue of its own, built in this process."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from sphinx.testing.util import SphinxTestApp

from tests.extension import remembered
from tests.records import good_record

CONF = """
extensions = ["sphinx_atlas"]
atlas_catalogs = ["catalog"]
atlas_as_of = "2026-01-10"
html_theme = "basic"
project, version, copyright = "Tests", "1", "nobody"
nitpicky = True
"""

#: For many builds of a whole catalogue: most terms get no page, so that each is quick. Goes with :data:`TERM_LIST`.
FEW_TERMS = """
atlas_pages = "catalogue"
templates_path = ["_templates"]
exclude_patterns = ["_build", "_templates", "catalog"] + [
    f"catalogue/{folder}/{name}*"
    for folder in ("patterns", "mechanisms", "guarantees") for name in ("[!ipt]", "i[!n]", "p[!aeiu]", "t[!u]")
]
"""
#: The template of their lists, at ``_templates/atlas/terms.rst.jinja``.
TERM_LIST = """{{ title | heading }}

.. atlas-index:: {{ what }}

.. toctree::
   :hidden:

{% for name in names if name[:2] in ("in", "pa", "pe", "pi", "pu", "tu") %}
   {{ name }}
{% endfor %}
"""


@dataclass
class Build:
    """What one build did."""

    app: SphinxTestApp
    #: names of the documents that were read
    read: list[str]
    warnings: str
    failed: bool = False
    #: names of the documents that were written, read or not
    written: list[str] = field(default_factory=list)

    @property
    def out(self) -> Path:
        """Where it was written to."""
        return Path(self.app.outdir)

    def html(self, name: str = "index") -> str:
        """A page as text."""
        return (self.out / f"{name}.html").read_text(encoding="utf-8")


@dataclass
class Project:
    """Sources that can be built again and again, as a user does."""

    root: Path

    def write(self, name: str, text: str) -> Path:
        """Write a file of the project."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def record(self, text: str, name: str = "messaging/ferry.yaml") -> Path:
        """Write a record of its catalogue."""
        return self.write(f"catalog/case-studies/{name}", text)

    def with_few_terms(self) -> Project:
        """The same, with the template that :data:`FEW_TERMS` needs."""
        self.write("_templates/atlas/terms.rst.jinja", TERM_LIST)
        return self

    def build(self, builder: str = "html", *, fresh: bool = False, strict: bool = False, **config: Any) -> Build:
        """Build it; a second build takes up the environment of the first. Whatever Sphinx raises is raised."""
        read: list[str] = []
        written: list[str] = []
        warning = io.StringIO()
        app = SphinxTestApp(
            builder,
            srcdir=self.root,
            builddir=self.root / "_build",
            freshenv=fresh,
            warning=warning,
            confoverrides=dict(config),
            exception_on_warning=False,
        )
        object.__setattr__(app, "warningiserror", strict)
        app.connect("source-read", lambda _app, docname, _source: read.append(docname))
        app.connect("doctree-resolved", lambda _app, _doctree, docname: written.append(docname))
        try:
            app.build()
        finally:
            app.cleanup()
        said = re.sub(r"\x1b\[[\d;]*m", "", warning.getvalue())
        return Build(app, sorted(read), said, bool(app.statuscode), sorted(written))

    def build_in_parallel(self) -> Path:
        """Build it with four processes, apart from this one: a process with threads, as pytest's are, must not fork."""
        out = self.root / "_build" / "parallel"
        command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-j", "4", str(self.root), str(out)]
        done = subprocess.run(command, check=False, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        assert done.returncode == 0, done.stdout
        return out


@pytest.fixture(scope="session", autouse=True)
def _remembered() -> Iterator[None]:
    """Whatever Sphinx makes anew in each build, though it is the same in all of them, is made once."""
    with pytest.MonkeyPatch.context() as patch:
        remembered.templates(patch)
        remembered.stems(patch)
        remembered.drawings(patch)
        yield


@pytest.fixture
def make_project(tmp_path: Path) -> Callable[..., Project]:
    """Makes a project of one page and one good record."""

    def make(index: str = "", conf: str = "", name: str = "project") -> Project:
        project = Project(tmp_path / name)
        project.write("conf.py", CONF + conf)
        project.write("index.rst", f"Start\n=====\n\n{index}\n")
        project.record(good_record())
        return project

    return make


def ids(html: str) -> list[str]:
    """Every id on a page."""
    return re.findall(r'\sid="([^"]+)"', html)
