"""What the measurements were made on: the size of the machine, what was installed there, and the catalogue.

Nothing that names the machine, or a folder on it.
"""

from __future__ import annotations

import json
import os
import platform
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from .bench import Bench

PACKAGES = ("sphinx", "furo", "sphinx-needs", "check-jsonschema", "sphinxcontrib-mermaid")
MMDC = Path(__file__).with_name("package.json")


def machine() -> dict[str, str]:
    """Cores, memory and versions; a package that is not installed is left out."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    found = {
        "cores": str(os.cpu_count()),
        "memory": f"{memory:.0f} GiB",
        "Python": platform.python_version(),
    }
    for name in PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found | {"mmdc": pinned_mmdc()}


@cache
def pinned_mmdc() -> str:
    """The version of mmdc that npm installs."""
    pinned: dict[str, Any] = json.loads(MMDC.read_text(encoding="utf-8"))
    return str(pinned["dependencies"]["@mermaid-js/mermaid-cli"])


def catalogue_size(bench: Bench) -> dict[str, float]:
    """How many records the catalogues have, and what one of the small catalogue holds on average."""
    sizes = bench.options
    folder = str(bench.catalogue(sizes.systems))
    found: dict[str, float] = json.loads(bench.output_of("benchmarks.counting", folder))
    return {"small": sizes.systems, "large": sizes.large, "checked": sizes.records, **found}
