"""``sphinx-atlas sources discover``: candidates for new records, from what organisations publish."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from ..catalog.catalog import Catalog
from ..catalog.dates import today, years_before
from ..catalog.finding import Finding, did_you_mean
from ..catalog.manifest import Severity
from ..rules.check import Problem
from ..views.text import counted
from .arguments import Commands, day, load
from .console import refuse, say, write
from .extras import needs
from .fetching import add_fetching, open_web

if TYPE_CHECKING:
    from ..sources.candidates import Candidate
    from ..sources.discovery import Discovery, Place, Tally
    from ..sources.registry import Registry
    from ..sources.web import Web

#: What a shell says of a command that was stopped from the keyboard.
_STOPPED = 130


def add(commands: Commands) -> None:
    """Enter the command."""
    parser = commands.add_parser("discover", help="write candidates for new records", description=run.__doc__)
    parser.add_argument(
        "--registry", type=Path, default=Path("data/sources.yaml"), metavar="FILE", help="default: %(default)s"
    )
    parser.add_argument(
        "--out",
        type=Path,
        default=Path("data/candidates"),
        metavar="DIR",
        help="of the candidates (default: %(default)s)",
    )
    parser.add_argument("--org", action="append", metavar="NAME", help="only this one; may be given several times")
    window = parser.add_mutually_exclusive_group()
    window.add_argument("--since", type=day, metavar="YYYY-MM-DD", help="drop what was published before that day")
    window.add_argument("--window", type=int, metavar="YEARS", help="drop what is older (default: as for sources, 5)")
    parser.add_argument("--threshold", type=float, metavar="SCORE", help="0 to 1, instead of the registry's")
    parser.add_argument("--pages", type=int, default=20, metavar="N", help="pages fetched of one feed (default: 20)")
    parser.add_argument("--dry-run", action="store_true", help="write nothing")
    parser.add_argument("--explain", action="store_true", help="also show what falls below the threshold")
    add_fetching(parser)
    parser.set_defaults(run=run)


@needs("sources")
def run(options: argparse.Namespace) -> int:
    """Look through the feeds of a registry, and write a candidate for each relevant page that no record knows yet."""
    from ..sources.registry import load as load_registry  # noqa: PLC0415 - of an extra

    registry, findings = load_registry(options.registry, options.allow)
    for finding in findings:
        write(sys.stdout, str(Problem(finding, Severity.ERROR)))
    if findings or registry is None:
        return 1
    known = [organisation.org for organisation in registry.sources]
    for org in options.org or ():
        if org not in known:
            return refuse(f"no organisation {org!r} in {options.registry}{did_you_mean(org, known)}")
    with open_web(options) as web:
        return _discover(options, registry, web)


def _discover(options: argparse.Namespace, registry: Registry, web: Web) -> int:
    from ..sources.discovery import places  # noqa: PLC0415 - of an extra

    folder = options.registry.parent
    catalog = load([folder] if (folder / "case-studies").is_dir() else [])
    discovery = _discovery(options, registry, web, catalog)
    todo = places(registry, options.org)
    written = 0
    try:
        with _progress(len(todo)) as progress:
            for place in todo:
                progress.advance(place.url)
                for candidate in discovery.look(place):
                    _keep(candidate, options)
                    written += 1
    except KeyboardInterrupt:
        say(f"stopped; {counted(written, 'candidate')} found so far, each written as it was found")
        return _STOPPED
    _report(discovery.tally, options.registry, written, dry=options.dry_run)
    return 1 if todo and len(discovery.tally.failed) == len(todo) else 0


def _discovery(options: argparse.Namespace, registry: Registry, web: Web, catalog: Catalog) -> Discovery:
    from ..sources.candidates import known_pages  # noqa: PLC0415 - of an extra
    from ..sources.discovery import Discovery  # noqa: PLC0415
    from ..sources.feeds import Entry  # noqa: PLC0415
    from ..sources.relevance import Judge, Relevance  # noqa: PLC0415

    def tell(entry: Entry, relevance: Relevance) -> None:
        if options.explain:
            say(f"dropped {entry.url}: {relevance}")

    years = catalog.manifest.limits.source_years if options.window is None else options.window
    return Discovery(
        web=web,
        judge=Judge(registry.groups, catalog.vocabulary),
        known=known_pages(catalog, options.out, registry.ignore),
        today=today(),
        since=options.since or years_before(today(), years),
        pages=options.pages,
        threshold=registry.threshold if options.threshold is None else options.threshold,
        tell=tell,
    )


def _keep(candidate: Candidate, options: argparse.Namespace) -> None:
    """Write a candidate, and say so on standard output: its file, or in a dry run its page, and its score."""
    from ..sources.candidates import write as write_candidate  # noqa: PLC0415 - of an extra

    path = None if options.dry_run else write_candidate(candidate, options.out, today())
    place = candidate.entry.url if path is None else path.as_posix()
    write(sys.stdout, f"{place}: {candidate.relevance}")


def _report(tally: Tally, registry: Path, written: int, *, dry: bool) -> None:
    for place, reason in tally.failed:
        say(str(Problem(_unreadable(place, reason, registry), Severity.WARNING)))
    dropped = "".join(f", {count} {reason}" for reason, count in sorted(tally.dropped.items()))
    said = f"{counted(tally.entries, 'entry', 'entries')} looked at{dropped}"
    say(f"{counted(written, 'candidate')} {'found' if dry else 'written'}; {said}")


def _unreadable(place: Place, reason: str, registry: Path) -> Finding:
    where = place.where
    line, column = where.mark("url") if where.is_written("url") else where.mark()
    return Finding("ATL907", f"{place.url}: {reason}", registry.as_posix(), line, column)


class _Progress(Protocol):
    def advance(self, what: str) -> None: ...


class _Silent:
    def advance(self, what: str) -> None:
        """Nothing: nobody looks on."""


@contextmanager
def _progress(total: int) -> Iterator[_Progress]:
    """A bar on a terminal; elsewhere nothing."""
    if not sys.stderr.isatty():
        yield _Silent()
        return
    from rich.console import Console  # noqa: PLC0415 - of an extra
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)

        class Bar:
            begun = 0

            def advance(self, what: str) -> None:
                """Show what is looked at now; what was before it is done."""
                bar.update(task, completed=self.begun, description=what[:60])
                self.begun += 1

        yield Bar()
