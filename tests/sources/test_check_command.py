"""``sphinx-atlas sources check``: what is alive, what is dead, and what nobody can say."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest

from tests.sources.catalogues import Streams, record, sources, write
from tests.sources.conftest import Reply, Site, redirect, reply


@pytest.fixture(name="here", autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1768003200")


def one(site: Site, path: str = "/page", **keys: str) -> Path:
    """A catalogue with one source."""
    return write(Path("data"), record(sources=[{"id": "s", "url": site.url(path), **keys}]))


@pytest.mark.parametrize(
    ("answer", "status", "says"),
    [
        (reply("here"), 0, None),
        (redirect("/alive"), 0, None),
        (Reply(status=404), 1, "error ATL710 {url} is dead: it answers 404 (Not Found); cite where it is now, or add"),
        (Reply(status=410), 1, "error ATL710 {url} is dead: it answers 410 (Gone)"),
        (redirect("/nowhere"), 1, "error ATL710 {url} is dead: it answers 404 (Not Found)"),
        (Reply(status=401), 0, "info ATL711 {url} cannot be judged: it answers 401 (Unauthorized)"),
        (Reply(status=403), 0, "info ATL711 {url} cannot be judged: it answers 403 (Forbidden)"),
        (Reply(status=429, headers={"Retry-After": "9999"}), 0, "info ATL711 {url} cannot be judged: "),
        (Reply(status=503), 0, "info ATL711 {url} cannot be judged: it answers 503 (Service Unavailable)"),
    ],
)
def test_only_what_is_gone_is_an_error(
    site: Site, capsys: Streams, answer: Reply, status: int, says: str | None
) -> None:
    site.pages |= {"/page": answer, "/alive": reply("here")}
    found, out, err = sources(capsys, "check", site, one(site))
    assert found == status
    wanted = [] if says is None else [f"data/case-studies/messaging/r0.yaml:9:10: {says.format(url=site.url('/page'))}"]
    assert [line[: len(start)] for line, start in zip(out, wanted, strict=True)] == wanted
    assert err[-1].startswith("1 address: 1 ")


def test_what_does_not_answer_is_not_dead(site: Site, capsys: Streams) -> None:
    folder = one(site)
    site.close()
    status, (line,), _err = sources(capsys, "check", site, folder)
    assert status == 0
    assert "info ATL711" in line


def test_a_host_that_is_not_there_is_dead(site: Site, capsys: Streams, monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(*_arguments: object, **_options: object) -> list[object]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nowhere)
    folder = write(Path("data"), record(sources=[{"id": "s", "url": "https://no-such-host.org/x"}]))
    status, (line,), _err = sources(capsys, "check", site, folder)
    assert status == 1
    assert "error ATL710 https://no-such-host.org/x is dead: its host is not found" in line


@pytest.mark.parametrize(
    ("kept", "status", "severities"),
    [
        (reply("kept"), 0, ["warning"]),
        (Reply(status=403), 0, ["warning", "info"]),
        (Reply(status=404), 1, ["error", "warning"]),
    ],
)
def test_an_archived_copy_takes_the_place_of_a_dead_page(
    site: Site, capsys: Streams, kept: Reply, status: int, severities: list[str]
) -> None:
    site.pages["/kept"] = kept
    found, out, _err = sources(capsys, "check", site, one(site, archived=site.url("/kept")))
    assert found == status
    assert [line.split()[1] for line in out] == severities
    assert ("its archived copy is still there" in out[0]) is (status == 0)


def test_each_address_is_asked_once_and_reported_wherever_it_stands(site: Site, capsys: Streams) -> None:
    keys = [{"id": "a", "url": site.url("/gone")}, {"id": "b", "url": site.url("/page"), "read_at": site.url("/gone")}]
    site.pages["/page"] = reply("here")
    folder = write(Path("data"), record(sources=keys))
    status, out, err = sources(capsys, "check", site, folder)
    assert status == 1
    assert [line.split(":")[1] for line in out] == ["9", "14"]
    assert "warning" in out[1]
    assert sorted(site.paths) == ["/gone", "/page"]
    assert err == ["2 addresses: 1 alive, 1 dead"]


def test_programs_can_read_it(site: Site, capsys: Streams) -> None:
    folder = one(site)
    site.pages["/page"] = Reply(status=410)
    status, out, _err = sources(capsys, "check", site, "--format", "json", folder)
    report = json.loads("\n".join(out))
    assert status == 1
    assert report["as_of"] == "2026-01-10"
    (problem,) = report["problems"]
    assert (problem["code"], problem["severity"], problem["line"]) == ("ATL710", "error", 9)
    _status, (line,), _err = sources(capsys, "check", site, "--format", "github", folder)
    assert line.startswith("::error file=data/case-studies/messaging/r0.yaml,line=9,col=10,title=ATL710")


def test_wrong_calls(site: Site, capsys: Streams) -> None:
    assert sources(capsys, "check", site, "--system", "CS-NOBODY", one(site))[0] == 2
    for wrong in (["--delay", "-1"], ["--delay", "soon"], ["--format", "sarif"]):
        with pytest.raises(SystemExit) as stopped:
            sources(capsys, "check", site, *wrong)
        assert stopped.value.code == 2
    assert site.paths == []
