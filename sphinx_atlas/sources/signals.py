"""Figures of scale in running text: each as a value that a record can hold, with the few words that say it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ..catalog.quantity import Dimension, Quantity, parse
from ..catalog.quotes import numbers_in, states
from ..catalog.units import MULTIPLIERS, NUMBER
from ..rules.quotes import MAX_WORDS

#: Words on either side that tell what a figure is about, as far as the quote has room for them.
_CONTEXT = 3
_SENTENCE = re.compile(r"[\n\r]+|(?<=[.!?])\s+(?=[A-Z0-9“\"(])")
#: A longer sentence is none, but a list or an attack; in characters.
_MAX_SENTENCE = 2000
_WORD = re.compile(r"\S+")


def _any(words: str) -> str:
    return "|".join(sorted(words.split(), key=len, reverse=True))


_MULTIPLIER = _any(" ".join(word for word in MULTIPLIERS if len(word) > 2))
_NUMERAL = _any(
    "one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty seventy "
    "eighty ninety hundred half a"
)
#: What is counted where systems are measured.
_NOUN = _any(
    """
    accounts actions appends calls channels checkpoints clients clusters connections containers cores
    customers datacenters datacentres deliveries devices documents drivers edges embeddings entities events
    files functions guilds hosts images instances invocations items jobs keys listeners logins machines
    members merchants messages metrics nodes notifications objects operations ops orders packets pages
    partitions payments people photos pins players playlists pods pops posts predictions processes products
    queries reads recipients records regions replicas requests rides riders rows searches series servers
    sessions shards sockets spans streams subscribers subscriptions tables tasks tenants tokens topics trades
    transactions trips tweets updates users vectors vertices videos viewers views visitors vms webhooks
    websites websockets workers workloads workspaces writes zones
    """
)
_SIZE = _any(
    "PB TB EB ZB PiB TiB EiB petabytes terabytes exabytes zettabytes petabyte terabyte exabyte Gbps Tbps Gb/s Tb/s"
)
_TIME = _any("second sec s minute min hour day week month year")
_EACH = rf"(?:\s(?:per|a|an|each|every)\s|\s?/\s?)(?:{_TIME})\b"
_SIGNAL = re.compile(
    rf"""
    (?<![\w.,$€£/-])
    (?P<number>
        (?:{NUMBER})(?:\s?(?:{_MULTIPLIER})\b|[KMBTk](?![A-Za-z]))?\+?(?:\s(?:{_MULTIPLIER})\b)?
      | (?:{_NUMERAL})(?:[ -](?:{_NUMERAL}))*\s(?:{_MULTIPLIER})\b
    )
    (?P<unit>
        \s?(?:(?:{_SIZE}|[GM]B(?=/|\sper))\b(?:{_EACH})?)
      | \s(?:[RQT]PS|IOPS)\b
      | \s(?:[A-Za-z][\w-]*\s){{0,2}}?(?:{_NOUN}|data\s(?:centers|centres))\b(?:{_EACH}|\s(?:daily|monthly)\b)?
    )""",
    re.VERBOSE | re.IGNORECASE,
)
#: Counts of machines and places, of which few are many; others are told from a thousand on.
_MANY_FROM = {
    "clusters": 10,
    "regions": 2,
    "zones": 3,
    "centers": 10,
    "centres": 10,
    "datacenters": 10,
    "nodes": 10,
    "servers": 10,
    "shards": 10,
    "replicas": 10,
}
#: A word with what may be the mark of a footnote, which the page sets apart from it.
_NOTE = re.compile(r"[^\W\d_]{2}\d+\W*$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_PEAK = re.compile(r"\b(?:peaks?|peaking|burst)\b", re.IGNORECASE)
_SUSTAINED = re.compile(r"\b(?:sustained|on average|average of|averages|steady)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Signal:
    """A figure of scale.

    :param key: the name that a record can have it under, such as ``requests_per_second``
    :param value: the figure as a record writes it, such as ``4 million requests per second``
    :param quote: at most twelve words of the page that say it
    :param kind: peak or sustained, where the sentence says so
    """

    key: str
    value: str
    quote: str
    kind: str | None

    @property
    def quantity(self) -> Quantity:
        """What can be computed with."""
        return parse(self.value)


def signals(text: str) -> list[Signal]:
    """The figures of scale in a text, each value once, in the order of the text."""
    found: dict[object, Signal] = {}
    said: set[str] = set()
    for sentence in _sentences(text):
        for signal in _in_sentence(sentence, said):
            value = signal.quantity
            found.setdefault((value.number, value.dimension, value.unit.casefold(), value.per), signal)
    return list(found.values())


def _sentences(text: str) -> Iterator[str]:
    """The sentences of a text, each on one line; what is too long for one, in pieces."""
    for part in _SENTENCE.split(text):
        sentence, start = " ".join(part.split()), 0
        while start < len(sentence):
            end = start + _MAX_SENTENCE
            if end < len(sentence) and (space := sentence.rfind(" ", start, end)) > start:
                end = space
            yield sentence[start:end].strip()
            start = end


def _in_sentence(sentence: str, said: set[str]) -> Iterator[Signal]:
    """The figures of a sentence, but those that were said in the same words."""
    words = [match.span() for match in _WORD.finditer(sentence)]
    for match in _SIGNAL.finditer(sentence):
        if match[0].casefold() in said:
            continue
        value = _value(match["number"], " ".join(match["unit"].split()))
        quote = _quote(sentence, words, *match.span())
        if value is None or quote is None or not _is_scale(value, match["number"]) or not states(quote, value):
            continue
        said.add(match[0].casefold())
        kind = "peak" if _PEAK.search(sentence) else "sustained" if _SUSTAINED.search(sentence) else None
        yield Signal(_key(value), value.text, quote, kind if value.is_rate else None)


def _value(number: str, unit: str) -> Quantity | None:
    """The figure, with a number in words written in digits."""
    if not number[0].isdigit() and not number.startswith("."):
        amounts = numbers_in(number)
        if len(amounts) != 1:
            return None
        word = number.rsplit(maxsplit=1)[-1].lower()
        scale = MULTIPLIERS[word]
        number = f"{(amounts.pop() / scale).normalize():f} {word}"
    try:
        return parse(f"{number} {unit}")
    except ValueError:
        return None


def _is_scale(value: Quantity, number: str) -> bool:
    if value.dimension is Dimension.DURATION:
        return False
    if value.dimension is not Dimension.COUNT:
        return True
    if _YEAR.fullmatch(number):
        return False
    noun = value.unit.split()[-1].lower() if value.unit else ""
    return value.number >= Decimal(_MANY_FROM.get(noun, 1000))


def _quote(sentence: str, words: list[tuple[int, int]], start: int, end: int) -> str | None:
    """The words that hold a figure, and some of those around it; None if they are too many."""
    inside = [number for number, (begin, stop) in enumerate(words) if stop > start and begin < end]
    first, last = inside[0], inside[-1]
    room = MAX_WORDS - (last - first + 1)
    if room < 0:
        return None
    before = min(first, _CONTEXT, room)
    after = min(len(words) - 1 - last, _CONTEXT, room - before)
    said = [sentence[begin:stop] for begin, stop in words]
    while before and _NOTE.search(said[first - before]):
        before -= 1
    while after and any(_NOTE.search(word) for word in said[last + 1 : last + after + 1]):
        after -= 1
    return sentence[words[first - before][0] : words[last + after][1]].strip(" ,;:.()[]“”\"'–—-")


def _key(value: Quantity) -> str:
    if value.dimension is Dimension.COUNT:
        noun = "_".join(re.findall(r"[a-z0-9]+", value.unit.lower())) or "count"
    else:
        noun = {Dimension.BYTES: "data", Dimension.BITS: "traffic"}.get(value.dimension, value.dimension.value)
    return f"{noun}_per_{value.per}" if value.is_rate else noun
