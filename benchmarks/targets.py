"""The targets, and what is measured for each.

A row is measured by a function that fills in its targets: what ours takes, and what the other takes. What bounds a
target that is missed is said here, by somebody who has looked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .bench import Bench

GIBIBYTE = 2**30


@dataclass(frozen=True)
class Measured:
    """Ours and theirs; theirs is None where the target is a number, not a ratio."""

    ours: float
    theirs: float | None = None

    @property
    def value(self) -> float:
        """What is held against the limit."""
        return self.ours if self.theirs is None else self.ours / self.theirs


@dataclass(frozen=True)
class Target:
    """What is to be reached.

    :param id: of its row and its place there: ``1.2``
    :param what: is compared; ``{small}`` stands for the number of records in the small catalogue
    :param theirs: what ours is held against; nothing where the limit is not a ratio
    :param unit: of what is measured: ``s``, ``GiB``, …
    :param at_least: whether the limit is a least one
    :param bounded_by: what keeps it from being reached, where it is not
    """

    id: str
    what: str
    theirs: str
    limit: float
    unit: str = "s"
    at_least: bool = False
    bounded_by: str = ""

    @property
    def row(self) -> int:
        """The number of its row."""
        return int(self.id.partition(".")[0])

    def is_met(self, measured: Measured) -> bool:
        """Whether it is reached."""
        return measured.value >= self.limit if self.at_least else measured.value <= self.limit

    def missed_by(self, measured: Measured) -> float:
        """How many times too much, or too little, it is."""
        return self.limit / measured.value if self.at_least else measured.value / self.limit


Measure = Callable[[Bench], dict[str, Measured]]
#: The rows by number: what measures each.
ROWS: dict[int, Measure] = {}

TARGETS = (
    Target(
        "1.1",
        "{small} systems, clean build",
        "hand-written pages",
        0.5,
        bounded_by="About half of our time is Sphinx's and the theme's own, for what both show: transforms, HTML, "
        "sidebars and the search index; that alone is more than a third of the hand-written build. The rest makes, "
        "packs and resolves our nodes: a page has 3,400, one by hand 2,600, since ours know their evidence, terms and "
        "tabs.",
    ),
    Target(
        "1.2",
        "{small} systems, clean build",
        "sphinx-needs",
        0.3,
        bounded_by="What Sphinx and the theme take for the same content, without us, is about 0.4 of the build with "
        "sphinx-needs; see 1.1.",
    ),
    Target(
        "2.1",
        "{large} systems, clean build",
        "hand-written pages",
        0.2,
        bounded_by="It is the content of pages, see 1.1, no longer their navigation: with as much time for each system "
        "as at 125 it would be 0.3.",
    ),
    Target("3.1", "seconds a system, {large} systems", "{small} systems", 1.2),
    Target("3.2", "memory, {large} systems, clean build", "", 1.0, "GiB"),
    Target(
        "4.1",
        "{large} systems, nothing changed",
        "the pages without us",
        1.3,
        bounded_by="The pages without us are titles alone. Over a quarter of our time is Sphinx's for what ours hold: "
        "it reads and writes the search index of all texts and an inventory of twenty thousand things, though "
        "nothing changed. An eighth is importing us.",
    ),
    Target(
        "4.2",
        "{large} systems, one record edited",
        "the pages without us, nothing changed",
        1.5,
        bounded_by="One record is read and judged, and one page written, but lists across systems are made of all "
        "records: taking the others from what is kept of them is over a third of the time.",
    ),
    Target("5.1", "check, a record of {checked}", "check-jsonschema", 0.1, "ms"),
    Target("5.2", "check, a record of {checked}", "a catalogue a tenth as large", 1.2, "ms"),
    Target("5.3", "memory, check of {checked} records", "", 1.0, "GiB"),
    Target("6.1", "{small} systems, times as fast with -j 2", "hand-written pages", 1.0, "×", at_least=True),
    Target("7.1", "a diagram drawn", "mmdc", 0.01, "ms"),
    Target("7.2", "bytes of a picture", "mmdc", 0.2, "kB"),
    Target("7.3", "{small} systems, clean build, pictures in the cache", "no pictures", 1.05),
)


def row(number: int) -> Callable[[Measure], Measure]:
    """Enter what measures a row."""

    def enter(measure: Measure) -> Measure:
        ROWS[number] = measure
        return measure

    return enter
