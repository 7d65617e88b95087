"""What a reviewer of a record wants to know, as far as a machine can: the fields of a pull request, filled in.

A box is ticked by the rules that ``check`` runs: nothing is judged here that is not judged there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .catalog.bars import BarResult, bars
from .catalog.catalog import Catalog
from .catalog.manifest import Severity
from .catalog.model import CaseStudy
from .catalog.sources import SourceRole
from .rules.check import Problem
from .views.diagrams import kinds
from .views.text import NOT_STATED, counted, figure_text

#: A pull request with a new system brings at least so many diagrams.
DIAGRAMS_MIN = 10
#: Of a box that cannot be ticked, at most so many problems are told; the check lists all.
_TOLD = 3
#: What Markdown or HTML would take for its own.
_MARKUP = re.compile(r"[\\`*_{}\[\]<>#|~&!]")


@dataclass(frozen=True, slots=True)
class Box:
    """One box of the review.

    :param holds: whether the rules found nothing against it; None where a person has to judge
    :param said: what the record holds, or what was found, in a line
    """

    title: str
    holds: bool | None
    said: str


@dataclass(frozen=True, slots=True)
class Review:
    """The fields of a pull request that brings a record, and the boxes of its review."""

    id: str
    name: str
    fields: tuple[Box, ...]
    boxes: tuple[Box, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing that a machine can judge speaks against it."""
        return all(box.holds is not False for box in (*self.fields, *self.boxes))


def review(catalog: Catalog, record: CaseStudy, problems: list[Problem]) -> Review:
    """The review of one record.

    :param problems: what the check found in the catalogue
    """
    own = [problem for problem in problems if problem.finding.path == record.file]
    return Review(record.id, record.name, _fields(catalog, record, own), _boxes(record, own))


def _fields(catalog: Catalog, record: CaseStudy, problems: list[Problem]) -> tuple[Box, ...]:
    drawn = len(kinds(record, catalog.vocabulary))
    return (
        _judged("System YAML", f"{record.file} is complete", [one for one in problems if _is_error(one)]),
        Box("Diagrams", drawn >= DIAGRAMS_MIN, f"{counted(drawn, 'diagram')}; at least {DIAGRAMS_MIN} are wanted"),
        _ruled("Sources", _sources(record), problems, "ATL702", "ATL703"),
        _ruled("Scale evidence", _scale(record), problems, "ATL401", "ATL402", "ATL322", "ATL323"),
        _written(
            "Confidence", (record.confidence, record.confidence_rationale), problems, "ATL307", "ATL308", "ATL309"
        ),
    )


def _boxes(record: CaseStudy, problems: list[Problem]) -> tuple[Box, ...]:
    guarantees = counted(len(record.guarantees), "guarantee")
    return (
        _written("Recency verified", (record.last_verified,), problems, "ATL50"),
        _ruled("Scale bar met", _met(record), problems, "ATL40"),
        _ruled("Guarantees mapped", guarantees, problems, "ATL204", "ATL205", "ATL206", "ATL305", "ATL306"),
        _ruled("Patterns identified", _patterns(record), problems, "ATL202", "ATL203", "ATL207", "ATL208", "ATL210"),
        _written("Terms written", (record.license, record.attribution), problems, "ATL701", "ATL320"),
        Box("Sources accessible", None, "see what the checks of addresses and quotations say"),
        Box("Legal cleared", None, "our own words and drawings: for a person to judge"),
    )


def _ruled(title: str, said: str, problems: list[Problem], *codes: str) -> Box:
    """A box that some rules speak for; a code may be the beginning of several."""
    return _judged(title, said, [one for one in problems if one.finding.code.startswith(codes)])


def _written(title: str, values: tuple[object, ...], problems: list[Problem], *codes: str) -> Box:
    """A box for what has to be in the record, and that some rules speak for."""
    said = "; ".join(str(value) if value else NOT_STATED for value in values)
    return _ruled(title, said, problems, *codes) if all(values) else Box(title, False, said)


def _judged(title: str, said: str, against: list[Problem]) -> Box:
    if not against:
        return Box(title, True, said)
    told = [f"{one.finding.code} in line {one.finding.line}: {one.finding.message}" for one in against[:_TOLD]]
    more = [f"and {len(against) - _TOLD} more"] if len(against) > _TOLD else []
    return Box(title, False, "; ".join([*told, *more]))


def _is_error(problem: Problem) -> bool:
    return problem.severity is Severity.ERROR


def _sources(record: CaseStudy) -> str:
    primary = sum(source.role is SourceRole.PRIMARY for source in record.sources)
    return f"{counted(len(record.sources), 'source')}, {primary} primary"


def _scale(record: CaseStudy) -> str:
    """The quoted figures that meet a bar."""
    found = [
        f"{_bar(result)}: {figure_text(result.figure)}, in the words of the page “{result.figure.evidence.quote}”"
        for result in bars(record)
        if result.met and result.is_quoted and result.figure
    ]
    return "; ".join(found) or NOT_STATED


def _met(record: CaseStudy) -> str:
    return ", ".join(_bar(result) for result in bars(record) if result.met) or "none"


def _bar(result: BarResult) -> str:
    return result.bar.value.replace("_", "-")


def _patterns(record: CaseStudy) -> str:
    used = record.patterns
    names = [used.primary, *used.overlays, *used.micro_patterns] if used else []
    return counted(sum(name is not None for name in names), "pattern")


def unread(catalog: Catalog, problems: list[Problem]) -> list[Problem]:
    """What was found in files that hold no record that could be read, and so have no review."""
    files = {record.file for record in catalog.records.values()}
    return [problem for problem in problems if problem.finding.path not in files and _is_error(problem)]


def as_markdown(reviews: list[Review], unread: list[Problem]) -> str:
    """The reviews, and what could not be read, as a comment on a pull request."""
    lines = "".join(f"- {_safe(str(problem))}\n" for problem in unread)
    failed = [f"### Not readable\n\n{lines}"] if unread else []
    return "\n".join([*map(_system, reviews), *failed])


def _system(entry: Review) -> str:
    fields = "".join(f"- {_sign(box)} **{box.title}:** {_safe(box.said)}\n" for box in entry.fields)
    boxes = "".join(f"- [{'x' if box.holds else ' '}] {box.title}: {_safe(box.said)}\n" for box in entry.boxes)
    return f"### {_safe(entry.name)} (`{entry.id}`)\n\n{fields}\n{boxes}"


def _sign(box: Box) -> str:
    return "☑" if box.holds else "☒"


def _safe(text: str) -> str:
    """A text of a record, as itself in Markdown: nothing in it is markup, and nobody is called by it."""
    escaped = _MARKUP.sub(lambda match: f"&#{ord(match[0])};", " ".join(text.split()))
    return escaped.replace("@", "@\N{ZERO WIDTH SPACE}")
