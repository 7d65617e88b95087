"""Tools that npm installs when a test first asks for them, outside of the checkout, in the versions that are pinned."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path


def modules(source: Path) -> Path:
    """The folder ``node_modules`` with what ``package.json`` in a folder pins, installed if it is not yet there.

    :raises AssertionError: if there is no npm
    """
    pinned = json.loads((source / "package.json").read_text(encoding="utf-8"))
    names = "-".join(f"{name}-{version}" for name, version in pinned["dependencies"].items()).replace("/", "-")
    cache = Path(os.environ.get("SPHINX_ATLAS_TEST_CACHE") or Path.home() / ".cache" / "sphinx-atlas")
    folder = cache / names
    found = folder / "node_modules"
    if not all((found / name).is_dir() for name in pinned["dependencies"]):
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(source / "package.json", folder)
        npm = shutil.which("npm")
        assert npm, "npm is not on the path"
        subprocess.run([npm, "install", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=folder, check=True)
    return found
