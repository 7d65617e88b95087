"""One small project, built with each theme: the pages that the tests open."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.records import good_record

ROOT = Path(__file__).parents[2]

#: Each theme and the colour schemes it has.
THEMES = {
    "furo": ("light", "dark"),
    "pydata_sphinx_theme": ("light", "dark"),
    "sphinx_rtd_theme": ("light",),
    "alabaster": ("light",),
}

#: Every directive that has a look of its own, each on a page of its own. A new one is one line here.
PAGES = {
    "system": ".. atlas-system:: CS-FERRY-CHAT",
    "table": ".. atlas-table:: failures\n   :system: CS-FERRY-CHAT",
    "diagram": ".. atlas-diagram:: BP\n   :system: CS-FERRY-CHAT",
    "term": ".. atlas-term:: per_key_order",
    "systems": ".. atlas-index:: systems",
    "categories": ".. atlas-index:: categories",
    "mechanisms": ".. atlas-index:: mechanisms",
    "category": ".. atlas-category:: messaging",
    "matrix": ".. atlas-matrix:: mechanisms",
    "compare": ".. atlas-compare:: CS-FERRY-CHAT CS-BARGE",
    "coverage": ".. atlas-coverage::\n\n.. atlas-coverage:: systems",
    "sources": ".. atlas-sources::\n\n.. atlas-sources:: CS-FERRY-CHAT",
    # What the script and the style expect, at its largest: see contract.py.
    "index-contract": ".. contract-table:: index",
    "matrix-contract": ".. contract-table:: matrix",
    "compare-contract": ".. contract-table:: compare",
    "coverage-contract": ".. contract-table:: coverage",
}

#: A page without us, to compare with: as many sections as a system has, a link, code and a table.
PLAIN = """
A paragraph with a `link <https://example.org/>`_ and ``code``.

.. list-table::
   :header-rows: 1

   * - Name
     - Value
   * - One
     - 1
""" + "".join(f"\nSection {number:02}\n----------\n\nA paragraph.\n" for number in range(1, 11))

CONF = """
extensions = ["sphinx_atlas", "tests.browser.contract"]
atlas_catalogs = ["catalog"]
atlas_as_of = "2026-01-10"
project, version, copyright = "Tests", "1", "nobody"
language = "en"
html_theme = {theme!r}
"""


def build(folder: Path, theme: str) -> Path:
    """Build the project; returns the folder of its pages."""
    source = folder / "source"
    _write(source / "conf.py", CONF.format(theme=theme))
    toctree = "\n   ".join(["plain", *PAGES])
    _write(source / "index.rst", f"Start\n=====\n\n.. toctree::\n\n   {toctree}\n")
    _write(source / "plain.rst", f"Plain\n=====\n{PLAIN}")
    for name, directive in PAGES.items():
        title = name.capitalize()
        _write(source / f"{name}.rst", f"{title}\n{'=' * len(title)}\n\n{directive}\n")
    records = source / "catalog" / "case-studies" / "messaging"
    _write(records / "ferry.yaml", good_record())
    other = good_record().replace("former_ids: [CS-FERRY]\n", "").replace("id: CS-FERRY-CHAT", "id: CS-BARGE")
    _write(records / "barge.yaml", other.replace("name: Ferry Chat", "name: Barge"))
    out = folder / "html"
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", str(source), str(out)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        command, check=False, text=True, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    assert done.returncode == 0, done.stdout
    return out


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
