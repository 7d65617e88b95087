"""Where the benchmarks run: the projects, made once, and what has been measured of them."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.npm import modules

from .measure import Case, Sample, measure, run

#: The folder of the pages that our project has written for it.
WRITTEN = "catalogue"
_BUILD = "_build"
HTML = f"{_BUILD}/html"
_DOCTREES = f"{_BUILD}/doctrees"
#: Where builds and projects of earlier runs lie.
_ASIDE = "aside"
PICTURES = f"{_DOCTREES}/atlas-pictures"


@dataclass(frozen=True)
class Options:
    """How large and how often.

    :param systems: records of the small catalogue
    :param large: of the large one
    :param records: of the catalogue that is checked
    :param runs: of each command
    """

    systems: int = 125
    large: int = 1000
    records: int = 10_000
    runs: int = 3


@dataclass
class Bench:
    """One run of the benchmarks.

    Rows share the projects, but no measurement: what is compared has to run side by side.

    :param folder: where the projects lie; bare ones that are there already are kept, the others made anew
    :param samples: what was measured for the row at hand, by name
    :param made: the folders that were written by this run
    """

    folder: Path
    options: Options
    say: Callable[[str], object] = lambda text: None
    samples: dict[str, Sample] = field(default_factory=dict)
    made: set[Path] = field(default_factory=set)

    def measure(self, cases: Mapping[str, Case]) -> None:
        """Measure commands that are held against one another."""
        self.enter(measure(cases, self.options.runs, self.say))

    def enter(self, samples: Mapping[str, Sample]) -> None:
        """Add runs to those that there are."""
        for name, sample in samples.items():
            self.samples.setdefault(name, Sample()).runs += sample.runs

    def seconds(self, name: str) -> float:
        """The median of what has been measured."""
        return self.samples[name].seconds

    def project(self, kind: str, count: int, renderer: str = "client") -> Path:
        """A project, written by another process so that this one stays small."""
        path = self.folder / f"{kind}-{count}-{renderer}"
        # Titles do not change, and take longest to build.
        if self._is_to_be_made(path, keep=kind == "bare"):
            self.say(f"writing {kind}, {count} systems")
            run([sys.executable, "-m", "benchmarks.projects", kind, str(path), str(count), "--renderer", renderer])
        return path

    def catalogue(self, count: int) -> Path:
        """A catalogue alone."""
        path = self.folder / f"catalogue-{count}"
        if self._is_to_be_made(path):
            self.say(f"writing a catalogue of {count}")
            run([sys.executable, "-m", "benchmarks.generator", str(path), "--count", str(count)])
        return path

    def _is_to_be_made(self, path: Path, *, keep: bool = False) -> bool:
        """Whether this run has not made a folder yet; what is there from before is put aside, or kept."""
        if path in self.made or (keep and path.is_dir()):
            return False
        put_aside(path, self.folder)
        self.made.add(path)
        return True

    def output_of(self, module: str, *arguments: str) -> str:
        """What a module prints that is run as a command."""
        command = [sys.executable, "-m", module, *arguments]
        return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout

    def mmdc(self) -> str:
        """The program mmdc; npm installs it where it is not yet there."""
        return str(modules(Path(__file__).parent) / ".bin" / "mmdc")


def put_aside(path: Path, folder: Path) -> None:
    """Move a folder that is in the way, if it is there, to others of its kind in the benchmarks' folder.

    It is not removed: for minutes after thousands of files have gone, ext4 makes new ones up to nine times as slowly,
    as it leaves alone what has just become free.
    """
    if path.is_dir():
        aside = folder / _ASIDE
        aside.mkdir(exist_ok=True)
        path.rename(Path(tempfile.mkdtemp(dir=aside)) / path.name)


def remove_old(folder: Path) -> None:
    """Remove what has been put aside."""
    shutil.rmtree(folder / _ASIDE, ignore_errors=True)


def build(project: Path, *more: str) -> list[str]:
    """The command that builds a project; a warning fails it."""
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-b", "html", "-d", str(project / _DOCTREES), *more]
    return [*command, str(project), str(project / HTML)]


def clean(project: Path, *more: str, keep_pictures: bool = False) -> Case:
    """A build from nothing.

    :param keep_pictures: except for the cache of pictures
    """

    def before() -> None:
        kept = project / "pictures"
        if keep_pictures and (project / PICTURES).is_dir():
            (project / PICTURES).rename(kept)
        put_aside(project / _BUILD, project.parent)
        if _writes(project):
            put_aside(project / WRITTEN, project.parent)
        if kept.is_dir():
            (project / PICTURES).parent.mkdir(parents=True)
            kept.rename(project / PICTURES)

    return Case(build(project, *more), before)


def again(project: Path, edit: Callable[[], object] = lambda: None) -> Case:
    """A build of what is built already, after an edit."""
    ready: list[bool] = []

    def before() -> None:
        if not ready:
            run(build(project))
            ready.append(True)
        edit()

    return Case(build(project), before)


def _writes(project: Path) -> bool:
    """Whether the pages are written by the build itself."""
    return "atlas_pages" in (project / "conf.py").read_text(encoding="utf-8")
