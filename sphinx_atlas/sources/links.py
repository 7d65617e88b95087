"""Whether the addresses that records cite are alive, dead, or not to be judged by a machine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from ..catalog.finding import Finding
from ..catalog.manifest import Severity
from ..catalog.model import CaseStudy
from ..catalog.sources import Source
from ..rules.check import Problem
from .outcomes import FetchError, Outcome
from .web import Response

#: The fields of a source that hold an address.
FIELDS = ("url", "archived", "read_at")


class Life(StrEnum):
    """What is known of an address."""

    ALIVE = "alive"
    DEAD = "dead"
    UNKNOWN = "unknown"


class Answer(NamedTuple):
    """What came of asking for an address; why it is not alive, if it is not."""

    life: Life
    why: str = ""


def addresses(records: Iterable[CaseStudy]) -> list[str]:
    """Every address of some records, each once, sorted."""
    return sorted({url for record in records for source in record.sources for _field, url in _urls(source)})


def ask(url: str, fetch: Callable[[str], Response]) -> Answer:
    """Whether an address is alive."""
    try:
        fetch(url)
    except FetchError as error:
        return Answer(Life.DEAD if error.outcome is Outcome.DEAD else Life.UNKNOWN, error.reason)
    return Answer(Life.ALIVE)


def judge(records: Iterable[CaseStudy], answers: dict[str, Answer]) -> list[Problem]:
    """What is wrong with the addresses of some records, by file and line.

    Dead is an error only where no archived copy is left; unknown is a remark.
    """
    found = [problem for record in records for source in record.sources for problem in _judged(record, source, answers)]
    return sorted(found, key=lambda problem: (problem.finding.path, problem.finding.line, problem.finding.column))


def _judged(record: CaseStudy, source: Source, answers: dict[str, Answer]) -> Iterator[Problem]:
    has_copy = source.archived is not None and answers.get(source.archived, Answer(Life.DEAD)).life is not Life.DEAD
    for field, url in _urls(source):
        if (answer := answers.get(url)) is None or answer.life is Life.ALIVE:
            continue
        code, severity, message = "ATL711", Severity.INFO, f"{url} cannot be judged: {answer.why}"
        if answer.life is Life.DEAD:
            code, severity = "ATL710", Severity.WARNING
            message = f"{url} is dead: {answer.why}"
            if field == "url" and has_copy:
                message += "; its archived copy is still there"
            elif field == "url":
                severity, message = Severity.ERROR, f"{message}; cite where it is now, or add 'archived' with a copy"
        yield Problem(Finding(code, message, record.file, *source.mark(field)), severity)


def _urls(source: Source) -> Iterator[tuple[str, str]]:
    for field in FIELDS:
        if url := getattr(source, field):
            yield field, url
