"""Manners: what a host's ``robots.txt`` asks for, and that a host is asked one thing at a time, with pauses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock

from protego import Protego

from .network import Clock

#: The name that ``robots.txt`` can address.
NAME = "sphinx-atlas"


class Robots:
    """What one host's ``robots.txt`` asks for (RFC 9309)."""

    def __init__(self, text: str) -> None:
        self._rules = Protego.parse(text)

    def allows(self, url: str) -> bool:
        """Whether a page may be fetched."""
        return bool(self._rules.can_fetch(url, NAME))

    @property
    def sitemaps(self) -> list[str]:
        """The addresses of sitemaps that are named."""
        return list(self._rules.sitemaps)

    @property
    def delay(self) -> float:
        """The pause that is asked for, in seconds; 0 where none is."""
        return float(self._rules.crawl_delay(NAME) or 0)


class Busy(Exception):
    """A host has asked to be left alone for longer than anybody waits.

    :param seconds: that are left
    """

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


@dataclass
class _Host:
    lock: Lock = field(default_factory=Lock)
    #: when it may be asked again, by the clock
    free_at: float = float("-inf")


class Turns:
    """Lets threads take turns at each host.

    :param patience: how long is waited at most, in seconds
    """

    def __init__(self, clock: Clock, sleep: Callable[[float], None], patience: float) -> None:
        self._clock, self._sleep, self._patience = clock, sleep, patience
        self._hosts: dict[str, _Host] = defaultdict(_Host)
        self._lock = Lock()

    @contextmanager
    def turn(self, name: str, pause: float) -> Iterator[None]:
        """Be the only one who asks a host, and have it left alone for a pause afterwards.

        :raises Busy: if it asked for a longer pause than anybody waits
        """
        host = self._host(name)
        with host.lock:
            left = host.free_at - self._clock()
            if left > self._patience:
                raise Busy(left)
            if left > 0:
                self._sleep(left)
            try:
                yield
            finally:
                host.free_at = max(host.free_at, self._clock() + pause)

    def hold(self, name: str, seconds: float) -> None:
        """Note that a host asks to be left alone; to be called in one's turn."""
        host = self._host(name)
        host.free_at = max(host.free_at, self._clock() + seconds)

    def _host(self, name: str) -> _Host:
        with self._lock:
            return self._hosts[name]
