"""The indices of the domain: pages that Sphinx writes by itself, such as ``atlas-mechanisms.html``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, ClassVar, cast

from sphinx.domains import Index, IndexEntry

if TYPE_CHECKING:
    from .domain import AtlasDomain

#: How Sphinx marks an entry by itself, one with others under it, and one of those.
_ALONE, _HEAD, _UNDER = 0, 1, 2


class AtlasIndex(Index):
    """An index of what the project shows, under headings; it has no page where nothing is shown."""

    #: Kind of the things that it lists.
    objtype: ClassVar[str]

    def generate(self, docnames: Iterable[str] | None = None) -> tuple[list[tuple[str, list[IndexEntry]]], bool]:
        """The entries under their headings, in order.

        :param docnames: of the only documents that count; all, if none
        """
        wanted = None if docnames is None else set(docnames)
        found: dict[str, list[IndexEntry]] = {}
        for heading, entry in self.entries(cast("AtlasDomain", self.domain)):
            if wanted is None or entry.docname in wanted or not entry.docname:
                found.setdefault(heading, []).append(entry)
        return list(found.items()), False

    def entries(self, domain: AtlasDomain) -> Iterator[tuple[str, IndexEntry]]:
        """Each entry with its heading."""
        raise NotImplementedError


class SystemIndex(AtlasIndex):
    """The systems, by category and name."""

    name, localname, objtype = "systems", "Index of systems", "system"

    def entries(self, domain: AtlasDomain) -> Iterator[tuple[str, IndexEntry]]:
        """A system stands under its own category and under those that it is also in."""
        targets, directory = domain.settled_targets, domain.directory
        for category in directory.ids("category"):
            heading = directory.names["category", category]
            for id_ in directory.systems["category", category]:
                if (where := targets.get((self.objtype, id_))) is not None:
                    name, org = directory.names[self.objtype, id_], directory.organisations[id_]
                    yield heading, IndexEntry(name, _ALONE, *where, id_, "", org)


class TermIndex(AtlasIndex):
    """The terms of one kind by initial, each with the systems that use it under it."""

    def entries(self, domain: AtlasDomain) -> Iterator[tuple[str, IndexEntry]]:
        """Only terms that a page shows; of the systems, those that one shows."""
        targets, directory = domain.settled_targets, domain.directory
        for id_ in directory.ids(self.objtype):
            if (where := targets.get((self.objtype, id_))) is None:
                continue
            users = [user for user in directory.systems[self.objtype, id_] if ("system", user) in targets]
            heading = directory.names[self.objtype, id_][:1].upper()
            title = directory.title(self.objtype, id_)
            yield heading, IndexEntry(title, _HEAD if users else _ALONE, *where, "", "", "")
            for user in users:
                yield heading, IndexEntry(directory.names["system", user], _UNDER, *targets["system", user], "", "", "")


class PatternIndex(TermIndex):
    """The patterns."""

    name, localname, objtype = "patterns", "Index of patterns", "pattern"


class MechanismIndex(TermIndex):
    """The mechanisms."""

    name, localname, objtype = "mechanisms", "Index of mechanisms", "mechanism"


class GuaranteeIndex(TermIndex):
    """The guarantees."""

    name, localname, objtype = "guarantees", "Index of guarantees", "guarantee"


INDICES = (SystemIndex, PatternIndex, MechanismIndex, GuaranteeIndex)
