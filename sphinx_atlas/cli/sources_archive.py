"""``sphinx-atlas sources archive``: copies of the cited pages, and their addresses in the records."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ..catalog.files import write_bytes
from ..catalog.model import CaseStudy
from ..catalog.sources import Source
from ..views.text import counted
from .arguments import Commands, add_paths, add_systems, chosen, count_from_1, enter, own, sound
from .console import refuse, say, write
from .web import add_web, progress, web

if TYPE_CHECKING:
    from ..sources.archive import Copy

#: The Wayback Machine lets a stranger save some fifteen pages a minute.
_DELAY = 5


def add(commands: Commands) -> None:
    """Enter the command."""
    parser = enter(
        commands,
        "archive",
        run,
        help="have copies of the cited pages kept, and write their addresses into the records",
        examples={
            "sphinx-atlas sources archive data": "every source of ./data without a copy",
            "sphinx-atlas sources archive --limit 20 data": "until twenty have one; the next run goes on",
        },
    )
    add_paths(parser)
    add_systems(parser)
    parser.add_argument("--limit", type=count_from_1, metavar="N", help="end when so many copies are written down")
    parser.add_argument("--available", metavar="URL", help="what tells which copies there are")
    parser.add_argument("--save", metavar="URL", help="what makes a copy; the page's address is appended")
    add_web(parser, _DELAY)


def run(options: argparse.Namespace) -> int:
    """Have the Wayback Machine keep a copy of each cited page that has none, and write its address into the record, as
    'archived' behind 'url'; nothing else in the file is changed. A record is written as soon as it has its copy, so the
    command can be stopped at any time, and goes on where it was. Exit 1 if a record could not be written.
    """
    if not own(options.paths):
        return refuse("there is no catalogue in ./data; name the one whose records are to be written")
    if (catalog := sound(options.paths)) is None:
        return 1
    if (ids := chosen(catalog, options.system)) is None:
        return 2
    records = (catalog.records[id_] for id_ in ids)
    wanted = [(record, source) for record in records for source in record.sources if source.archived is None]
    asked = kept = unwritten = 0
    with web(options, patient=True) as opened, progress("Pages", len(wanted)) as advance:
        from ..sources.archive import AVAILABLE, SAVE, NoCopy, Wayback  # noqa: PLC0415 - the core goes without
        from ..sources.editing import NotEdited  # noqa: PLC0415

        wayback = Wayback(opened.get, options.available or AVAILABLE, options.save or SAVE)
        for record, source in wanted:
            if kept == options.limit:
                break
            asked += 1
            try:
                copy = wayback.copy(source)
                _write(record, source, copy)
            except NoCopy as why:
                say(f"{_place(record, source)}: no copy of {source.url}: {why}")
            except NotEdited as why:
                unwritten += 1
                say(f"{_place(record, source)}: error {copy.address} is not written down: {why}")
            else:
                kept += 1
                write(sys.stdout, f"{record.file}: {source.url} of {copy.made}: {copy.address}")
            advance()
    say(f"{counted(asked, 'page')} without a copy: {kept} archived, {asked - kept} not")
    return 1 if unwritten else 0


def _place(record: CaseStudy, source: Source) -> str:
    line, column = source.mark("url")
    return f"{record.file}:{line}:{column}"


def _write(record: CaseStudy, source: Source, copy: Copy) -> None:
    """Add a copy's address to the record as it stands on the disk now."""
    from ..sources.editing import with_copy  # noqa: PLC0415 - the core goes without

    path = Path(record.file)
    text = path.read_bytes().decode("utf-8")
    write_bytes(path, with_copy(text, source.url, copy.address).encode())
