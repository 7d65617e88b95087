"""What links, indexes and inventories say of the things of a catalogue: kept, so that none of them reads a record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from ..catalog.catalog import Catalog
from ..catalog.terms import TermKind
from ..views.terms import Usage, term_title

#: The kinds of term that have an index.
INDEXED = (TermKind.PATTERN, TermKind.MECHANISM, TermKind.GUARANTEE)


@dataclass(frozen=True)
class Directory:
    """The things of a catalogue, by kind and id.

    :param titles: how each is called in a link
    :param names: of categories, systems and indexed terms, in the order in which they are listed
    :param systems: ids of those that stand under a category or use a term
    :param organisations: id of each system to who runs it
    :param former: id of each renamed system to the ids that it had
    """

    titles: dict[tuple[str, str], str]
    names: dict[tuple[str, str], str]
    systems: dict[tuple[str, str], tuple[str, ...]]
    organisations: dict[str, str]
    former: dict[str, tuple[str, ...]]

    @classmethod
    def of(cls, catalog: Catalog) -> Self:
        """The directory of a catalogue."""
        usage, vocabulary, records = Usage(catalog), catalog.vocabulary, catalog.records
        categories = vocabulary.of(TermKind.CATEGORY)
        terms = [term for kind in INDEXED for term in sorted(vocabulary.of(kind), key=lambda one: one.name.casefold())]
        under = {("category", one.id): catalog.in_category(one.id) for one in categories}
        under |= {(str(term.kind), term.id): usage.systems(term.kind, term.id) for term in terms}
        titled = (term for kind in TermKind if kind is not TermKind.DIAGRAM for term in vocabulary.of(kind))
        systems = {("system", record.id): record.name for record in records.values()}
        return cls(
            titles=systems | {(str(term.kind), term.id): term_title(term) for term in titled},
            names=systems | {(str(term.kind), term.id): term.name for term in (*categories, *terms)},
            systems={key: tuple(record.id for record in found) for key, found in under.items()},
            organisations={record.id: record.org or "" for record in records.values()},
            former={record.id: tuple(record.former_ids) for record in records.values() if record.former_ids},
        )

    def title(self, kind: str, name: str) -> str:
        """How a thing is called in a link without a text of its own."""
        return self.titles.get((kind, name), name)

    def ids(self, kind: str) -> list[str]:
        """The things of a kind that are listed, in order."""
        return [id_ for found, id_ in self.names if found == kind]
