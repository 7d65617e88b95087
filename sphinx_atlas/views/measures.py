"""How far a catalogue has come, as numbers: each is counted from the records, and named with what falls short."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from ..catalog.bars import bars
from ..catalog.catalog import Catalog
from ..catalog.evidence import State
from ..catalog.history import Activity
from ..catalog.manifest import Limits
from ..catalog.model import CaseStudy
from ..catalog.snapshot import verified
from ..catalog.sources import Source
from ..catalog.terms import TermKind
from .diagrams import kinds

#: More than this share of the systems is to have confidence A or B, in percent.
CONFIDENT = 80


@dataclass(frozen=True, slots=True)
class Measure:
    """One number about a catalogue.

    :param id: what programs know it by; it does not change
    :param value: how many there are; None where that is not known
    :param of: out of how many, or None for what is only counted
    :param target: in words, or None where the catalogue sets none
    :param is_met: whether that is enough, or None without a target
    :param lacking: what keeps it from being met, by id: systems, categories, or sources as ``CS-SLACK/post-2023``
    """

    id: str
    name: str
    value: int | None
    of: int | None = None
    target: str | None = None
    is_met: bool | None = None
    lacking: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """``5 of 13 (38%)``; the share is rounded down, so that only all is 100%."""
        if self.value is None:
            return "not known"
        if self.of is None:
            return f"{self.value:,}"
        return f"{self.value:,} of {self.of:,}" + (f" ({self.share:.0f}%)" if self.share is not None else "")

    @property
    def share(self) -> int | None:
        """In percent, rounded down; None where it is a share of nothing."""
        return 100 * self.value // self.of if self.of and self.value is not None else None


@dataclass(frozen=True)
class SystemCount:
    """What is counted of one system."""

    catalog: Catalog = field(repr=False)
    record: CaseStudy

    @property
    def limits(self) -> Limits:
        """What its catalogue judges by."""
        return self.catalog.manifests[self.record.id].limits

    @cached_property
    def kinds(self) -> list[str]:
        """The kinds of its diagrams."""
        return kinds(self.record, self.catalog.vocabulary)

    @cached_property
    def states(self) -> list[State]:
        """What stands behind each value that has its own evidence."""
        return [entry.state for entry in self.record.written_evidence()]

    @property
    def quotes(self) -> int:
        """How many values are quoted."""
        return sum(entry.quote is not None for entry in self.record.written_evidence())

    @property
    def quoted_sources(self) -> set[str]:
        """Ids of the sources that something is quoted from."""
        return {id_ for entry in self.record.written_evidence() if entry.quote for id_ in entry.sources}

    @property
    def is_large(self) -> bool:
        """Whether it meets a bar of scale by a quoted figure."""
        return any(result.met and result.is_quoted for result in bars(self.record))

    @property
    def old_sources(self) -> list[Source]:
        """Sources that were old already when the record was verified."""
        day, years = self.record.last_verified, self.limits.source_years
        return [source for source in self.record.sources if day is None or not source.is_recent(day, years)]

    @property
    def diagram_gap(self) -> str:
        """What is wrong with the number of diagrams, or nothing."""
        if len(self.kinds) < self.limits.diagrams_min:
            return f"fewer than {self.limits.diagrams_min}"
        return f"more than {self.limits.diagrams_max}" if len(self.kinds) > self.limits.diagrams_max else ""

    @property
    def is_lawful(self) -> bool:
        """Whether it is said whose texts are cited, on what terms, and how to have the record removed."""
        removal = self.catalog.manifests[self.record.id].removal_url
        return bool(self.record.attribution and self.record.license and removal)


def counts(catalog: Catalog) -> list[SystemCount]:
    """What is counted of each system, by name."""
    records = sorted(catalog.records.values(), key=lambda record: (record.name.casefold(), record.id))
    return [SystemCount(catalog, record) for record in records]


def measures(catalog: Catalog) -> list[Measure]:
    """The catalogue as a whole, against its own targets and those that hold for every catalogue."""
    systems = counts(catalog)
    targets, limits = catalog.manifest.targets, catalog.manifest.limits
    states = [state for system in systems for state in system.states]
    empty = [term.id for term in catalog.vocabulary.of(TermKind.CATEGORY) if not catalog.in_category(term.id)]
    old = [(f"{system.record.id}/{source.id}", source) for system in systems for source in system.old_sources]
    numbers = f"{limits.diagrams_min} to {limits.diagrams_max}"
    return [
        _counted("systems", "Systems", len(systems), targets.systems),
        _counted("diagrams", "Diagrams", sum(len(system.kinds) for system in systems), targets.diagrams),
        _all("categories", "Categories with a system", len(catalog.vocabulary.of(TermKind.CATEGORY)), empty),
        _confident(systems),
        _of_systems(
            "scale-evidence",
            "Systems that meet a scale bar by a quoted figure",
            systems,
            lambda system: system.is_large,
        ),
        _of_systems(
            "diagrams-each", f"Systems with {numbers} diagrams", systems, lambda system: not system.diagram_gap
        ),
        _all(
            "recency",
            f"Sources of the {limits.source_years} years before they were checked",
            sum(len(system.record.sources) for system in systems),
            [id_ for id_, _source in old],
        ),
        Measure(
            "legacy",
            "Older sources that are still canonical, with the reason",
            sum(bool(source.legacy) for _id, source in old),
        ),
        _verified(catalog, systems),
        _of_systems(
            "legal",
            "Systems with attribution, licence and a way to have them removed",
            systems,
            lambda system: system.is_lawful,
        ),
        Measure("sourced", "Values with a source", states.count(State.SOURCED), len(states)),
        Measure("inferred", "Values inferred, with the reason", states.count(State.INFERRED), len(states)),
    ]


def activity_measures(activity: Activity | None) -> list[Measure]:
    """How often the records change, and by how many hands; all not known where git cannot tell."""
    year = f" from {activity.first} to {activity.last}" if activity else ""
    commits = activity.commits if activity else ()
    numbers = [
        ("commits", f"Contributions to records{year}", len(commits), None),
        ("people", "People who contributed", activity.people if activity else None, None),
        ("added", "Records added", sum(commit.added for commit in commits), None),
        ("changed", "Changes of a record", sum(commit.changed for commit in commits), None),
        (
            "days",
            "Days on which a record changed",
            len({commit.day for commit in commits}),
            activity.days if activity else None,
        ),
    ]
    return [Measure(id_, name, value if activity else None, of) for id_, name, value, of in numbers]


def _counted(id_: str, name: str, value: int, target: int | None) -> Measure:
    return Measure(id_, name, value, None, f"{target:,}" if target else None, value >= target if target else None)


def _all(id_: str, name: str, of: int, lacking: Iterable[str]) -> Measure:
    """A share that is to be whole."""
    short = tuple(lacking)
    return Measure(id_, name, of - len(short), of, "100%", not short, short)


def _of_systems(id_: str, name: str, systems: list[SystemCount], is_good: Callable[[SystemCount], bool]) -> Measure:
    return _all(id_, name, len(systems), [system.record.id for system in systems if not is_good(system)])


def _confident(systems: list[SystemCount]) -> Measure:
    """A share that has to be larger than its target, not only as large."""
    unsure = tuple(system.record.id for system in systems if system.record.confidence not in ("A", "B"))
    value, of = len(systems) - len(unsure), len(systems)
    is_met = 100 * value > CONFIDENT * of
    return Measure("confidence", "Systems of confidence A or B", value, of, f"more than {CONFIDENT}%", is_met, unsure)


def _verified(catalog: Catalog, systems: list[SystemCount]) -> Measure:
    """Only a source that something is quoted from can be verified; nobody having looked is not yet enough."""
    name, found = "Sources whose quotes were all found on their page", verified(catalog.seen)
    cited = [
        (f"{system.record.id}/{source.id}", source.url)
        for system in systems
        for quoted in [system.quoted_sources]
        for source in system.record.sources
        if source.id in quoted
    ]
    if found is None:
        return Measure("verification", name, None, len(cited), "100%", False)
    return _all("verification", name, len(cited), [id_ for id_, url in cited if not found.get(url)])
