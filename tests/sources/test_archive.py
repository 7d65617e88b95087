"""``sphinx-atlas sources archive``: copies that there are, copies that are made, and their addresses in the records."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest

from tests.records import good_record
from tests.sources.catalogues import Streams, sources, write
from tests.sources.conftest import Reply, Request, Site, redirect, reply

ROOT = Path(__file__).resolve().parents[2]
PAGE = "https://ferry-chat.org/engineering/messages"
TALK = "https://www.infoq.com/presentations/ferry-chat/"
DOCS = "https://ferry-chat.org/docs/protocol"
#: The good record as it is before its pages have been archived.
BARE = "".join(line for line in good_record().splitlines(keepends=True) if not line.startswith("    archived: "))
FILE = Path("data/case-studies/messaging/r0.yaml")


@pytest.fixture(name="here", autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A catalogue whose record has no copies, on the day that it was verified."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1768003200")
    write(Path("data"), BARE, manifest="profile: lenient\n")


def copy_of(url: str, stamp: str = "20260105101112", host: str = "https://web.archive.org") -> str:
    """The address of a copy."""
    return f"{host}/web/{stamp}/{url}"


def available(url: str, found: str | None = None, status: str = "200", day: str = "20251115") -> tuple[str, Reply]:
    """What is asked for a page's copies, and the answer."""
    closest = {"closest": {"status": status, "available": True, "url": found, "timestamp": "1"}} if found else {}
    asked = f"/available?{urlencode({'url': url, 'timestamp': day})}"
    return asked, reply(json.dumps({"url": url, "archived_snapshots": closest}), "application/json")


def archive(streams: Streams, site: Site, *arguments: str) -> tuple[int, list[str], list[str]]:
    """Run the command against a site that stands for the Wayback Machine."""
    ends = ("--available", site.url("/available"), "--save", site.url("/save/"))
    return sources(streams, "archive", site, *ends, *arguments, "data")


def test_a_copy_that_there_is_is_written_behind_the_address(site: Site, capsys: Streams) -> None:
    site.pages |= dict(
        [
            available(PAGE, copy_of(PAGE, host="http://web.archive.org")),
            available(TALK, copy_of(TALK)),
            available(DOCS, copy_of(DOCS)),
        ]
    )
    status, out, err = archive(capsys, site)
    assert status == 0
    assert out[0] == f"{FILE}: {PAGE} of 2026-01-05: {copy_of(PAGE)}"
    assert err == ["3 pages without a copy: 3 archived, 0 not"]
    wanted = BARE
    for url in (PAGE, TALK, DOCS):
        wanted = wanted.replace(f"    url: {url}\n", f"    url: {url}\n    archived: {copy_of(url)}\n")
    assert FILE.read_text(encoding="utf-8") == wanted


@pytest.mark.parametrize(
    "closest",
    [
        None,
        (copy_of(PAGE, "20230101000000"), "200"),  # older than the page
        (copy_of(PAGE), "404"),
        ("https://elsewhere.org/page", "200"),
        (copy_of(PAGE, "20269999000000"), "200"),
    ],
)
def test_where_there_is_none_one_is_made(site: Site, capsys: Streams, closest: tuple[str, str] | None) -> None:
    site.pages |= dict([available(PAGE, *(closest or ()))])
    site.pages |= {
        f"/save/{PAGE}": redirect(f"/web/20260110000102/{PAGE}"),
        f"/web/20260110000102/{PAGE}": reply("kept"),
    }
    status, out, _err = archive(capsys, site, "--limit", "1")
    made = site.url(f"/web/20260110000102/{PAGE}")
    assert (status, out) == (0, [f"{FILE}: {PAGE} of 2026-01-10: {made}"])
    assert f"    url: {PAGE}\n    archived: {made}\n" in FILE.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("asked", "saved", "says"),
    [
        (Reply(status=503), None, "it answers 503 (Service Unavailable)"),
        (reply("<html>busy</html>"), None, "the Wayback Machine's answer is not understood"),
        (reply("[]", "application/json"), None, "the Wayback Machine's answer is not understood"),
        (None, Reply(status=429), "it answers 429 (Too Many Requests)"),
        (None, reply("not now"), "the Wayback Machine made no copy"),
    ],
)
def test_where_none_can_be_had_the_record_stays(
    site: Site, capsys: Streams, asked: Reply | None, saved: Reply | None, says: str
) -> None:
    path, empty = available(PAGE)
    site.pages |= {path: asked or empty, f"/save/{PAGE}": saved or Reply(status=404)}
    status, out, err = archive(capsys, site, "--limit", "1")
    assert (status, out) == (0, [])
    assert err[0] == f"{FILE}:204:10: no copy of {PAGE}: {says}"
    assert FILE.read_text(encoding="utf-8") == BARE


def test_it_goes_on_where_it_was(site: Site, capsys: Streams) -> None:
    site.pages |= dict([available(PAGE, copy_of(PAGE)), available(TALK, copy_of(TALK))])
    assert archive(capsys, site, "--limit", "1")[0] == 0
    assert archive(capsys, site, "--limit", "1")[1][0].startswith(f"{FILE}: {TALK} ")
    assert len(site.paths) == 2


def test_a_limit_counts_the_copies_that_are_kept(site: Site, capsys: Streams) -> None:
    site.pages |= dict([available(PAGE), available(TALK, copy_of(TALK)), available(DOCS, copy_of(DOCS))])
    status, out, err = archive(capsys, site, "--limit", "1")
    assert (status, out) == (0, [f"{FILE}: {TALK} of 2026-01-05: {copy_of(TALK)}"])
    assert err[-1] == "2 pages without a copy: 1 archived, 1 not"


def test_robots_txt_is_for_those_who_crawl(site: Site, capsys: Streams) -> None:
    site.pages |= dict([available(PAGE, copy_of(PAGE))])
    site.pages["/robots.txt"] = reply("User-agent: *\nDisallow: /\n", "text/plain")
    assert archive(capsys, site, "--limit", "1")[0] == 0


def test_an_address_with_a_query_is_asked_for_whole(site: Site, capsys: Streams) -> None:
    url = "https://ferry-chat.org/a?b=c&d=e%20f"
    FILE.write_text(BARE.replace(PAGE, url), encoding="utf-8")
    kept = f"/web/20260110000102/{quote(url, safe=':/?&=%')}"
    site.pages |= dict([available(url)])
    site.pages |= {f"/save/{url}": redirect(kept), kept: reply("kept")}
    assert archive(capsys, site, "--limit", "1")[1] == [f"{FILE}: {url} of 2026-01-10: {site.url(kept)}"]


def test_a_record_that_a_line_cannot_be_added_to_is_left(site: Site, capsys: Streams) -> None:
    twice = BARE.replace(
        "  - id: launch-2018\n", f"  - {{id: again, type: blog, title: A, url: {PAGE}}}\n  - id: launch-2018\n"
    )
    FILE.write_text(twice, encoding="utf-8")
    site.pages |= dict([available(PAGE, copy_of(PAGE))])
    status, out, err = archive(capsys, site, "--limit", "1")
    assert (status, out) == (1, [])
    assert f"error {copy_of(PAGE)} is not written down: it has 2 sources of that address" in err[0]
    assert FILE.read_text(encoding="utf-8") == twice


def test_nothing_is_asked_for_a_catalogue_with_errors(site: Site, capsys: Streams) -> None:
    FILE.write_text(BARE.replace("name: p1_consistent_hash", "nam: p1_consistent_hash"), encoding="utf-8")
    assert archive(capsys, site)[0] == 1
    assert site.paths == []


@pytest.mark.parametrize("limit", ["0", "-1", "all"])
def test_a_limit_is_a_number_of_pages(site: Site, capsys: Streams, limit: str) -> None:
    with pytest.raises(SystemExit) as stopped:
        archive(capsys, site, "--limit", limit)
    assert stopped.value.code == 2


def test_killed_in_the_middle_it_leaves_a_whole_record(site: Site) -> None:
    started: list[subprocess.Popen[bytes]] = []

    def stop(request: Request) -> Reply:
        os.kill(started[0].pid, signal.SIGKILL)
        return Reply(status=404)

    site.pages |= dict([available(PAGE, copy_of(PAGE))])
    site.pages[available(TALK)[0]] = stop
    ends = ["--available", site.url("/available"), "--save", site.url("/save/")]
    command = ["sources", "archive", "--allow", site.host, "--delay", "0", "--cache", "cache", *ends, "data"]
    with subprocess.Popen(
        [sys.executable, "-m", "sphinx_atlas", *command], env={**os.environ, "PYTHONPATH": str(ROOT)}
    ) as process:
        started.append(process)
        assert process.wait(60) == -signal.SIGKILL
    wanted = BARE.replace(f"    url: {PAGE}\n", f"    url: {PAGE}\n    archived: {copy_of(PAGE)}\n")
    assert FILE.read_text(encoding="utf-8") == wanted
    assert [path.name for path in FILE.parent.iterdir()] == ["r0.yaml"]


def test_the_catalogue_of_the_package_is_left_alone(
    site: Site, capsys: Streams, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path / "data")
    status, out, err = sources(capsys, "archive", site)
    assert (status, out) == (2, [])
    assert err == ["sphinx-atlas: there is no catalogue in ./data; name the one whose records are to be written"]
