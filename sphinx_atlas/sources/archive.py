"""Copies of pages at the Wayback Machine: the one that it has, else one that it is asked to make."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol
from urllib.parse import quote, urlencode

from ..catalog.sources import Source
from .outcomes import FetchError
from .web import Response

AVAILABLE = "https://archive.org/wayback/available"
SAVE = "https://web.archive.org/save/"

_COPY = re.compile(r"https?://[^/]+/web/(\d{14})(?:[a-z]{2}_)?/\S+")


class Ask(Protocol):
    """Asks a service."""

    def __call__(self, url: str, *, accept: str, is_page: bool) -> Response:
        """Its answer; raises :class:`FetchError`."""


@dataclass(frozen=True)
class Copy:
    """A copy of a page, and the day on which it was made."""

    address: str
    made: date


class NoCopy(Exception):
    """There is no copy, and none was made; the message says why."""


@dataclass(frozen=True)
class Wayback:
    """The Wayback Machine.

    :param available: address of what tells which copies it has
    :param save: address of what makes a copy, to which the page's own is appended
    """

    ask: Ask
    available: str = AVAILABLE
    save: str = SAVE

    def copy(self, source: Source) -> Copy:
        """A copy of a source that is not older than the source.

        :raises NoCopy: if none can be had
        """
        try:
            return self._existing(source) or self._made(source.url)
        except FetchError as error:
            raise NoCopy(error.reason) from None

    def _existing(self, source: Source) -> Copy | None:
        wanted = source.retrieved or source.current
        query = {"url": source.url, **({"timestamp": f"{wanted.latest:%Y%m%d}"} if wanted else {})}
        answer = self.ask(f"{self.available}?{urlencode(query)}", accept="application/json", is_page=False)
        try:
            closest: Any = json.loads(answer.text)["archived_snapshots"].get("closest", {})
            url, status = str(closest.get("url", "")), str(closest.get("status", ""))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise NoCopy("the Wayback Machine's answer is not understood") from None
        found = _copy(url) if status == "200" and closest.get("available") else None
        oldest = source.updated or source.date
        return None if found is None or (oldest and found.made < oldest.earliest) else found

    def _made(self, url: str) -> Copy:
        # What would end the path or the address is written as an escape; the rest is left as it is.
        answer = self.ask(self.save + quote(url, safe=":/?&=%@,;+$!*'()~[]"), accept="text/html", is_page=False)
        if (found := _copy(answer.url)) is None:
            raise NoCopy("the Wayback Machine made no copy")
        return found


def _copy(url: str) -> Copy | None:
    match = _COPY.fullmatch(url)
    try:
        made = datetime.strptime(match[1], "%Y%m%d%H%M%S").date() if match else None
    except ValueError:
        return None
    # It still gives addresses without encryption, for what has it.
    return Copy(re.sub(r"^http://(?=web\.archive\.org/)", "https://", url), made) if made else None
