"""Candidates: what was found, as records that a person completes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from courlan import clean_url

from ..catalog.catalog import Catalog, shown
from ..catalog.files import write_text
from ..catalog.reader import read_file
from ..rules.addresses import page_of
from .articles import flat
from .feeds import Entry
from .registry import Organisation
from .relevance import Relevance
from .signals import Signal

#: More figures than this are left for the person who reads the page.
_MAX_FIGURES = 8
_MAX_MENTIONS = 12
_MAX_SLUG = 60
_SOURCE = "page"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A page that may tell of a system.

    :param figures: of scale, that it gives
    """

    organisation: Organisation
    entry: Entry
    relevance: Relevance
    figures: list[Signal]

    @property
    def stem(self) -> str:
        """The name of its file, without ending: the organisation and the words of the title."""
        ascii_only = unicodedata.normalize("NFKD", self.entry.title).encode("ascii", "ignore").decode()
        words = re.findall(r"[a-z0-9]+", ascii_only.lower())
        slug = ""
        for word in words or re.findall(r"[a-z0-9]+", page_of(self.entry.url).partition("/")[2].lower()) or ["page"]:
            if slug and len(slug) + len(word) >= _MAX_SLUG:
                break
            slug = f"{slug}-{word[:_MAX_SLUG]}" if slug else word[:_MAX_SLUG]
        return f"{self.organisation.org}-{slug}"

    def text(self, stem: str, today: date) -> str:
        """The file, as YAML.

        :param stem: the name that its file has got
        """
        entry, organisation = self.entry, self.organisation
        name = organisation.name or organisation.org
        source = {
            "id": _SOURCE,
            "type": "talk" if entry.is_video else "blog",
            "title": entry.title or entry.url,
            "url": entry.url,
            "date": str(entry.date) if entry.date else None,
            "retrieved": today.isoformat(),
        }
        record = {
            "id": f"CS-{stem.upper()}",
            "name": name,
            "category": organisation.category,
            "org": name,
            "scale": self._scale(),
            "sources": [_without_gaps(source)],
        }
        body = yaml.safe_dump(_without_gaps(record), sort_keys=False, allow_unicode=True, width=110)
        return "".join(f"# {line}\n" for line in self._remarks(today)) + body

    def _scale(self) -> dict[str, Any]:
        figures: dict[str, Any] = {}
        for signal in self.figures[:_MAX_FIGURES]:
            key, number = signal.key, 1
            while key in figures:
                number += 1
                key = f"{signal.key}_{number}"
            as_of = str(self.entry.date) if self.entry.date else None
            figure = {
                "value": signal.value,
                "kind": signal.kind,
                "as_of": as_of,
                "source": _SOURCE,
                "quote": signal.quote,
            }
            figures[key] = _without_gaps(figure)
        return figures

    def _remarks(self, today: date) -> Iterable[str]:
        entry, relevance = self.entry, self.relevance
        yield f"A candidate, found by `sphinx-atlas sources discover` on {today}; nobody has read it yet."
        yield f"Relevance: {flat(str(relevance))}"
        if mentions := ", ".join(map(str, relevance.mentions[:_MAX_MENTIONS])):
            yield f"Mentions: {flat(mentions)}"
        if entry.tags:
            yield f"Tags: {flat(', '.join(entry.tags))}"
        for what, there in (("title", entry.title), ("date", entry.date), ("tags", entry.tags)):
            if not there:
                yield f"Not found: its {what}."
        if self.organisation.category is None:
            yield "Not known: the category; add 'category'."
        yield "Read the page, correct what is here, add what is missing, and move the file to case-studies/<category>/."
        yield "Where the system has a record already, move the source and the figures there, and delete this file."


def _without_gaps(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in (None, {}, [])}


def key_of(url: str) -> str:
    """What tells a page from others, however its address is written."""
    return page_of(clean_url(url) or url)


def known_pages(catalog: Catalog, folder: Path, ignored: Iterable[str]) -> set[str]:
    """The pages that need no finding: those of records, of candidates in a folder, and those that are not wanted."""
    urls = {
        url
        for record in catalog.records.values()
        for source in record.sources
        for url in (source.url, source.read_at)
        if url
    }
    for path in sorted(folder.glob("*.yaml")) if folder.is_dir() else []:
        # Candidates are no records yet, and may be half-way to become ones.
        data = read_file(path, shown(path)).data
        sources = data.get("sources") if data else None
        for source in sources if isinstance(sources, list) else []:
            url = source.get("url") if isinstance(source, dict) else None
            urls |= {url} if isinstance(url, str) else set()
    return {key_of(url) for url in (*urls, *ignored)}


def write(candidate: Candidate, folder: Path, today: date) -> Path:
    """Write a candidate into a folder, whole or not at all, under a name that is free.

    :raises OSError: if it cannot be written
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = _free(candidate, folder)
    write_text(path, candidate.text(path.stem, today))
    return path


def _free(candidate: Candidate, folder: Path) -> Path:
    """The first path for a candidate that no file has."""
    path, number = folder / f"{candidate.stem}.yaml", 1
    while path.exists():
        number += 1
        path = folder / f"{candidate.stem}-{number}.yaml"
    return path
