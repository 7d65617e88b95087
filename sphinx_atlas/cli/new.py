"""``sphinx-atlas new``: the file in which a record begins."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from ..catalog.catalog import Catalog
from ..catalog.files import write_text
from ..catalog.finding import did_you_mean
from ..catalog.sections import ID
from ..catalog.skeleton import skeleton
from ..catalog.terms import TermKind
from .arguments import HERE, Commands, enter
from .console import refuse, say


def add(commands: Commands) -> None:
    """Enter the command."""
    parser = enter(
        commands,
        "new",
        run,
        help="begin a record",
        examples={
            "sphinx-atlas new CS-SIGNAL --category messaging --org 'Signal Foundation'": (
                "data/case-studies/messaging/signal.yaml"
            ),
            "sphinx-atlas new CS-ELEMENT --category messaging --out element.yaml": "a file of your own choice",
        },
    )
    parser.add_argument("id", metavar="CS-ID", help="of the system: CS-ORG or CS-ORG-PRODUCT")
    parser.add_argument("--category", required=True, metavar="CATEGORY", help="id of a category")
    parser.add_argument("--name", help="of the system; else made from its id")
    parser.add_argument("--org", help="the organisation that runs it")
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help="the file; else ./data/case-studies/CATEGORY/SYSTEM.yaml"
    )


def run(options: argparse.Namespace) -> int:
    """Begin a record: a file with every field and what it is for, in which check finds only what you have to write."""
    is_here = HERE.joinpath("case-studies").is_dir()
    catalog = Catalog.load([HERE]) if is_here else Catalog()
    category = catalog.vocabulary.resolve(TermKind.CATEGORY, options.category)
    why_not = _wrong_id(catalog, options.id)
    if category is None:
        categories = [term.id for term in catalog.vocabulary.of(TermKind.CATEGORY)]
        hint = did_you_mean(options.category, categories)
        why_not = why_not or f"unknown category {options.category!r}{hint}; there are {', '.join(categories)}"
    if category is None or why_not:
        return refuse(why_not or "")
    words = options.id.removeprefix("CS-")
    file = options.out
    if file is None:
        if not is_here:
            return refuse(f"there is no catalogue in ./{HERE}; give --out FILE")
        file = HERE / "case-studies" / category.term.id / f"{words.lower()}.yaml"
        file.parent.mkdir(exist_ok=True)
    if file.exists():
        return refuse(f"{file} exists; choose another file with --out")
    name = options.name or words.replace("-", " ").title()
    write_text(file, skeleton(options.id, category.term.id, name=name, org=options.org))
    say(f"{file} begun; fill it in, then: sphinx-atlas check {file}")
    return 0


def _wrong_id(catalog: Catalog, id_: str) -> str | None:
    """Why an id cannot be a new system's, or None."""
    if not ID.fullmatch(id_):
        words = re.findall(r"[A-Z0-9]+", id_.upper())
        meant = "-".join(["CS", *words[words[:1] == ["CS"] :]])
        hint = f"; did you mean {meant!r}?" if ID.fullmatch(meant) else ""
        return f"{id_!r} is no id: write CS-ORG or CS-ORG-PRODUCT in capitals, digits and hyphens{hint}"
    if taken := catalog.resolve_id(id_):
        return f"{id_!r} is taken by {catalog.records[taken].file}"
    return None
