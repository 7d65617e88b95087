"""``sphinx-atlas sources discover``: candidates for new records, from what organisations publish."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ..catalog.catalog import Catalog, shown
from ..catalog.dates import today, years_before
from ..catalog.finding import did_you_mean
from ..catalog.manifest import Severity
from ..rules.check import Problem
from ..sources.registry import Registry
from ..sources.registry import load as load_registry
from ..views.text import counted
from .arguments import Commands, count, day, enter, load
from .console import refuse, say, write
from .web import add_web, progress, web

if TYPE_CHECKING:
    from ..sources.candidates import Candidate
    from ..sources.discovery import Discovery, Tally
    from ..sources.web import Web

#: What a shell says of a command that was stopped from the keyboard.
_STOPPED = 130


def add(commands: Commands) -> None:
    """Enter the command."""
    parser = enter(
        commands,
        "discover",
        run,
        help="write candidates for new records",
        examples={
            "sphinx-atlas sources discover": "from every feed of data/sources.yaml",
            "sphinx-atlas sources discover --org discord --dry-run --explain": "what one gives, and why not more",
        },
    )
    parser.add_argument(
        "--registry", type=Path, default=Path("data/sources.yaml"), metavar="FILE", help="default: data/sources.yaml"
    )
    parser.add_argument(
        "--out", type=Path, default=Path("data/candidates"), metavar="DIR", help="default: data/candidates"
    )
    parser.add_argument("--org", action="append", metavar="NAME", help="only this one; may be given several times")
    window = parser.add_mutually_exclusive_group()
    window.add_argument("--since", type=day, metavar="YYYY-MM-DD", help="drop what was published before that day")
    window.add_argument(
        "--window", type=count, metavar="YEARS", help="drop what is older (default: the catalogue's source_years)"
    )
    parser.add_argument("--threshold", type=_share, metavar="SCORE", help="0 to 1, instead of the registry's")
    parser.add_argument(
        "--pages", type=count, default=20, metavar="N", help="pages fetched of one feed at most (default: 20)"
    )
    parser.add_argument("--dry-run", action="store_true", help="write nothing")
    parser.add_argument("--explain", action="store_true", help="also show what falls below the threshold")
    add_web(parser)


def _share(text: str) -> float:
    try:
        share = float(text)
    except ValueError:
        share = -1
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 0 to 1")
    return share


def run(options: argparse.Namespace) -> int:
    """Look through the feeds of a registry, and write a candidate for each relevant page that no record knows yet.

    A feed that cannot be read is a warning; exit 1 if none can, or if the registry is wrong.
    """
    if not options.registry.exists():
        return refuse(f"there is no registry {shown(options.registry)}; name one with --registry")
    registry, findings = load_registry(options.registry, options.allow)
    for finding in findings:
        write(sys.stdout, str(Problem(finding, Severity.ERROR)))
    if findings or registry is None:
        return 1
    known = [organisation.org for organisation in registry.sources]
    for org in options.org or ():
        if org not in known:
            return refuse(f"no organisation {org!r} in {options.registry}{did_you_mean(org, known)}")
    with web(options) as opened:
        return _discover(options, registry, opened)


def _discover(options: argparse.Namespace, registry: Registry, opened: Web) -> int:
    from ..sources.discovery import places  # noqa: PLC0415 - the core goes without

    folder = options.registry.parent
    catalog = load([folder] if (folder / "case-studies").is_dir() else [])
    discovery = _discovery(options, registry, opened, catalog)
    todo = places(registry, shown(options.registry), options.org)
    written = 0
    try:
        with progress("Feeds", len(todo)) as advance:
            for place in todo:
                for candidate in discovery.look(place):
                    _keep(candidate, options)
                    written += 1
                advance()
    except KeyboardInterrupt:
        say(f"stopped; {counted(written, 'candidate')} found so far, each written as it was found")
        return _STOPPED
    _report(discovery.tally, written, dry=options.dry_run)
    return 1 if todo and len(discovery.tally.failed) == len(todo) else 0


def _discovery(options: argparse.Namespace, registry: Registry, opened: Web, catalog: Catalog) -> Discovery:
    from ..sources.candidates import known_pages  # noqa: PLC0415 - the core goes without
    from ..sources.discovery import Discovery  # noqa: PLC0415
    from ..sources.feeds import Entry  # noqa: PLC0415
    from ..sources.relevance import Judge, Relevance  # noqa: PLC0415

    def tell(entry: Entry, relevance: Relevance) -> None:
        if options.explain:
            say(f"dropped {entry.url}: {relevance}")

    years = catalog.manifest.limits.source_years if options.window is None else options.window
    return Discovery(
        web=opened,
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
    from ..sources.candidates import write as write_candidate  # noqa: PLC0415 - the core goes without

    path = None if options.dry_run else write_candidate(candidate, options.out, today())
    place = candidate.entry.url if path is None else path.as_posix()
    write(sys.stdout, f"{place}: {candidate.relevance}")


def _report(tally: Tally, written: int, *, dry: bool) -> None:
    for finding in tally.failed:
        say(str(Problem(finding, Severity.WARNING)))
    dropped = "".join(f", {count} {reason}" for reason, count in sorted(tally.dropped.items()))
    said = f"{counted(tally.entries, 'entry', 'entries')} looked at{dropped}"
    say(f"{counted(written, 'candidate')} {'found' if dry else 'written'}; {said}")
