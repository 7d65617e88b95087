"""Web sites on loopback, and a clock that nobody waits for.

``site`` is a server of this test's own: ``site.pages[path] = reply(...)``; a page may also be a function of the request.
``browse(**options)`` opens a :class:`Web` that may visit it, closed when the test ends.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from sphinx_atlas.sources.web import Limits, Web


@pytest.fixture(name="cache_home", autouse=True)
def _cache_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test keeps pages in the folder of whoever runs it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache-home"))


@dataclass
class Reply:
    """What a page answers; a body in pieces is sent piece by piece, as they are made."""

    body: bytes | Iterable[bytes] = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Request:
    """What was asked for."""

    path: str
    headers: Message


Page = Reply | Callable[[Request], Reply]


def reply(
    body: str | bytes | Iterable[bytes] = b"", kind: str = "text/html", *, status: int = 200, **headers: str
) -> Reply:
    """A reply; ``last_modified="…"`` is the header ``Last-Modified``."""
    content = body.encode() if isinstance(body, str) else body
    named = {name.replace("_", "-").title(): value for name, value in headers.items()}
    return Reply(content, status, {"Content-Type": kind, **named})


def redirect(to: str, status: int = 302) -> Reply:
    """A redirect."""
    return reply(status=status, location=to)


def zipped(body: str | bytes, kind: str = "text/html") -> Reply:
    """A reply packed as gzip."""
    content = body.encode() if isinstance(body, str) else body
    return reply(gzip.compress(content, mtime=0), kind, content_encoding="gzip")


class Site:
    """A web site on loopback.

    :ivar pages: path, with its query, to what it answers; others are not found
    :ivar requests: what was asked for, ``robots.txt`` aside
    """

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {"/robots.txt": Reply(status=404)}
        self.requests: list[Request] = []
        self._server = _Server(("127.0.0.1", 0), _handler(self))
        self._thread = Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    @property
    def host(self) -> str:
        """Host and port."""
        return f"127.0.0.1:{self._server.server_port}"

    @property
    def port(self) -> int:
        """Port."""
        return self._server.server_port

    def url(self, path: str = "/") -> str:
        """The address of a page."""
        return f"http://{self.host}{path}"

    @property
    def paths(self) -> list[str]:
        """The paths that were asked for, in that order."""
        return [request.path for request in self.requests]

    def close(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Nothing: whoever hangs up in the middle means to."""


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            request = Request(self.path, self.headers)
            if self.path != "/robots.txt":
                site.requests.append(request)
            page = site.pages.get(self.path, Reply(b"not found", 404))
            answer = page if isinstance(page, Reply) else page(request)
            try:
                self._answer(answer)
            except OSError:
                self.close_connection = True

        def _answer(self, answer: Reply) -> None:
            self.send_response_only(answer.status)
            pieces = [answer.body] if isinstance(answer.body, bytes) else answer.body
            if isinstance(answer.body, bytes):
                self.send_header("Content-Length", str(len(answer.body)))
            else:
                self.send_header("Connection", "close")
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            for piece in pieces:
                self.wfile.write(piece)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    return Handler


@pytest.fixture(name="new_site")
def _new_site() -> Iterator[Callable[[], Site]]:
    """Starts a site."""
    sites: list[Site] = []

    def start() -> Site:
        sites.append(Site())
        return sites[-1]

    yield start
    for site in sites:
        site.close()


@pytest.fixture(name="site")
def _site(new_site: Callable[[], Site]) -> Site:
    """A site of this test's own."""
    return new_site()


class Clock:
    """A clock that only sleep moves.

    :ivar slept: how long, each time
    """

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        """Move on at once."""
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture(name="clock")
def _clock() -> Clock:
    return Clock()


Browse = Callable[..., Web]


@pytest.fixture(name="browse")
def _browse(site: Site, clock: Clock) -> Iterator[Browse]:
    """Opens a web that may visit the site."""
    webs: list[Web] = []

    def browse(**options: object) -> Web:
        defaults: dict[str, object] = {
            "allowed": {site.host},
            "clock": clock,
            "sleep": clock.sleep,
            "limits": Limits(delay=0),
        }
        webs.append(Web(**{**defaults, **options}))  # type: ignore[arg-type]
        return webs[-1]

    yield browse
    for web in webs:
        web.close()
