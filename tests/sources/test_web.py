"""Fetching pages: each way in which a host can answer, refuse, stall or deceive, and what comes of it."""

from __future__ import annotations

import gzip
import itertools
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpcore
import pytest

from sphinx_atlas.sources.web import FetchError, Limits, Outcome, Web
from tests.sources.conftest import Browse, Clock, Reply, Request, Site, redirect, reply, zipped

REAL = {"clock": time.monotonic, "sleep": time.sleep}


def failure(web: Web, url: str, *, is_page: bool = True) -> FetchError:
    """Why a page cannot be had."""
    with pytest.raises(FetchError) as caught:
        web.get(url, is_page=is_page)
    assert caught.value.url == url
    return caught.value


def test_a_page(site: Site, browse: Browse) -> None:
    site.pages["/a?b=c"] = reply("<p>Hello</p>", "text/html; charset=utf-8")
    page = browse().get(site.url("/a?b=c#d"))
    assert (page.url, page.status, page.content_type) == (site.url("/a?b=c#d"), 200, "text/html")
    assert (page.text, page.encoding, page.from_cache, page.outcome) == ("<p>Hello</p>", "utf-8", False, Outcome.OK)


def test_a_host_is_told_who_asks(site: Site, browse: Browse) -> None:
    site.pages["/feed"] = reply()
    browse().get(site.url("/feed"), accept="application/atom+xml")
    headers = site.requests[0].headers
    assert headers["User-Agent"].startswith("sphinx-atlas (+https://")
    assert (headers["Accept"], headers["Accept-Encoding"]) == ("application/atom+xml", "gzip")
    assert headers["Cache-Control"] is None


# What a body is packed as, and how large it is


def test_gzip_is_unpacked(site: Site, browse: Browse) -> None:
    site.pages["/"] = zipped("caché")
    assert browse().get(site.url()).text == "caché"


def test_gzip_of_several_members_and_padding(site: Site, browse: Browse) -> None:
    body = gzip.compress(b"one ") + gzip.compress(b"two") + bytes(7)
    site.pages["/"] = reply(body, content_encoding="gzip")
    assert browse().get(site.url()).text == "one two"


@pytest.mark.parametrize(
    ("body", "coding", "reason"),
    [
        (gzip.compress(b"a" * 1000)[:-12], "gzip", "it ends in the middle"),
        (b"<p>Hello</p>", "gzip", "it is not the gzip that it says it is"),
        (b"\x0b\x02\x80", "br", "it is packed as 'br', which was not asked for"),
        (gzip.compress(gzip.compress(b"a")), "gzip, gzip", "it is packed as 'gzip, gzip', which was not asked for"),
    ],
    ids=["cut", "plain", "brotli", "twice"],
)
def test_what_cannot_be_unpacked(site: Site, browse: Browse, body: bytes, coding: str, reason: str) -> None:
    site.pages["/"] = reply(body, content_encoding=coding)
    error = failure(browse(), site.url())
    assert (error.outcome, error.reason) == (Outcome.UNKNOWN, reason)


def test_a_body_of_2_gb_is_left_after_its_first_bytes(site: Site, browse: Browse) -> None:
    sent = itertools.count()

    def endless() -> Iterator[bytes]:
        for _ in range(2048):
            next(sent)
            yield bytes(1_000_000)

    site.pages["/"] = reply(endless())
    error = failure(browse(limits=Limits(delay=0, size=1_000_000)), site.url())
    assert (error.outcome, error.reason) == (Outcome.REFUSED, "it is larger than 1,000,000 bytes")
    assert next(sent) < 50


def test_a_body_that_says_it_has_2_gb_is_not_read(site: Site, browse: Browse) -> None:
    site.pages["/"] = Reply(iter([]), headers={"Content-Length": str(2 * 1024**3)})
    assert failure(browse(), site.url()).outcome is Outcome.REFUSED


def test_gzip_that_holds_nothing_has_an_end_too(site: Site, browse: Browse) -> None:
    sent = itertools.count()

    def endless() -> Iterator[bytes]:
        for _ in range(1000):
            next(sent)
            yield gzip.compress(b"") * 500

    site.pages["/"] = reply(endless(), content_encoding="gzip")
    error = failure(browse(limits=Limits(delay=0, size=100_000)), site.url())
    assert (error.outcome, error.reason) == (Outcome.REFUSED, "it is larger than 100,000 bytes")


def test_a_gzip_bomb_is_refused(site: Site, browse: Browse, tmp_path: Path) -> None:
    site.pages["/"] = zipped(bytes(60_000_000))
    for web in (browse(), browse(cache=tmp_path)):
        error = failure(web, site.url())
        assert (error.outcome, error.reason) == (Outcome.REFUSED, "it is larger than 10,000,000 bytes")


# Characters


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("naïve €".encode("cp1252"), "text/html; charset=iso-8859-1"),
        ("naïve €".encode(), "text/html; charset=ISO-8859-1"),
        ("naïve €".encode(), "text/html"),
        ("naïve €".encode(), "text/html; charset=klingon"),
        ("naïve €".encode(), "text/html; charset=zlib"),
        ("\ufeffnaïve €".encode(), "text/html; charset=cp1252"),
        ("\ufeffnaïve €".encode("utf-16-le"), "text/html; charset=utf-8"),
        ('<?xml version="1.0" encoding="iso-8859-15"?>naïve €'.encode("iso-8859-15"), "application/xml"),
        ('<meta charset="cp1250"><p>naďve €'.encode("cp1250"), "text/html"),
        ('<meta charset="utf-8"><p>naïve €'.encode("cp1252"), "text/html; charset=windows-1252"),
        ('<meta charset="utf-16"><p>naïve €'.encode(), "text/html"),
        ("naïve €".encode("utf-16-le"), "text/html; charset=utf-16le"),
        ("日本語のテスト".encode("shift_jis"), "text/html; charset=Shift_JIS"),
        ("大规模系统".encode("gb2312"), "text/html; charset=gb2312"),
        (
            "Wie große Systeme gebaut werden, erzählen über zwölf Städte: später, früher, schön.".encode("cp1252"),
            "text/html; charset=utf-8",
        ),
    ],
)
def test_characters_are_read_as_what_they_are(site: Site, browse: Browse, body: bytes, kind: str) -> None:
    site.pages["/"] = reply(body, kind)
    text = browse().get(site.url()).text
    assert "\ufffd" not in text
    assert any(word in text for word in ("naïve €", "naďve €", "日本語のテスト", "大规模系统", "große Systeme"))
    assert not text.startswith("\ufeff")


# Redirects


def test_a_redirect_is_followed(site: Site, browse: Browse) -> None:
    site.pages |= {"/old": redirect("/mid", 301), "/mid": redirect(site.url("/new"), 308), "/new": reply("here")}
    page = browse().get(site.url("/old"))
    assert (page.url, page.text) == (site.url("/new"), "here")


def test_a_redirect_without_an_end_is_left(site: Site, browse: Browse) -> None:
    site.pages["/"] = redirect("/")
    error = failure(browse(), site.url())
    assert (error.outcome, error.reason) == (Outcome.REFUSED, "it redirects more than 8 times")
    assert len(site.requests) == 9


@pytest.mark.parametrize(
    "target",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1/",
        "http://[::1]:{port}/secret",
        "http://[::ffff:127.0.0.1]:{port}/secret",
        "http://[64:ff9b::7f00:1]/",
        "http://localhost:{port}/secret",
        "http://2130706433:{port}/secret",
        "http://0.0.0.0:{port}/secret",
        "http://127.0.0.1:1/secret",
        "file:///etc/passwd",
        "ftp://127.0.0.1/",
        "http://me:word@127.0.0.1:{port}/secret",
        "http://127.0.0.1:99999999/",
        "http://127.0.0.1:99999/",
        "http://127.0.0.1:0/",
    ],
)
def test_a_redirect_to_where_nobody_may_go(site: Site, browse: Browse, target: str) -> None:
    site.pages |= {"/": redirect(target.format(port=site.port)), "/secret": reply("secret")}
    assert failure(browse(), site.url()).outcome is Outcome.REFUSED
    assert site.paths == ["/"]


# Addresses


def test_a_name_is_looked_up_once_and_connected_to_where_it_was_seen(
    browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter([["198.35.26.96"], ["127.0.0.1"]])
    connected: list[str] = []

    def connect(self: object, host: str, *rest: object) -> httpcore.NetworkStream:
        connected.append(host)
        raise httpcore.ConnectError("no network in tests")

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    web = browse(resolve=lambda host, port: next(answers))
    assert failure(web, "http://blog.example.com/").outcome is Outcome.UNKNOWN
    assert connected == ["198.35.26.96"]
    error = failure(browse(resolve=lambda host, port: next(answers)), "http://blog.example.com/")
    assert (error.outcome, connected) == (Outcome.REFUSED, ["198.35.26.96"])
    assert error.reason == "blog.example.com is at 127.0.0.1, an address of a private network"


def test_one_private_address_is_enough_to_refuse(browse: Browse) -> None:
    web = browse(resolve=lambda host, port: ["198.35.26.96", "fe80::1%eth0"])
    assert failure(web, "http://blog.example.com/").outcome is Outcome.REFUSED


def test_a_host_can_be_let_through_by_name(site: Site, browse: Browse) -> None:
    site.pages["/"] = reply("inside")
    name = f"wiki.corp:{site.port}"
    web = browse(allowed={name}, resolve=lambda host, port: ["127.0.0.2", "127.0.0.1"])
    assert web.get(f"http://{name}/").text == "inside"
    assert site.requests[0].headers["Host"] == name


@pytest.mark.parametrize(("code", "outcome"), [(socket.EAI_NONAME, Outcome.DEAD), (socket.EAI_AGAIN, Outcome.UNKNOWN)])
def test_a_host_that_is_not_found_is_dead_and_one_that_cannot_be_looked_up_is_not(
    browse: Browse, code: int, outcome: Outcome
) -> None:
    def resolve(host: str, port: int) -> list[str]:
        raise socket.gaierror(code, "as the resolver says")

    assert failure(browse(resolve=resolve), "https://gone.example.com/").outcome is outcome


# Answers


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (404, Outcome.DEAD),
        (410, Outcome.DEAD),
        (401, Outcome.UNKNOWN),
        (403, Outcome.UNKNOWN),
        (429, Outcome.UNKNOWN),
        (451, Outcome.UNKNOWN),
        (500, Outcome.UNKNOWN),
        (503, Outcome.UNKNOWN),
        (599, Outcome.UNKNOWN),
        (302, Outcome.UNKNOWN),
    ],
)
def test_each_status_has_its_meaning(site: Site, browse: Browse, status: int, outcome: Outcome) -> None:
    site.pages["/"] = reply("a wall", status=status)
    error = failure(browse(), site.url())
    assert (error.outcome, error.status) == (outcome, status)
    assert error.reason.startswith(f"it answers {status}")
    assert len(site.requests) == 1


def test_a_pause_that_is_asked_for_is_made(site: Site, browse: Browse, clock: Clock) -> None:
    answers = iter([reply(status=429, retry_after="7"), reply("now")])
    site.pages["/"] = lambda request: next(answers)
    assert browse().get(site.url()).text == "now"
    assert clock.slept == [7.0]


def test_a_pause_until_a_date_is_made(site: Site, browse: Browse, clock: Clock) -> None:
    pause = reply(status=503, date="Mon, 02 Mar 2026 10:00:00 GMT", retry_after="Mon, 02 Mar 2026 10:00:30 GMT")
    answers = iter([pause, reply("now")])
    site.pages["/"] = lambda request: next(answers)
    assert browse().get(site.url()).text == "now"
    assert clock.slept == [30.0]


DAY = "Mon, 02 Mar 2026 10:00:00 GMT"


@pytest.mark.parametrize(
    ("word", "date"),
    [
        *((word, "") for word in ("", "soon", "-5", "1e9", "Mon, 02 Mar 2026 10:00:30 GMT", "99999999999999999999")),
        ("Mon, 02 Mar 99999 10:00:30 GMT", DAY),
        (f"Mon, 02 Mar 2026 10:00:30 +{'9' * 40}", DAY),
        ("Mon, 02 Mar 99999 10:00:30", DAY),
        ("Mon, 02 Mar 2026 10:00:30 GMT", "Mon, 02 Mar 99999 10:00:00 GMT"),
    ],
)
def test_a_pause_that_cannot_be_read_is_none(site: Site, browse: Browse, clock: Clock, word: str, date: str) -> None:
    site.pages["/"] = reply(status=429, retry_after=word, date=date)
    assert failure(browse(), site.url()).status == 429
    assert (len(site.requests), clock.slept) == (1, [])


def test_a_pause_without_an_end_is_as_long_as_can_be_said(site: Site, browse: Browse) -> None:
    site.pages["/"] = reply(status=429, retry_after=f"Mon, 02 Mar 2026 10:00:30 -{'9' * 400}", date=DAY)
    assert failure(browse(), site.url()).reason == "its host asks to be left alone for 1,000,000,000 s"


def test_a_pause_longer_than_patience_leaves_the_host_alone(site: Site, browse: Browse, clock: Clock) -> None:
    site.pages |= {"/": reply(status=429, retry_after="3600"), "/b": reply("b")}
    web = browse()
    for path in ("/", "/b"):
        error = failure(web, site.url(path))
        assert (error.outcome, error.reason) == (Outcome.UNKNOWN, "its host asks to be left alone for 3,600 s")
    assert (site.paths, clock.slept) == (["/"], [])


def test_a_host_that_always_asks_for_a_pause_is_asked_three_times(site: Site, browse: Browse, clock: Clock) -> None:
    site.pages["/"] = reply(status=429, retry_after="2")
    assert failure(browse(), site.url()).status == 429
    assert (len(site.requests), clock.slept) == (3, [2.0, 2.0])


# Time


def drip() -> Iterator[bytes]:
    """A byte now and then, for ever."""
    while True:
        time.sleep(0.02)
        yield b"x"


def test_a_slow_drip_ends(site: Site, browse: Browse) -> None:
    site.pages["/"] = reply(drip())
    error = failure(browse(limits=Limits(delay=0, total=0.15), **REAL), site.url(), is_page=False)
    assert (error.outcome, error.reason) == (Outcome.UNKNOWN, "it did not answer in time")


def test_a_slow_drip_of_headers_ends(browse: Browse) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, ThreadPoolExecutor(1) as pool:
        host = f"127.0.0.1:{server.getsockname()[1]}"

        def serve() -> None:
            with server.accept()[0] as connection, pytest.raises(OSError):
                connection.sendall(b"HTTP/1.1 200 OK\r\nX-Long: ")
                for byte in drip():
                    connection.sendall(byte)

        pool.submit(serve)
        web = browse(allowed={host}, limits=Limits(delay=0, total=0.15), **REAL)
        assert failure(web, f"http://{host}/", is_page=False).reason == "it did not answer in time"


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (b"", "its answer breaks the rules of HTTP"),
        (b"SSH-2.0-OpenSSH\r\n\r\n", "its answer breaks the rules of HTTP"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort", "its answer breaks the rules of HTTP"),
    ],
)
def test_what_is_no_http(browse: Browse, answer: bytes, reason: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, ThreadPoolExecutor(1) as pool:
        host = f"127.0.0.1:{server.getsockname()[1]}"

        def serve() -> None:
            with server.accept()[0] as connection:
                connection.recv(10_000)
                connection.sendall(answer)

        pool.submit(serve)
        error = failure(browse(allowed={host}), f"http://{host}/")
        assert (error.outcome, error.reason) == (Outcome.UNKNOWN, reason)


def test_nobody_at_home(browse: Browse) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        host = f"127.0.0.1:{server.getsockname()[1]}"
    error = failure(browse(allowed={host}), f"http://{host}/")
    assert (error.outcome, error.reason) == (Outcome.UNKNOWN, "no connection, or one that broke off")


def test_no_secure_connection(site: Site, browse: Browse) -> None:
    error = failure(browse(), f"https://{site.host}/")
    assert error.outcome is Outcome.UNKNOWN
    assert error.reason.startswith("no secure connection (")


# Manners


def test_robots_are_kept_out_where_they_are_not_wanted(site: Site, browse: Browse) -> None:
    site.pages |= {
        "/robots.txt": reply("User-agent: *\nDisallow: /private*\n", "text/plain"),
        "/private/a": reply("a"),
        "/b": redirect("/private/a"),
        "/c": reply("c"),
    }
    web = browse()
    for path in ("/private/a", "/b"):
        error = failure(web, site.url(path))
        assert (error.outcome, error.reason) == (Outcome.REFUSED, "the robots.txt of its host forbids it")
    assert web.get(site.url("/c")).text == "c"
    assert site.paths == ["/b", "/c"]


@pytest.mark.parametrize("status", [401, 403, 404])
def test_robots_without_rules_may_come_in(site: Site, browse: Browse, status: int) -> None:
    site.pages |= {"/robots.txt": reply("Disallow: /", status=status), "/": reply("in")}
    assert browse().get(site.url()).text == "in"


@pytest.mark.parametrize("status", [429, 500, 503])
def test_robots_without_an_answer_stay_out(site: Site, browse: Browse, status: int) -> None:
    asked = itertools.count()

    def robots(request: Request) -> Reply:
        next(asked)
        return reply(status=status)

    site.pages |= {"/robots.txt": robots, "/": reply("in")}
    web = browse()
    for path in ("/", "/b"):
        assert failure(web, site.url(path)).outcome is Outcome.UNKNOWN
    assert (site.paths, next(asked)) == ([], 1)


def test_robots_are_asked_about_once_by_many_threads(site: Site, browse: Browse) -> None:
    asked = itertools.count()

    def robots(request: Request) -> Reply:
        next(asked)
        time.sleep(0.02)
        return reply("User-agent: *\nAllow: /\n", "text/plain")

    site.pages |= {"/robots.txt": robots, **{f"/{number}": reply("in") for number in range(8)}}
    web = browse()
    with ThreadPoolExecutor(8) as pool:
        texts = list(pool.map(lambda number: web.get(site.url(f"/{number}")).text, range(8)))
    assert (texts, next(asked)) == (["in"] * 8, 1)


def test_a_host_has_pauses(site: Site, browse: Browse, clock: Clock) -> None:
    site.pages |= {path: reply() for path in ("/a", "/b", "/c")}
    web = browse(limits=Limits(delay=1.5))
    for path in ("/a", "/b", "/c"):
        web.get(site.url(path))
    assert clock.slept == [1.5, 1.5]


@pytest.mark.parametrize(("asked", "pause"), [("5", 5.0), ("86400", 60.0), ("soon", 1.0)])
def test_robots_can_ask_for_longer_pauses(site: Site, browse: Browse, clock: Clock, asked: str, pause: float) -> None:
    site.pages |= {"/robots.txt": reply(f"User-agent: *\nCrawl-delay: {asked}\n"), "/": reply()}
    web = browse(limits=Limits(delay=1.0))
    web.get(site.url())
    web.get(site.url())
    assert clock.slept == [pause]


def test_threads_take_turns_at_a_host(site: Site, browse: Browse) -> None:
    inside, most = itertools.count(), []
    active: set[int] = set()

    def page(request: Request) -> Reply:
        number = next(inside)
        active.add(number)
        time.sleep(0.005)
        most.append(len(active))
        active.discard(number)
        return reply()

    site.pages["/"] = page
    web = browse()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: web.get(site.url()), range(12)))
    assert most == [1] * 12


# The cache


def tagged(request: Request) -> Reply:
    """A page that says when it has not changed."""
    if request.headers["If-None-Match"] == '"v1"':
        return reply(status=304, etag='"v1"')
    return reply("content", etag='"v1"', cache_control="max-age=86400")


def test_a_page_that_has_not_changed_is_not_sent_again(site: Site, browse: Browse, tmp_path: Path) -> None:
    site.pages["/"] = tagged
    first = browse(cache=tmp_path)
    assert first.get(site.url()).outcome is Outcome.OK
    first.close()
    page = browse(cache=tmp_path).get(site.url())
    assert (page.text, page.from_cache, page.outcome) == ("content", True, Outcome.NOT_MODIFIED)
    assert [request.headers["If-None-Match"] for request in site.requests] == [None, '"v1"']


def test_a_page_is_asked_about_by_its_date_too(site: Site, browse: Browse, tmp_path: Path) -> None:
    day = "Mon, 02 Mar 2026 10:00:00 GMT"
    site.pages["/"] = lambda request: (
        reply(status=304) if request.headers["If-Modified-Since"] == day else reply("content", last_modified=day)
    )
    web = browse(cache=tmp_path)
    assert [web.get(site.url()).from_cache for _ in range(2)] == [False, True]


def test_a_page_that_has_changed_is_new(site: Site, browse: Browse, tmp_path: Path) -> None:
    site.pages["/"] = tagged
    web = browse(cache=tmp_path)
    web.get(site.url())
    site.pages["/"] = zipped("other")
    assert [web.get(site.url()).text for _ in range(2)] == ["other", "other"]


def test_a_page_that_has_gone_is_not_kept_up(site: Site, browse: Browse, tmp_path: Path) -> None:
    site.pages["/"] = tagged
    web = browse(cache=tmp_path)
    web.get(site.url())
    del site.pages["/"]
    assert failure(web, site.url()).outcome is Outcome.DEAD


def test_a_cache_that_is_none_is_done_without(
    site: Site, browse: Browse, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "pages.db").write_text("no database, but long enough to be looked at as one\n" * 9)
    site.pages["/"] = tagged
    assert browse(cache=tmp_path).get(site.url()).text == "content"
    assert capfd.readouterr().err == ""
