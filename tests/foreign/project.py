"""The documentation of another project, built from its sdist: once with a page of ours, once with a plain page there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

#: A page of the project: its name, and its body without us and with us.
PAGE = "case-study"
TITLE = "How others do it\n================\n\n"
PLAIN = "Words alone.\n"
OURS = """\
.. atlas-system:: CS-SLACK

.. atlas-matrix:: mechanisms

As :atlas:system:`CS-SLACK` does, with :atlas:value:`CS-SLACK confidence`.
"""

#: At the end of the first page; no reader sees it there, and every theme's navigation takes it up.
TOCTREE = f"\n\n.. toctree::\n   :hidden:\n   :maxdepth: 1\n\n   {PAGE}\n"

#: Nothing is asked of other hosts; a build without them warns of what it does not find there.
OFFLINE = "\nintersphinx_mapping = {}\n"
WITH_US = '\nextensions = [*extensions, "sphinx_atlas"]\n'


@dataclass(frozen=True)
class Site:
    """What a build wrote, and how often it gave each warning, whatever folder it lay in."""

    out: Path
    warnings: Counter[str]

    def files(self) -> dict[str, bytes]:
        """Every file by its name, as it stands."""
        return {
            path.relative_to(self.out).as_posix(): path.read_bytes()
            for path in self.out.rglob("*")
            if path.is_file() and ".doctrees" not in path.parts
        }


@dataclass(frozen=True)
class Foreign:
    """An sdist, unpacked.

    :param root: its folder
    :param installed: a folder with the package and its metadata, which the documentation imports
    """

    root: Path
    installed: Path

    @property
    def docs(self) -> Path:
        """Where its documentation lies."""
        return self.root / "docs"

    def build(self, folder: Path, page: str, settings: str = "") -> Site:
        """Build a copy with one more page."""
        copied = Foreign(Path(shutil.copytree(self.root, folder / "project")), self.installed)
        _append(copied.docs / "conf.py", OFFLINE + settings)
        _append(copied.docs / "index.rst", TOCTREE)
        (copied.docs / f"{PAGE}.rst").write_text(TITLE + page, encoding="utf-8")
        out = folder / "html"
        said = run("-m", "sphinx", "-q", copied.docs, out, path=self.installed)
        return Site(out, Counter(line.replace(str(folder), "") for line in said.splitlines()))


def unpack(sdist: Path, folder: Path) -> Foreign:
    """Unpack an sdist, and install its package beside it."""
    with tarfile.open(sdist) as archive:
        if hasattr(tarfile, "data_filter"):
            archive.extraction_filter = tarfile.data_filter  # since 3.11.4
        archive.extractall(folder)
    (root,) = folder.iterdir()
    installed = folder / "installed"
    run("-m", "pip", "install", "--quiet", "--no-deps", "--target", installed, sdist)
    return Foreign(root, installed)


def run(*command: str | Path, path: Path | None = None) -> str:
    """Run this Python, and return what it said; a failure shows all of it.

    :param path: a folder to import from first
    """
    environment = {**os.environ, "PYTHONPATH": str(path)} if path else None
    done = subprocess.run(
        [sys.executable, *command],
        check=False,
        text=True,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    assert done.returncode == 0, f"{' '.join(map(str, command))}\n{done.stdout}"
    return done.stdout


def _append(path: Path, text: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(text)
