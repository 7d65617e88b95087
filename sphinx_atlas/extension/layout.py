"""Where the pages of a catalogue lie: the same for those that a project writes and for those that are published."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..catalog.catalog import bundled
from ..catalog.terms import TermKind
from .ids import diagram_anchor, evidence_anchor, system_anchor, term_anchor

if TYPE_CHECKING:
    from .domain import AtlasDomain

#: The folder of each kind of thing that has pages.
FOLDERS: dict[str, str] = {
    "system": "systems",
    TermKind.CATEGORY: "categories",
    TermKind.PATTERN: "patterns",
    TermKind.MECHANISM: "mechanisms",
    TermKind.GUARANTEE: "guarantees",
}
#: Where the files of the default vocabulary say that they are from.
_DEFAULT = "sphinx_atlas/vocabulary/"


def page_name(id_: str) -> str:
    """The name of a thing's page in its folder."""
    return id_.lower()


def address(domain: AtlasDomain, kind: str, name: str) -> str | None:
    """Where the published catalogue (``atlas_site``) shows a thing; None for what is not of that catalogue."""
    site = domain.env.config.atlas_site
    if not site or not _is_bundled(domain, kind, name):
        return None
    folder, page, anchor = _place(domain, kind, name)
    return f"{site.rstrip('/')}/{folder}/{page_name(page)}.html#{anchor}"


def _place(domain: AtlasDomain, kind: str, name: str) -> tuple[str, str, str]:
    """Folder, page and anchor of a thing."""
    if kind == "diagram":
        return FOLDERS["system"], domain.system_of_diagram(name) or "", diagram_anchor(name)
    if kind == "evidence":
        return FOLDERS["system"], name, evidence_anchor(name)
    return FOLDERS[kind], name, system_anchor(name) if kind == "system" else term_anchor(kind, name)


def _is_bundled(domain: AtlasDomain, kind: str, name: str) -> bool:
    id_ = domain.system_of_diagram(name) if kind == "diagram" else name
    if kind in ("system", "diagram", "evidence"):
        record = domain.catalog.records.get(id_ or "")
        return record is not None and _lies_in_package(record.file)
    file = domain.catalog.vocabulary.file_of(TermKind(kind), name)
    return file is not None and (file.startswith(_DEFAULT) or _lies_in_package(file))


def _lies_in_package(file: str) -> bool:
    return Path(file).absolute().is_relative_to(bundled().absolute())
