"""``sphinx-atlas sources verify``: whether the cited pages hold what is quoted of them."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ..catalog.catalog import Catalog, shown
from ..catalog.dates import today
from ..catalog.files import write_text
from ..catalog.finding import Finding
from ..catalog.manifest import Severity
from ..catalog.snapshot import NAME, PageSeen, Result, Snapshot, read_snapshot
from ..rules.check import Problem
from ..sources.snapshots import changes, dumped, merged
from ..views.text import counted
from .arguments import Commands, add_paths, add_systems, chosen, enter, load, own
from .console import refuse, say, write
from .web import add_web, progress, web

if TYPE_CHECKING:
    from ..sources.verify import Verification

_FOUND = {
    Result.EXACT: "word for word",
    Result.NORMALISED: "in another typography",
    Result.NUMBER: "with a number in another form",
}


def add(commands: Commands) -> None:
    """Enter the command."""
    parser = enter(
        commands,
        "verify",
        run,
        help="look for every quote in the page that it is quoted from",
        examples={
            "sphinx-atlas sources verify": "every quote of the catalogue in ./data",
            "sphinx-atlas sources verify --system CS-DISCORD": "those of one system",
        },
    )
    add_paths(parser)
    add_systems(parser)
    parser.add_argument(
        "--snapshot", type=Path, metavar="FILE", help=f"what remembers the pages; else {NAME} beside the records"
    )
    add_web(parser)


def run(options: argparse.Namespace) -> int:
    """Look for every quote in the page that it is quoted from, and remember what each page held; exit 1 if one is
    missing. A page that cannot be reached says nothing, and keeps what was last found in it.
    """
    catalog = load(options.paths)
    if (ids := chosen(catalog, options.system)) is None:
        return 2
    # The catalogue of the package is not ours to write in.
    folders = catalog.folders if own(options.paths) else []
    if len(folders) > 1 and not options.snapshot:
        return refuse("each of several catalogues has its own snapshot: name one catalogue, or a file with --snapshot")
    path = options.snapshot or (folders[0] if folders else Path()) / NAME
    if (before := _before(path)) is None:
        return refuse(f"{shown(path)} cannot be read; mend or remove it")
    verification, is_whole = _looked(catalog, ids, options)
    now = verification.pages(today())
    _report(verification, before, now)
    # What no record cites any more may go, where every record was asked.
    keeps_all = not is_whole or options.system or not all(place.is_dir() for place in options.paths)
    cited = {source.url for record in catalog.records.values() for source in record.sources}
    write_text(path, dumped(merged(before, now, lambda address: keeps_all or address in cited)))
    if not is_whole:
        return 130
    return 1 if verification.misses() else 0


def _before(path: Path) -> Snapshot | None:
    """What was remembered; None after it has been said why it cannot be read."""
    snapshot, findings = read_snapshot(path, shown(path))
    for finding in findings:
        say(str(Problem(finding, Severity.ERROR)))
    return None if findings else snapshot


def _looked(catalog: Catalog, ids: list[str], options: argparse.Namespace) -> tuple[Verification, bool]:
    """What was found, and whether all was looked at."""
    with web(options) as opened:
        from ..sources.citations import cited, claims  # noqa: PLC0415 - the core goes without
        from ..sources.verify import Interrupted, verify  # noqa: PLC0415

        quoted = claims(catalog.records[id_] for id_ in ids)
        with progress("Pages", len(cited(quoted))) as advance:
            try:
                return verify(quoted, opened.get, lambda look: advance()), True
            except Interrupted as stopped:
                return stopped.verification, False


def _report(verification: Verification, before: Snapshot, now: list[PageSeen]) -> None:
    for miss in verification.misses():
        message = f"{miss.quote!r} is not in {miss.address}: {miss.why}"
        write(sys.stdout, str(Problem(Finding("ATL324", message, miss.file, *miss.mark), Severity.ERROR)))
    changed = changes(before, now)
    for change in changed:
        if change.lost:
            lost = ", ".join(map(repr, change.lost))
            write(sys.stdout, f"{change.address} has changed since {change.since}, and no longer holds {lost}")
    for look in verification.looks.values():
        if look.unreachable:
            say(f"{look.page.address}: unreachable: {look.unreachable}")
        elif look.unreadable:
            say(f"{look.page.address}: unreadable: {look.unreadable}")
    counts = verification.count()
    kinds = ", ".join(f"{counts[result]} {words}" for result, words in _FOUND.items() if counts[result])
    found = sum(counts[result] for result in _FOUND)
    say(
        f"{counted(len(verification.claims), 'quote')} of {counted(len(verification.looks), 'page')}: {found} found"
        f"{f' ({kinds})' if kinds else ''}, {counts[Result.MISSING]} missing, {counts[None]} not to be looked for; "
        f"{counted(len(changed), 'page has', 'pages have')} changed"
    )
