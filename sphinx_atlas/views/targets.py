"""What a catalogue means to hold, and what it holds of that: named systems by category, and milestones."""

from __future__ import annotations

from dataclasses import dataclass

from ..catalog.catalog import Catalog
from ..catalog.manifest import Milestone, NamedSystem
from ..catalog.model import CaseStudy
from ..catalog.terms import TermKind
from .measures import SystemCount, counts


@dataclass(frozen=True, slots=True)
class Gap:
    """One category, and the systems named for it.

    :param covered: each with its record
    """

    category: str
    covered: tuple[tuple[NamedSystem, CaseStudy], ...]
    missing: tuple[NamedSystem, ...]

    @property
    def size(self) -> int:
        """How many are named."""
        return len(self.covered) + len(self.missing)


def gaps(catalog: Catalog) -> list[Gap]:
    """Every category, in the vocabulary's order, with what is named for it and what of that is missing."""
    found = []
    for term in catalog.vocabulary.of(TermKind.CATEGORY):
        named = [one for one in catalog.manifest.targets.named if _category(catalog, one.category) == term.id]
        pairs = [(one, _record(catalog, one.id)) for one in named]
        covered = tuple((one, record) for one, record in pairs if record is not None)
        found.append(Gap(term.id, covered, tuple(one for one, record in pairs if record is None)))
    return found


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one milestone is.

    :param present: the records of its priorities
    :param absent: ids of the priorities that have none
    :param categories: id of each category that it is about, to the number of systems in it
    :param named: number of the systems that are named for those categories and the ones before
    :param kinds: each kind of diagram that it asks for, to the number of systems that have one
    :param filled: categories that are not empty, of ``category_count``
    """

    milestone: Milestone
    systems: int
    diagrams: int
    present: tuple[CaseStudy, ...]
    absent: tuple[str, ...]
    categories: dict[str, int]
    named: int
    kinds: dict[str, int]
    filled: int
    category_count: int

    @property
    def is_met(self) -> bool:
        """Whether all that it asks for is there; how many diagrams each system has is told, not asked for."""
        goal = self.milestone
        return (
            self.systems >= goal.systems
            and self.diagrams >= goal.diagrams
            and not self.absent
            and all(self.categories.values())
            and all(self.kinds.values())
            and (not goal.every_category or self.filled == self.category_count)
        )

    @property
    def each(self) -> str:
        """Diagrams for each system: ``12`` or ``12–15``, or nothing."""
        goal = self.milestone
        least, most = goal.each_min or goal.each_max, goal.each_max or goal.each_min
        return "" if least is None else f"{least}" if least == most else f"{least}–{most}"

    @property
    def arithmetic(self) -> str | None:
        """What systems times diagrams gives, and whether that is the number of diagrams asked for."""
        goal = self.milestone
        ends = sorted({each for each in (goal.each_min, goal.each_max) if each})
        if not ends:
            return None
        sums = ", ".join(f"{goal.systems} × {each} = {goal.systems * each:,}" for each in ends)
        if goal.systems * ends[0] >= goal.diagrams:
            return sums
        return f"{sums}; {goal.diagrams:,} needs {goal.diagrams / goal.systems:g} each"

    @property
    def shortfall(self) -> str | None:
        """How many systems nobody has named yet, where fewer are named than it asks for."""
        goal = self.milestone
        if not self.categories or self.named >= goal.systems:
            return None
        return f"{self.named} named in the categories so far, {goal.systems - self.named} fewer than it asks for"


def progress(catalog: Catalog) -> list[Progress]:
    """Every milestone, in the order of the manifest."""
    systems, by_category = counts(catalog), {gap.category: gap.size for gap in gaps(catalog)}
    so_far: dict[str, None] = {}
    found = []
    for goal in catalog.manifest.targets.milestones:
        about = [id_ for word in goal.categories if (id_ := _category(catalog, word))]
        so_far |= dict.fromkeys(about)
        pairs = [(id_, _record(catalog, id_)) for id_ in goal.priority]
        found.append(
            Progress(
                goal,
                systems=len(systems),
                diagrams=sum(len(system.kinds) for system in systems),
                present=tuple(record for _id, record in pairs if record is not None),
                absent=tuple(id_ for id_, record in pairs if record is None),
                categories={id_: len(catalog.in_category(id_)) for id_ in about},
                named=sum(by_category[id_] for id_ in so_far),
                kinds={kind: sum(_has(system, kind) for system in systems) for kind in goal.kinds},
                filled=sum(bool(catalog.in_category(id_)) for id_ in by_category),
                category_count=len(by_category),
            )
        )
    return found


def _has(system: SystemCount, kind: str) -> bool:
    """Whether a system has a diagram of a kind, such as ``DR``, or of a family, such as ``SCALE-{TIER}``."""
    head, brace, _slot = kind.partition("{")
    return any(found.startswith(head) if brace else found == kind for found in system.kinds)


def _category(catalog: Catalog, word: str) -> str | None:
    resolved = catalog.vocabulary.resolve(TermKind.CATEGORY, word)
    return resolved.term.id if resolved else None


def _record(catalog: Catalog, id_: str) -> CaseStudy | None:
    """The record with an id, also where it has another one now."""
    return catalog.records.get(catalog.resolve_id(id_) or "")
