"""Pages of the web, fetched politely, and no further than strangers can be trusted.

Only http and https, only public addresses at each step of a redirect, no body without an end. A host is asked one thing
at a time, with pauses, as its ``robots.txt`` allows; and where there is a cache, only whether something has changed.
"""

from __future__ import annotations

import email.utils
import logging
import time
from collections.abc import Callable, Collection
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import NamedTuple, Self

import httpx
from hishel import CacheOptions, SqliteStorage
from hishel.httpx import CacheTransport

from .addresses import Resolve, resolve
from .bodies import CODINGS, read
from .charsets import decode
from .manners import NAME, Robots, Turns
from .network import Clock, Network, Transport
from .outcomes import FAILURES, FetchError, Outcome, by_status, explained

#: Who we say we are, with an address where the owner of a host can complain.
AGENT = f"{NAME} (+https://github.com/sphinx-atlas/sphinx-atlas)"

HTML = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
#: An entry of the cache that nobody has asked for goes, in seconds.
_IDLE = 90 * 86_400
#: No pause that a host asks for counts as longer, in seconds.
_LONGEST = 1e9

# The cache reports with a traceback what it cannot store; such a page is fetched again, which is no trouble.
logging.getLogger("hishel").addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class Limits:
    """How far we go; times in seconds, sizes in bytes.

    :param delay: between two requests to a host, if its ``robots.txt`` asks for no longer one
    :param patience: the longest pause that a host can ask for and is still waited for
    :param timeout: for one wait: a connection, the next bytes
    :param total: for one request, from the connection to the last byte
    :param size: of a body, packed and unpacked
    :param tries: of a request whose host asks for a pause
    """

    delay: float = 1.0
    patience: float = 60.0
    timeout: float = 15.0
    total: float = 60.0
    size: int = 10_000_000
    redirects: int = 8
    tries: int = 3


@dataclass(frozen=True, slots=True)
class Response:
    """A page.

    :param url: where it was in the end
    :param content_type: such as ``text/html``; None where nothing is said
    :param encoding: that its header names, or None
    :param from_cache: whether it was there before, and the host said that it still holds
    """

    url: str
    status: int
    content_type: str | None
    body: bytes
    encoding: str | None
    from_cache: bool

    @property
    def outcome(self) -> Outcome:
        """OK, or NOT_MODIFIED."""
        return Outcome.NOT_MODIFIED if self.from_cache else Outcome.OK

    @property
    def text(self) -> str:
        """Its characters; see :func:`.charsets.decode`."""
        return decode(self.body, self.encoding)


class _Answer(NamedTuple):
    """What a host answered to one request."""

    response: Response
    headers: httpx.Headers


class Web:
    """Fetches pages; may be used by several threads. To be closed, or used with ``with``.

    :param cache: the folder of the cache; without it, nothing is kept
    :param allowed: ``host:port`` of hosts that may lie in a private network
    :param clock: in seconds, from any start
    """

    def __init__(
        self,
        *,
        cache: Path | None = None,
        allowed: Collection[str] = (),
        limits: Limits = Limits(),
        clock: Clock = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        resolve: Resolve = resolve,
        agent: str = AGENT,
    ) -> None:
        transport: httpx.BaseTransport = Transport(Network(resolve, frozenset(allowed), clock, limits.timeout))
        if cache is not None:
            storage = SqliteStorage(database_path=cache / "pages.db", default_tti=_IDLE)
            transport = CacheTransport(transport, storage, CacheOptions(shared=False, allow_stale=False))
        self._transport = transport
        self._limits, self._clock, self._agent = limits, clock, agent
        self._turns = Turns(clock, sleep, limits.patience)
        self._robots: dict[str, Robots | FetchError] = {}
        self._robots_locks: dict[str, Lock] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the cache."""
        self._transport.close()

    def get(self, url: str, *, accept: str = HTML, is_page: bool = True) -> Response:
        """Fetch a page.

        :param accept: the kinds of content that are wanted, as HTTP's ``Accept``
        :param is_page: False for what is meant for programs, whatever ``robots.txt`` says to those who crawl pages
        :raises FetchError: if it cannot be had, or may not
        """
        return self._follow(url, accept, self._allowed_pause if is_page else lambda _: self._limits.delay)

    def _follow(self, url: str, accept: str, pause: Callable[[httpx.URL], float]) -> Response:
        """Fetch a page through its redirects.

        :param pause: takes an address, says how long its host is left alone afterwards; raises what forbids it
        """
        try:
            target = _checked(httpx.URL(url))
            for _ in range(self._limits.redirects + 1):
                answer = self._ask(target, accept, pause(target))
                status = answer.response.status
                if status in _REDIRECTS and (location := answer.headers.get("location")):
                    target = _checked(target.join(location))
                    continue
                if failed := by_status(status):
                    raise FetchError(failed[0], url, failed[1], status)
                return answer.response
        except FetchError as error:
            raise FetchError(error.outcome, url, error.reason, error.status) from None
        except FAILURES as error:
            outcome, reason = explained(error)
            raise FetchError(outcome, url, reason) from error
        raise FetchError(Outcome.REFUSED, url, f"it redirects more than {self._limits.redirects} times")

    def _ask(self, url: httpx.URL, accept: str, pause: float) -> _Answer:
        """Send a request, and again where the host asks for a pause that we have the patience for."""
        host = url.netloc.decode()
        for _ in range(self._limits.tries):
            with self._turns.turn(host, pause):
                answer = self._send(url, accept)
                wait = _retry_after(answer)
                self._turns.hold(host, wait)
            if not wait:
                break
        return answer

    def _send(self, url: httpx.URL, accept: str) -> _Answer:
        headers = {
            "Host": url.netloc.decode(),
            "User-Agent": self._agent,
            "Accept": accept,
            "Accept-Encoding": CODINGS,
            # To our own cache, which then asks the host whether its copy still holds, however fresh it may be.
            "Cache-Control": "no-cache",
        }
        deadline = self._clock() + self._limits.total
        request = httpx.Request("GET", url.copy_with(fragment=None), headers=headers, extensions={"deadline": deadline})
        with closing(self._transport.handle_request(request)) as response:
            body = read(response, self._limits.size) if response.is_success else b""
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        from_cache = bool(response.extensions.get("caching", {}).get("from_cache"))
        page = Response(str(url), response.status_code, kind or None, body, response.charset_encoding, from_cache)
        return _Answer(page, response.headers)

    def _allowed_pause(self, url: httpx.URL) -> float:
        """The pause that is owed to a page's host; raises :class:`FetchError` where its ``robots.txt`` forbids it."""
        robots = self._robots_of(url)
        if not robots.allows(str(url)):
            raise FetchError(Outcome.REFUSED, str(url), "the robots.txt of its host forbids it")
        return min(max(self._limits.delay, robots.delay), self._limits.patience)

    def sitemaps(self, url: str) -> list[str]:
        """Where the host of a page says that its sitemaps are.

        :raises FetchError: if its ``robots.txt`` cannot be asked
        """
        return self._robots_of(httpx.URL(url)).sitemaps

    def _robots_of(self, url: httpx.URL) -> Robots:
        """What a host asks of robots: nothing, where it has no such file or does not show it.

        Where it is in trouble, nobody knows, and the page is left alone, as RFC 9309 wants.
        """
        origin = f"{url.scheme}://{url.netloc.decode()}"
        # Whoever comes second waits for what the first one learns.
        with self._robots_locks.setdefault(origin, Lock()):
            if origin not in self._robots:
                self._robots[origin] = self._asked_robots(origin)
        robots = self._robots[origin]
        if isinstance(robots, FetchError):
            # Once is enough: a host that does not answer would be waited for with each of its pages.
            raise FetchError(robots.outcome, origin, robots.reason, robots.status)
        return robots

    def _asked_robots(self, origin: str) -> Robots | FetchError:
        try:
            answer = self._follow(f"{origin}/robots.txt", "text/plain,*/*;q=0.8", lambda _: 0)
        except FetchError as error:
            is_unknown = error.status is None or error.status == 429 or error.status >= 500
            return error if is_unknown else Robots("")
        return Robots(answer.text)


def _checked(url: httpx.URL) -> httpx.URL:
    """An address, if it is one that we fetch."""
    if url.scheme not in ("http", "https") or not url.host:
        raise FetchError(Outcome.REFUSED, str(url), "it does not begin with https:// or http://")
    if url.userinfo:
        raise FetchError(Outcome.REFUSED, str(url), "it holds a user name")
    if url.port is not None and not 0 < url.port < 65_536:
        raise FetchError(Outcome.REFUSED, str(url), "this is no address")
    return url


def _retry_after(answer: _Answer) -> float:
    """The pause that a host asks for, in seconds; 0 if it asks for none."""
    if answer.response.status not in (429, 503):
        return 0
    text = answer.headers.get("retry-after", "").strip()
    if text.isdecimal() and len(text) < 10:
        return float(text)
    try:
        then, now = (email.utils.parsedate_tz(word) for word in (text, answer.headers.get("date", "")))
        pause = email.utils.mktime_tz(then) - email.utils.mktime_tz(now) if then and now else 0
    except (OverflowError, ValueError):
        return 0
    return float(min(max(pause, 0), _LONGEST))


__all__ = ["AGENT", "HTML", "FetchError", "Limits", "Outcome", "Response", "Web"]
