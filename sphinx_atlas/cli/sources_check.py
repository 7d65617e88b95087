"""``sphinx-atlas sources check``: whether the cited addresses are still there."""

from __future__ import annotations

import argparse
from collections import Counter

from ..catalog.dates import today
from ..rules.check import has_errors
from ..views.text import counted
from .arguments import Commands, add_paths, add_systems, chosen, enter, load
from .console import say
from .formats import Format, Report, emit
from .web import add_web, progress, web

_FORMATS = (Format.TEXT, Format.JSON, Format.GITHUB)


def add(commands: Commands) -> None:
    """Enter the command."""
    parser = enter(
        commands,
        "check",
        run,
        help="ask every address whether it is still there",
        examples={
            "sphinx-atlas sources check": "every address of the catalogue in ./data",
            "sphinx-atlas sources check --format github data": "as annotations of a pull request",
        },
    )
    add_paths(parser)
    add_systems(parser)
    parser.add_argument(
        "--format",
        choices=[one.value for one in _FORMATS],
        default=Format.TEXT.value,
        help="of the report (default: text)",
    )
    add_web(parser)


def run(options: argparse.Namespace) -> int:
    """Ask every cited address whether it is still there: alive, dead, or unknown where a wall against robots or a
    server in trouble answers. Exit 1 only if one is dead and has no archived copy.
    """
    catalog = load(options.paths)
    if (ids := chosen(catalog, options.system)) is None:
        return 2
    records = [catalog.records[id_] for id_ in ids]
    with web(options) as opened:
        from ..sources.links import addresses, ask, judge  # noqa: PLC0415 - the core goes without
        from ..sources.many import in_order  # noqa: PLC0415

        urls, answers = addresses(records), {}
        with progress("Addresses", len(urls)) as advance:
            for url, answer in zip(urls, in_order(urls, lambda url: ask(url, opened.get)), strict=True):
                answers[url] = answer
                advance()
    report = Report(tuple(judge(records, answers)), len(records), today())
    emit(report, Format(options.format))
    lives = Counter(answer.life.value for answer in answers.values())
    say(f"{counted(len(urls), 'address', 'addresses')}: {', '.join(f'{lives[life]} {life}' for life in sorted(lives))}")
    return 1 if has_errors(list(report.problems)) else 0
