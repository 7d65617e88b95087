"""Whether the cited pages hold what records quote of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from ..catalog.finding import Mark
from ..catalog.snapshot import Looked, PageSeen, Result
from .citations import Cited, Claim, cited
from .many import in_order
from .outcomes import FetchError
from .pages import Reading, Unreadable, is_video, read, text_address
from .quotes import find
from .web import Response

Fetch = Callable[[str], Response]


@dataclass(frozen=True)
class Look:
    """A look at one page.

    :param read: where its text was in the end
    :param seen: each quote to what became of it; none, where nothing can be said
    :param digest: of its main text; empty where there is none
    :param unreadable: why not all could be searched, or empty
    :param unreachable: why it was not fetched, or empty
    """

    page: Cited
    read: str = ""
    seen: dict[str, Looked] = field(default_factory=dict)
    digest: str = ""
    unreadable: str = ""
    unreachable: str = ""


class Miss(NamedTuple):
    """A quote that none of its sources holds."""

    file: str
    mark: Mark
    quote: str
    address: str
    why: str


@dataclass
class Verification:
    """All that was looked at.

    :param looks: address to look, in the order of the addresses
    """

    claims: list[Claim]
    looks: dict[str, Look]

    def misses(self) -> list[Miss]:
        """Every quote that was looked for in all its sources and stands in none, by file and line."""
        return [
            Miss(claim.record.file, claim.mark, claim.quote, claim.sources[0].url, self._why(claim))
            for claim in self.claims
            if self._result(claim) is Result.MISSING
        ]

    def _why(self, claim: Claim) -> str:
        looks = [self.looks[source.url].seen[claim.quote] for source in claim.sources]
        return next((looked.why for looked in looks if looked.why), "")

    def _result(self, claim: Claim) -> Result | None:
        """What became of a claim's quote in the best of its sources; None while one is not read that may hold it."""
        results = [
            looked.result if (look := self.looks.get(source.url)) and (looked := look.seen.get(claim.quote)) else None
            for source in claim.sources
        ]
        found = next((result for result in results if result and result.is_found), None)
        return found or (None if None in results else Result.MISSING)

    def count(self) -> dict[Result | None, int]:
        """How many claims ended each way."""
        results = [self._result(claim) for claim in self.claims]
        return {result: results.count(result) for result in (*Result, None)}

    def pages(self, today: date) -> list[PageSeen]:
        """What the pages held that could be fetched."""
        by_quote: dict[tuple[str, str], list[Result | None]] = {}
        for claim in self.claims:
            for source in claim.sources:
                by_quote.setdefault((source.url, claim.quote), []).append(self._result(claim))
        return [
            PageSeen(
                address=address,
                checked=today,
                read=look.read if look.read != address else None,
                digest=look.digest or None,
                unreadable=look.unreadable or None,
                quotes=dict(_settled(address, look, by_quote)),
            )
            for address, look in self.looks.items()
            if not look.unreachable
        ]


def _settled(
    address: str, look: Look, by_quote: dict[tuple[str, str], list[Result | None]]
) -> Iterator[tuple[str, Looked]]:
    """The quotes of a page; one that another source of the claim holds, or may hold, is not missing from this one."""
    for quote, looked in sorted(look.seen.items()):
        ends = by_quote[address, quote]
        if looked.result.is_found or Result.MISSING in ends:
            yield quote, looked
        elif None not in ends:
            yield quote, Looked(result=Result.ELSEWHERE)


def verify(claims: list[Claim], fetch: Fetch, done: Callable[[Look], None] = lambda look: None) -> Verification:
    """Look for each quote in each page that it names.

    :param fetch: raises :class:`FetchError`; is called by several threads
    :param done: is told each page when it has been looked at
    :raises Interrupted: with what has been looked at, if somebody does not want to wait
    """
    verification = Verification(claims, {})
    try:
        for look in in_order(cited(claims), lambda page: look_at(page, fetch)):
            verification.looks[look.page.address] = look
            done(look)
    except KeyboardInterrupt:
        raise Interrupted(verification) from None
    return verification


class Interrupted(Exception):
    """Somebody did not want to wait; what has been looked at till then comes along."""

    def __init__(self, verification: Verification) -> None:
        super().__init__("interrupted")
        self.verification = verification


def look_at(page: Cited, fetch: Fetch) -> Look:
    """Look for a page's quotes at the first of its places that can be read."""
    unreachable: list[str] = []
    unreadable = ""
    for place in page.places:
        if is_video(place):
            unreadable = unreadable or "a video: what is said in it is not in its page"
            continue
        try:
            answer = fetch(text_address(place))
            reading = read(answer)
        except FetchError as error:
            unreachable.append(error.reason)
        except Unreadable as reason:
            unreadable = unreadable or str(reason)
        else:
            at = place if answer.url == text_address(place) else answer.url
            return _searched(page, at, reading)
    if unreadable:
        return Look(page, page.address, unreadable=unreadable)
    return Look(page, unreachable=unreachable[0])


def _searched(page: Cited, at: str, reading: Reading) -> Look:
    verdicts = {quote: find(quote, reading.page) for quote in page.quotes}
    seen = {
        quote: Looked(result=verdict.result, why=verdict.why or None)
        for quote, verdict in verdicts.items()
        if verdict.result.is_found or not reading.doubt
    }
    return Look(page, at, seen, reading.digest, reading.doubt if len(seen) < len(verdicts) else "")
