"""What axe-core, the usual set of accessibility rules, finds on a page.

It is installed by npm when it is first asked, in the version that ``package.json`` pins, into the folder that
``tests/mermaid/oracle.py`` uses, too.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

HERE = Path(__file__).parent

#: What is ours on a page.
OURS = ("figure.atlas-diagram", "div.atlas-table", "div.atlas-tools", "div.atlas-tabs", "[class*='atlas-']")

#: WCAG 2.2 A and AA, and what axe recommends beside them.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@cache
def install() -> Path:
    """The script, installed if it is not yet there."""
    version = json.loads((HERE / "package.json").read_text(encoding="utf-8"))["dependencies"]["axe-core"]
    cache_folder = Path(os.environ.get("SPHINX_ATLAS_TEST_CACHE") or Path.home() / ".cache" / "sphinx-atlas")
    folder = cache_folder / f"axe-core-{version}"
    script = folder / "node_modules" / "axe-core" / "axe.min.js"
    if not script.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(HERE / "package.json", folder)
        npm = shutil.which("npm")
        assert npm, "axe-core is installed by npm, which is not on the path"
        subprocess.run([npm, "install", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=folder, check=True)
    return script


def violations(page: Page, *selectors: str) -> list[str]:
    """What is wrong within the selectors, or anywhere: a line for each rule and element."""
    if not page.evaluate("'axe' in window"):
        page.add_script_tag(path=install())
    found = page.evaluate(
        """([selectors, tags]) => {
            const present = selectors.filter((selector) => document.querySelector(selector));
            const context = selectors.length ? { include: present.map((selector) => [selector]) } : document;
            return selectors.length && !present.length
                ? null
                : axe.run(context, { resultTypes: ["violations"], runOnly: tags });
        }""",
        [list(selectors), TAGS],
    )
    return [line for rule in (found["violations"] if found else []) for line in _lines(rule)]


def _lines(rule: dict[str, Any]) -> list[str]:
    return [f"{rule['id']}: {node['html'][:200]}: {node['failureSummary']}" for node in rule["nodes"]]


def rules(lines: list[str]) -> Counter[str]:
    """How many elements break each rule."""
    return Counter(line.partition(":")[0] for line in lines)
