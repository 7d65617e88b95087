"""Values of a record as short text: figures, terms, and what stands behind them; alike in tables and diagrams."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..catalog.evidence import Evidence, State
from ..catalog.model import CaseStudy
from ..catalog.parts import Bar, Figure
from ..catalog.sections import Flow
from ..catalog.terms import TermKind
from ..catalog.vocabulary import Vocabulary

#: What is shown where nobody has stated a value.
NOT_STATED = "not stated"
#: What is shown behind a value that we conclude and no source says.
INFERRED = "(inferred)"

#: Units of time that a key may name: ``latency_p50_ms``.
_UNITS = {"ms", "us", "ns", "sec"}
#: How words are written that a slug has to write small.
_SPELLINGS = {
    word.lower(): word
    for word in (
        "ANN API APIs AWS CDN CPU CRDT DDoS DNS GPU HNSW HTTP IO IP JVM Kafka MySQL ORM QPS RAM RPC RPS SDK SLA SLO "
        "SQL SSD TCP TLS TTL UDP URL VM VMs WAL"
    ).split()
}
_SNAKE_CASE = re.compile(r"\w+(?:-\w+)*")


def source_numbers(record: CaseStudy, *evidence: Evidence) -> tuple[int, ...]:
    """The numbers of the sources behind some values, ascending, each once; ids of no source are left out."""
    numbers = {record.source_number(id_) for one in evidence for id_ in one.sources}
    return tuple(sorted(numbers - {0}))


def weakest(*evidence: Evidence) -> State:
    """What stands behind a value that follows from several: inferred or unsourced if one of them is."""
    states = {one.state for one in evidence}
    return next((state for state in (State.INFERRED, State.UNSOURCED) if state in states), State.SOURCED)


def mark(record: CaseStudy, evidence: Evidence) -> str:
    """What stands behind a value: ``[1][3]``, ``(inferred)``, or nothing for an unsourced one."""
    if evidence.inferred is not None:
        return INFERRED
    return "".join(f"[{number}]" for number in source_numbers(record, evidence))


def marked(record: CaseStudy, text: str, evidence: Evidence) -> str:
    """A text with the mark of its evidence behind it."""
    return joined((text, mark(record, evidence)))


def dated(evidence: Evidence) -> str:
    """When a value held: ``as of 2020-12``, ``historical, 2017-05``, ``historical``, or nothing."""
    if evidence.historical:
        return f"historical, {evidence.as_of}" if evidence.as_of else "historical"
    return f"as of {evidence.as_of}" if evidence.as_of else ""


def humanise(text: str) -> str:
    """A snake_case slug as words: ``per guild QPS spike``; any other text as it is."""
    return _spelt(text.replace("_", " ").strip()) if _SNAKE_CASE.fullmatch(text) else text


def _spelt(words: str) -> str:
    """Words of a slug as people write them: ``mysql qps`` is ``MySQL QPS``."""
    return " ".join(_SPELLINGS.get(word, word) for word in words.split(" "))


def headline(slug: str) -> str:
    """A slug as the name of a thing: ``hot_partition`` and ``hot-partition`` are ``Hot partition``."""
    words = humanise(slug) if "_" in slug else _spelt(slug.replace("-", " "))
    return words[:1].upper() + words[1:]


def stated(text: str | None) -> str:
    """The text in words, or ``not stated``."""
    return humanise(text) if text else NOT_STATED


def figure_text(figure: Figure) -> str:
    """A figure as written, with its kind and the unit of time that its key names: ``250 ms``, ``2.3M QPS (peak)``."""
    text = figure.quantity.text
    kind = figure.kind.value if figure.kind else ""
    return text if not kind or kind in _words(text) else f"{text} ({kind})"


def figure_name(name: str, figure: Figure) -> str:
    """What a figure is called: ``share of queries``; empty where the figure says it itself: ``72 nodes``."""
    # The name of a bar, and the one word of ours that has a hyphen.
    text, head = figure_text(figure), humanise(name.replace(Bar.FAN_OUT, "fan-out"))
    rest, _, unit = head.rpartition(" ")
    if unit in _UNITS and figure.quantity.text.endswith(unit):
        head = rest
    return "" if set(_words(head)) <= set(_words(text)) else head


def named_figure(name: str, figure: Figure) -> str:
    """A figure behind its name: ``share: 99%``; the name is left out where the figure says it: ``72 nodes``."""
    return joined((figure_name(name, figure), figure_text(figure)), ": ")


def term_label(vocabulary: Vocabulary, kind: TermKind, word: str) -> str:
    """A term's name with its parameter and scope: ``Bounded staleness (2 s)``; an unknown word in words of its own."""
    resolved = vocabulary.resolve(kind, word)
    return humanise(word) if resolved is None else joined((resolved.label, resolved.scope or ""))


def ends(record: CaseStudy, flow: Flow) -> str:
    """A flow by the names of what it joins: ``Gateway → Message log``; an unknown component by its id."""
    found = [(id_, record.component(id_)) for id_ in (flow.from_, flow.to)]
    return " → ".join(component.name if component else id_ for id_, component in found)


def joined(parts: Iterable[str], by: str = " ") -> str:
    """The parts that are not empty, joined."""
    return by.join(part for part in parts if part)


def counted(count: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun: ``1 flow``, ``3 flows``."""
    return f"{count} {noun if count == 1 else plural or f'{noun}s'}"


def _words(text: str) -> list[str]:
    """Words in lower case without a plural's s, to compare a name with a text."""
    return [word.removesuffix("s") for word in re.findall(r"[^\W_]+", text.lower())]
