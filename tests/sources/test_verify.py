"""``sphinx-atlas sources verify``: each quote in each page, what is remembered, and what has changed since."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from sphinx_atlas.catalog.catalog import Catalog
from sphinx_atlas.catalog.snapshot import NAME, read_snapshot, seen, verified
from sphinx_atlas.cli import main
from sphinx_atlas.rules.check import check
from sphinx_atlas.sources.citations import claims
from sphinx_atlas.sources.verify import Interrupted, Look, verify
from tests.records import AS_OF
from tests.sources.catalogues import Streams, article, record, sources, write
from tests.sources.conftest import Browse, Reply, Request, Site, redirect, reply
from tests.sources.served import pdf

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(name="here", autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, on the day of the good record."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1768003200")  # 2026-01-10
    return tmp_path


def one(site: Site, quote: str = "more than 4 billion messages", figure: str = "4B messages", **source: str) -> Path:
    """A catalogue of one quote of one page of a site."""
    keys = {"id": "logs", "url": site.url("/logs"), **source}
    claim = f'daily_messages: {{value: "{figure}", source: logs, quote: "{quote}"}}'
    return write(Path("data"), record(claim, sources=[keys]))


def snapshot(folder: Path = Path("data")) -> list[dict[str, object]]:
    """The pages that are remembered."""
    return list(yaml.safe_load((folder / NAME).read_text(encoding="utf-8"))["pages"])


@pytest.mark.parametrize(
    ("body", "quote", "result", "says"),
    [
        ("we see more than 4 billion messages", "more than 4 billion messages", "exact", "1 word for word"),
        ("we see more than&nbsp;4 bil&shy;lion messages", "More than 4 billion messages", "normalised", "1 in another"),
        ("we see more than 4 billion messages", "more than 4B messages", "number", "1 with a number in another form"),
        (
            "<b>more</b> than <i>4</i><br>billion<sup>1</sup> messages",
            "more than 4 billion messages",
            "exact",
            "1 found",
        ),
    ],
)
def test_a_quote_is_found(site: Site, capsys: Streams, body: str, quote: str, result: str, says: str) -> None:
    site.pages["/logs"] = reply(article(body))
    status, out, err = sources(capsys, "verify", site, one(site, quote))
    assert (status, out) == (0, [])
    assert says in err[-1]
    (page,) = snapshot()
    assert page["quotes"] == {quote: result}
    assert (page["address"], str(page["checked"])) == (site.url("/logs"), "2026-01-10")


def test_several_catalogues_need_a_snapshot_of_their_own(site: Site, capsys: Streams) -> None:
    site.pages["/logs"] = reply(article("we see more than 4 billion messages"))
    first = one(site)
    other = write(Path("other"), record(sources=[{"id": "logs", "url": site.url("/logs")}], id_="CS-OTHER"))
    status, out, err = sources(capsys, "verify", site, first, other)
    assert (status, out, site.paths) == (2, [], [])
    assert err == [
        "sphinx-atlas: each of several catalogues has its own snapshot: name one catalogue, or a file with --snapshot"
    ]
    assert not (first / NAME).exists()
    assert sources(capsys, "verify", site, first, other, "--snapshot", "both.yaml")[0] == 0
    assert Path("both.yaml").is_file()


@pytest.mark.parametrize("module", ["trafilatura", "lxml.html", "pypdf"])
def test_a_part_of_the_extra_that_is_missing_is_said(site: Site, module: str) -> None:
    program = (
        f"import sys; sys.modules[{module!r}] = None; from sphinx_atlas.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", program, "sources", "verify", "--allow", site.host, str(one(site))]
    done = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"sphinx-atlas: {module} is not installed: pip install 'sphinx-atlas[sources]'\n"


def test_a_missing_quote_is_an_error_at_its_place(site: Site, capsys: Streams) -> None:
    site.pages["/logs"] = reply(article("we see more than 5 billion messages a day"))
    status, out, err = sources(capsys, "verify", site, one(site))
    assert status == 1
    (line,) = out
    assert line.startswith(
        "data/case-studies/messaging/r0.yaml:5:63: error ATL324 'more than 4 billion messages' is not in "
    )
    assert "the page says '5 billion', not '4 billion'" in line
    assert err[-1] == "1 quote of 1 page: 0 found, 1 missing, 0 not to be looked for; 0 pages have changed"


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (Reply(status=403), "unreachable: it answers 403 (Forbidden)"),
        (Reply(status=404), "unreachable: it answers 404 (Not Found)"),
        (Reply(status=500), "unreachable: it answers 500 (Internal Server Error)"),
        (reply('<div id="root"></div><noscript>Please enable JavaScript.</noscript>'), "unreadable: it shows a wall"),
        (reply(b"\x89PNG", "image/png"), "unreadable: it is no text but image/png"),
    ],
)
def test_a_page_that_shows_nothing_says_nothing(site: Site, capsys: Streams, answer: Reply, says: str) -> None:
    site.pages["/logs"] = answer
    status, out, err = sources(capsys, "verify", site, one(site))
    assert (status, out) == (0, [])
    assert f"{site.url('/logs')}: {says}" in err[0]
    assert "0 found, 0 missing, 1 not to be looked for" in err[-1]


def test_a_page_that_changed_is_listed_with_what_it_no_longer_holds(
    site: Site, capsys: Streams, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.pages["/logs"] = reply(article("more than 4 billion messages"))
    folder = one(site)
    sources(capsys, "verify", site, folder)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1770681600")  # 2026-02-10
    site.pages["/logs"] = reply(article("more than 4 billion messages, every day"))
    status, out, err = sources(capsys, "verify", site, folder)
    assert (status, out) == (0, [])
    assert err[-1].endswith("1 page has changed")
    site.pages["/logs"] = reply(article("a great many messages"))
    status, out, _err = sources(capsys, "verify", site, folder)
    assert status == 1
    assert (
        out[1]
        == f"{site.url('/logs')} has changed since 2026-02-10, and no longer holds 'more than 4 billion messages'"
    )


def test_what_cannot_be_reached_keeps_what_was_last_found(
    site: Site, capsys: Streams, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.pages["/logs"] = reply(article("more than 4 billion messages"))
    folder = one(site)
    sources(capsys, "verify", site, folder)
    before = (folder / NAME).read_bytes()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1770681600")
    for answer in (Reply(status=403), reply("<noscript>Please enable JavaScript.</noscript>")):
        site.pages["/logs"] = answer
        assert sources(capsys, "verify", site, folder)[0] == 0
        assert (folder / NAME).read_bytes() == before


def test_the_same_pages_give_the_same_bytes(site: Site, capsys: Streams) -> None:
    site.pages["/logs"] = reply(article("more than 4 billion messages"))
    folder = one(site)
    sources(capsys, "verify", site, folder)
    before = (folder / NAME).read_bytes()
    sources(capsys, "verify", site, folder)
    assert (folder / NAME).read_bytes() == before
    assert sorted(path.name for path in folder.iterdir()) == ["atlas.yaml", "case-studies", NAME]


def test_each_page_is_fetched_once_and_a_copy_that_was_read_before_it(site: Site, capsys: Streams) -> None:
    site.pages |= {"/copy": redirect("/moved"), "/moved": reply(article("4 billion messages, and 7 regions"))}
    claims = [f'a{n}: {{value: "4B messages", source: logs, quote: "4 billion messages"}}' for n in range(3)]
    claims += ['b: {value: "7 regions", source: logs, quote: "7 regions"}']
    keys = {"id": "logs", "url": site.url("/logs"), "read_at": site.url("/copy")}
    folder = write(Path("data"), record(*claims, sources=[keys]))
    assert sources(capsys, "verify", site, folder)[0] == 0
    assert site.paths == ["/copy", "/moved"]
    (page,) = snapshot()
    assert (page["address"], page["read"]) == (site.url("/logs"), site.url("/moved"))


def test_where_a_page_is_gone_its_archived_copy_is_read(site: Site, capsys: Streams) -> None:
    site.pages["/kept"] = reply(pdf("some more than 4 billion messages"), "application/pdf")
    status, _out, err = sources(capsys, "verify", site, one(site, archived=site.url("/kept")))
    assert (status, len(err)) == (0, 1)
    assert snapshot()[0]["read"] == site.url("/kept")


@pytest.mark.parametrize(
    ("second", "status", "result"),
    [
        (reply(article("more than 4 billion messages")), 0, "elsewhere"),
        (reply(article("nothing of the kind")), 1, "missing"),
        (Reply(status=403), 0, None),
    ],
)
def test_of_two_sources_one_has_to_hold_the_quote(
    site: Site, capsys: Streams, second: Reply, status: int, result: str | None
) -> None:
    site.pages |= {"/a": reply(article("other things")), "/b": second}
    claim = 'daily_messages: {value: "4B", source: [a, b], quote: "more than 4 billion messages"}'
    keys = [{"id": "a", "url": site.url("/a")}, {"id": "b", "url": site.url("/b")}]
    folder = write(Path("data"), record(claim, sources=keys))
    assert sources(capsys, "verify", site, folder)[0] == status
    quotes = snapshot()[0].get("quotes", {})
    assert isinstance(quotes, dict)
    looked = quotes.get("more than 4 billion messages")
    assert (looked["result"] if isinstance(looked, dict) else looked) == result


def test_one_system_is_looked_at_and_the_others_are_kept(site: Site, capsys: Streams) -> None:
    site.pages |= {"/a": reply(article("40 nodes")), "/b": reply(article("50 nodes")), "/c": reply(article("x"))}

    def of(name: str, count: int) -> str:
        claim = f'nodes: {{value: "{count} nodes", source: s, quote: "{count} nodes"}}'
        return record(claim, sources=[{"id": "s", "url": site.url(f"/{name}")}], id_=f"CS-{name.upper()}{name.upper()}")

    folder = write(Path("data"), of("a", 40), of("b", 50))
    assert sources(capsys, "verify", site, folder)[0] == 0
    assert sources(capsys, "verify", site, "--system", "CS-AA", folder)[0] == 0
    assert site.paths.count("/b") == 1
    assert [page["address"] for page in snapshot()] == [site.url("/a"), site.url("/b")]
    (folder / "case-studies/messaging/r1.yaml").unlink()
    assert sources(capsys, "verify", site, "--system", "CS-AA", folder)[0] == 0
    assert len(snapshot()) == 2
    assert sources(capsys, "verify", site, folder)[0] == 0
    assert [page["address"] for page in snapshot()] == [site.url("/a")]
    assert sources(capsys, "verify", site, "--system", "CS-AB", folder)[0] == 2


def test_a_snapshot_that_is_broken_is_refused_with_its_line(site: Site, capsys: Streams) -> None:
    folder = one(site)
    (folder / NAME).write_text("pages:\n  - address: http://x\n    cheked: 2026-01-10\n", encoding="utf-8")
    status, out, err = sources(capsys, "verify", site, folder)
    assert (status, out) == (2, [])
    assert err[1] == f"data/{NAME}:3:5: error ATL101 unknown key 'cheked'; did you mean 'checked'?"
    assert err[-1] == f"sphinx-atlas: data/{NAME} cannot be read; mend or remove it"
    assert site.paths == []
    assert main(["check", "data"]) == 1
    assert f"data/{NAME}:3:5: error ATL101" in capsys.readouterr().out


def test_another_file_can_remember(site: Site, capsys: Streams) -> None:
    site.pages["/logs"] = reply(article("more than 4 billion messages"))
    folder = one(site)
    assert sources(capsys, "verify", site, "--snapshot", "seen.yaml", folder)[0] == 0
    assert not (folder / NAME).exists()
    held, findings = read_snapshot(Path("seen.yaml"), "seen.yaml")
    assert findings == []
    assert held is not None
    assert held.pages[0].holds_all


def test_the_check_warns_of_what_was_missing(site: Site, capsys: Streams) -> None:
    site.pages["/logs"] = reply(article("more than 5 billion messages"))
    folder = one(site)
    assert verified(seen([folder])) is None
    sources(capsys, "verify", site, folder)
    assert verified(seen([folder])) == {site.url("/logs"): False}
    (problem,) = (entry for entry in check(Catalog.load([folder]), as_of=AS_OF) if entry.finding.code == "ATL324")
    assert str(problem).startswith("data/case-studies/messaging/r0.yaml:5:63: warning ATL324 'more than 4 billion")
    site.pages["/logs"] = reply(article("more than 4 billion messages"))
    sources(capsys, "verify", site, folder)
    assert verified(seen([folder])) == {site.url("/logs"): True}
    assert all(entry.finding.code != "ATL324" for entry in check(Catalog.load([folder]), as_of=AS_OF))


def test_a_video_is_not_fetched(site: Site, capsys: Streams) -> None:
    folder = one(site, url="https://www.youtube.com/watch?v=dQw4w9WgXcQ")
    status, out, err = sources(capsys, "verify", site, folder)
    assert (status, out) == (0, [])
    assert (
        err[0]
        == "https://www.youtube.com/watch?v=dQw4w9WgXcQ: unreadable: a video: what is said in it is not in its page"
    )


#: The command line as a terminal runs it: whoever runs the tests may have had Ctrl-C ignored, and that is passed on.
INTERRUPTIBLE = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from sphinx_atlas.cli import main
sys.exit(main())
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_stopped_in_the_middle_it_leaves_whole_files(site: Site, how: signal.Signals) -> None:
    started: list[subprocess.Popen[str]] = []

    def stop(request: Request) -> Reply:
        os.kill(started[0].pid, how)
        return Reply(status=403)

    site.pages |= {"/a": reply(article("40 nodes")), "/b": stop}
    claims = [f'{name}: {{value: "40 nodes", source: {name}, quote: "40 nodes"}}' for name in "ab"]
    folder = write(Path("data"), record(*claims, sources=[{"id": n, "url": site.url(f"/{n}")} for n in "ab"]))
    (folder / NAME).write_text("pages: []\n", encoding="utf-8")
    texts = {path: path.read_bytes() for path in folder.rglob("*.yaml")}
    command = ["sources", "verify", "--allow", site.host, "--delay", "0", "--cache", "cache", "data"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, "-c", INTERRUPTIBLE, *command], env=environment, stderr=subprocess.PIPE, text=True
    ) as process:
        started.append(process)
        _out, err = process.communicate(timeout=60)
    assert process.returncode == (130 if how is signal.SIGINT else -how)
    assert "Traceback" not in err
    if how is signal.SIGKILL:
        assert {path: path.read_bytes() for path in folder.rglob("*.yaml")} == texts
    assert {page["address"] for page in snapshot()} <= {site.url("/a")}


def test_who_does_not_want_to_wait_loses_nothing(site: Site, browse: Browse) -> None:
    claims_ = [f'{name}: {{value: "40 nodes", source: {name}, quote: "40 nodes"}}' for name in "ab"]
    site.pages |= {"/a": reply(article("40 nodes")), "/b": reply(article("40 nodes"))}
    folder = write(Path("data"), record(*claims_, sources=[{"id": n, "url": site.url(f"/{n}")} for n in "ab"]))

    def enough(look: Look) -> None:
        raise KeyboardInterrupt

    with pytest.raises(Interrupted) as stopped:
        verify(claims(Catalog.load([folder]).records.values()), browse().get, enough)
    assert list(stopped.value.verification.looks) == [site.url("/a")]
    assert stopped.value.verification.misses() == []


def test_without_the_extra_it_is_said_how_to_get_it(
    site: Site, capsys: Streams, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sphinx_atlas.sources.web", None)
    status, out, err = sources(capsys, "verify", site, one(site))
    assert (status, out) == (2, [])
    assert err[0].endswith("is not installed: pip install 'sphinx-atlas[sources]'")


def test_the_catalogue_of_the_package_is_not_written_in(
    site: Site, capsys: Streams, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.pages["/logs"] = reply(article("more than 4 billion messages"))
    folder = one(site).absolute()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    monkeypatch.setattr("sphinx_atlas.cli.arguments.bundled", lambda: folder)
    assert sources(capsys, "verify", site)[0] == 0
    assert (elsewhere / NAME).is_file()
    assert not (folder / NAME).exists()
