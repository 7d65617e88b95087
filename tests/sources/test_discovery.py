"""``sphinx-atlas sources discover`` against web sites on loopback: what is found, what is dropped, and what is said."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

from sphinx_atlas.catalog.catalog import Catalog
from sphinx_atlas.catalog.dates import today
from sphinx_atlas.rules.check import check
from sphinx_atlas.sources.feeds import read_feed
from sphinx_atlas.sources.web import Response
from tests.cli.conftest import Streams, run
from tests.records import good_record
from tests.sources.conftest import Reply, Request, Site, redirect, reply, zipped
from tests.sources.material import BOMB, EMOJI, EPOCH, STORY, article, atom, item, rss, sitemap, videos

Discover = Callable[..., tuple[int, list[str], list[str]]]


@pytest.fixture(name="discover")
def _discover(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Streams) -> Discover:
    """Runs the command on the places given, in a catalogue of one record."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    cases = tmp_path / "data/case-studies/messaging"
    cases.mkdir(parents=True)
    (cases / "ferry.yaml").write_text(good_record(), encoding="utf-8")

    def discover(*places: str, options: tuple[str, ...] = (), head: str = "") -> tuple[int, list[str], list[str]]:
        feeds = "".join(f"      - {place}\n" for place in places)
        text = f"{head}sources:\n  - org: ferry\n    name: Ferry\n    category: messaging\n    feeds:\n{feeds}"
        Path("data/sources.yaml").write_text(text, encoding="utf-8")
        fixed = ("--allow", site.host, "--delay", "0", "--cache", "cache")
        return run(capsys, "sources", "discover", *fixed, *options)

    return discover


def written() -> dict[str, str]:
    """The candidates, by the names of their files."""
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(Path("data/candidates").glob("*"))}


def feed(site: Site, path: str = "/feed", kind: str = "rss", more: str = "") -> str:
    """A line of the registry."""
    return f'{{type: {kind}, url: "{site.url(path)}"{more}}}'


LONG = f"{STORY} {'More of how it works follows here in many words. ' * 40}"


def test_a_candidate(site: Site, discover: Discover) -> None:
    site.pages["/feed"] = reply(rss(item(site.url("/a"), text=LONG)), "application/rss+xml")
    status, out, err = discover(feed(site))
    assert status == 0
    assert "".join(out) == (
        "data/candidates/ferry-how-ferry-shards.yaml: 1.00 = architecture 0.50 × 1.00 (shard, guild, consistent hashing, "
        "kafka, raft, replication, …) + innovation 0.15 × 1.00 (rewrote, rust) + scale 0.35 × 1.00 (p99, requests per second)"
    )
    assert err == ["1 candidate written; 1 entry looked at"]
    text = written()["ferry-how-ferry-shards.yaml"]
    data = yaml.safe_load(text)
    assert data["id"] == "CS-FERRY-HOW-FERRY-SHARDS"
    assert data["sources"] == [
        {
            "id": "page",
            "type": "blog",
            "title": "How Ferry shards",
            "url": site.url("/a"),
            "date": "2024-03-06",
            "retrieved": "2026-01-10",
        }
    ]
    assert data["scale"]["requests_per_second"] == {
        "value": "4 million requests per second",
        "kind": "peak",
        "as_of": "2024-03-06",
        "source": "page",
        "quote": "Today we serve 4 million requests per second at peak",
    }
    assert data["scale"]["nodes"]["quote"] == "every event to 177 nodes; Raft elects their"
    assert "# Tags: engineering\n" in text
    assert "consistent hashing (p1_consistent_hash) ×1" in text
    assert site.paths == ["/feed"]


#: What no machine can know, and with it what is asked for but never missed.
PERSON_ADDS = {"ATL112": "error", "ATL703": "error", "ATL113": "info", "ATL709": "info"}


@pytest.mark.parametrize(
    ("text", "more"),
    [
        (LONG, {}),
        (LONG.replace("at peak", "today"), {"ATL401": "error", "ATL403": "error"}),
        (
            LONG.replace("4 million", "4").replace("177 nodes", "nodes"),
            {"ATL401": "error"},
        ),
    ],
)
def test_a_candidate_fails_only_on_what_a_person_adds(
    site: Site, discover: Discover, text: str, more: dict[str, str]
) -> None:
    # An address on loopback is none that a record may cite: this one is as on the web.
    site.pages["/feed"] = reply(rss(item("https://blog.ferryline.com/sharding", text=text)))
    assert discover(feed(site))[0] == 0
    Path("data/atlas.yaml").write_text("profile: strict\n", encoding="utf-8")
    problems = check(Catalog.load([Path("data/candidates/ferry-how-ferry-shards.yaml")]), as_of=today())
    found = {problem.finding.code: problem.severity.value for problem in problems}
    assert found == PERSON_ADDS | more, [str(problem) for problem in problems]


@pytest.mark.parametrize("form", [rss(item("/a", text=LONG)), atom("/a", text=LONG)])
def test_the_same_input_gives_the_same_output(site: Site, discover: Discover, form: str) -> None:
    site.pages["/feed"] = reply(form)
    discover(feed(site))
    first = written()
    assert len(first) == 1
    status, out, err = discover(feed(site))
    assert (status, out, err) == (0, [], ["0 candidates written; 1 entry looked at, 1 already known"])
    assert written() == first
    for path in Path("data/candidates").glob("*"):
        path.unlink()
    discover(feed(site))
    assert written() == first


def test_videos_of_a_channel(site: Site, discover: Discover, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sphinx_atlas.sources.registry._FEED", site.url("/feeds/videos.xml"))
    site.pages["/feeds/videos.xml?channel_id=UCabcdefghijklmnopqrstuv"] = reply(videos(), "text/xml")
    status, _out, _err = discover("{type: youtube, channel: UCabcdefghijklmnopqrstuv}")
    assert status == 0
    data = yaml.safe_load(written()["ferry-how-ferry-shards.yaml"])
    assert data["sources"][0]["url"] == "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
    assert data["sources"][0]["type"] == "talk"


def test_a_short_entry_is_read_on_its_page(site: Site, discover: Discover) -> None:
    site.pages |= {
        "/feed": reply(rss(item(site.url("/a"), text="We built something. Read on."))),
        "/a": zipped(article("How Ferry shards", STORY)),
    }
    assert discover(feed(site))[0] == 0
    assert "4 million requests per second" in written()["ferry-how-ferry-shards.yaml"]
    assert site.paths == ["/feed", "/a"]


def test_a_page_behind_a_wall_is_judged_by_its_summary(site: Site, discover: Discover) -> None:
    site.pages |= {"/feed": reply(rss(item(site.url("/a")))), "/a": reply("a wall", status=403)}
    assert discover(feed(site))[0] == 0
    assert len(written()) == 1


def test_a_blog_that_names_its_feed(site: Site, discover: Discover) -> None:
    head = (
        '<html><head><link rel="alternate" type="application/rss+xml" href="/rss.xml"></head><body>Blog</body></html>'
    )
    site.pages |= {"/blog": reply(head), "/rss.xml": reply(rss(item(site.url("/a"), text=LONG)))}
    assert discover(feed(site, "/blog", "blog"))[0] == 0
    assert (list(written()), site.paths) == (["ferry-how-ferry-shards.yaml"], ["/blog", "/rss.xml"])


def test_the_feeds_that_a_blog_names_are_tried_in_turn(site: Site, discover: Discover) -> None:
    links = "".join(f'<link rel="alternate" type="application/rss+xml" href="/{name}">' for name in ("gone", "rss"))
    site.pages |= {"/blog": reply(f"<html>{links}Blog"), "/rss": reply(rss(item(site.url("/a"), text=LONG)))}
    assert discover(feed(site, "/blog", "blog"))[0] == 0
    assert (list(written()), site.paths) == (["ferry-how-ferry-shards.yaml"], ["/blog", "/gone", "/rss"])
    del site.pages["/rss"]
    _status, _out, err = discover(feed(site, "/blog", "blog"))
    assert f"{site.url('/blog')}: it answers 404 (Not Found)" in err[0]


def test_a_blog_with_only_a_sitemap(site: Site, discover: Discover) -> None:
    site.pages |= {
        "/robots.txt": reply(f"User-agent: *\nAllow: /\nSitemap: {site.url('/maps.xml')}\n", "text/plain"),
        "/blog": reply("<html><body>Blog</body></html>"),
        "/maps.xml": reply(sitemap((site.url("/shop.xml"), "2024-01-01"), (site.url("/blog.xml"), "2024-01-01"), kind="sitemap"), "text/xml"),
        "/blog.xml": reply(sitemap((site.url("/blog/new"), "2025-01-01"), (site.url("/blog/old"), "2019-01-01"), (site.url("/jobs"), "2025-01-01")), "text/xml"),
        "/blog/new": reply(article("How Ferry shards", STORY)),
    }  # fmt: skip
    status, _out, err = discover(feed(site, "/blog", "blog"))
    assert (status, err) == (0, ["1 candidate written; 2 entries looked at, 1 too old"])
    data = yaml.safe_load(written()["ferry-how-ferry-shards.yaml"])
    assert (data["sources"][0]["title"], data["sources"][0]["date"]) == ("How Ferry shards", "2024-03-06")


def test_a_sitemap_brings_only_pages_below_the_blog(site: Site, discover: Discover) -> None:
    foreign = site.url("/blog/a").replace("127.0.0.1", "localhost")
    pages = (foreign, site.url("/blogger/a"), site.url("/blog"), site.url("/blog/"), site.url("/blog/own"))
    site.pages |= {
        "/blog": reply("<html><body>Blog</body></html>"),
        "/sitemap.xml": reply(sitemap(*((url, "2025-01-01") for url in pages)), "text/xml"),
        "/blog/own": reply(article("How Ferry shards", STORY)),
    }
    _status, _out, err = discover(feed(site, "/blog", "blog"))
    assert err == ["1 candidate written; 1 entry looked at"]


def test_a_blog_whose_sitemap_cannot_be_had(site: Site, discover: Discover) -> None:
    site.pages |= {"/blog": reply("<html><body>Blog</body></html>"), "/sitemap.xml": reply(status=500)}
    _status, _out, err = discover(feed(site, "/blog", "blog"))
    assert f"{site.url('/blog')}: no sitemap of its host: it answers 500 (Internal Server Error)" in err[0]


def test_a_page_that_cannot_be_had_is_not_called_irrelevant(site: Site, discover: Discover) -> None:
    site.pages |= {"/feed": reply(rss(item(site.url("/a"), text="Read on."))), "/a": reply(status=500)}
    _status, out, err = discover(feed(site))
    assert (out, err) == ([], ["0 candidates written; 1 entry looked at, 1 not to be had"])


def test_talks_of_a_conference(site: Site, discover: Discover) -> None:
    site.pages |= {
        "/talks/": reply('<html><a href="/talks/shards">How Ferry shards its guilds</a></html>'),
        "/talks/shards": reply(article("Talk", STORY)),
    }
    place = f'{{name: Ferry Week, url: "{site.url("/talks/")}"}}'
    status, _out, err = discover(f"{feed(site, '/gone')}\n    conferences:\n      - {place}")
    assert (status, list(written())) == (0, ["ferry-how-ferry-shards-its-guilds.yaml"])
    assert err[1] == "1 candidate written; 1 entry looked at"


@pytest.mark.parametrize(
    ("day", "kept"),
    [("Sun, 10 Jan 2021 00:00:00 GMT", True), ("Sat, 09 Jan 2021 23:00:00 GMT", False)],
)
def test_the_window_is_five_years_to_the_day(site: Site, discover: Discover, day: str, kept: bool) -> None:
    site.pages["/feed"] = reply(rss(item("/a", day=day, text=LONG)))
    discover(feed(site))
    assert bool(written()) is kept


@pytest.mark.parametrize(
    ("options", "kept"),
    [
        (("--since", "2024-03-06"), True),
        (("--since", "2024-03-07"), False),
        (("--window", "1"), False),
        (("--window", "2"), True),
        (("--threshold", "1"), False),
        (("--dry-run",), False),
        (("--org", "ferry"), True),
        (("--pages", "0"), True),
    ],
)
def test_options(site: Site, discover: Discover, options: tuple[str, ...], kept: bool) -> None:
    site.pages["/feed"] = reply(rss(item("/a", text=LONG.replace("We rewrote the storage engine in Rust, and", "And"))))
    assert discover(feed(site), options=options)[0] == 0
    assert bool(written()) is kept


def test_a_dry_run_says_what_it_would_write(site: Site, discover: Discover) -> None:
    site.pages["/feed"] = reply(rss(item("/a", text=LONG)))
    _status, (line,), err = discover(feed(site), options=("--dry-run",))
    assert line.startswith(f"{site.url('/a')}: 1.00 = architecture 0.50 × 1.00 (")
    assert err == ["1 candidate found; 1 entry looked at"]
    assert not Path("data/candidates").exists()


def test_what_is_not_relevant_is_dropped_and_explained(site: Site, discover: Discover) -> None:
    site.pages["/feed"] = reply(rss(item("/a", "New emoji pack", text=f"{EMOJI} " * 20)))
    _status, out, err = discover(feed(site), options=("--explain",))
    assert out == []
    assert err[0].startswith(f"dropped {site.url('/a')}: 0.00 = architecture 0.50 × 0.00 + ")
    assert err[1] == "0 candidates written; 1 entry looked at, 1 below 0.40"


def test_a_filter_drops_what_does_not_match(site: Site, discover: Discover) -> None:
    site.pages["/feed"] = reply(
        rss(item("/a", text=LONG), item("/b", "Second", text=LONG).replace(">engineering<", ">news<"))
    )
    _status, _out, err = discover(feed(site, more=", filter: Engineering"))
    assert err == ["1 candidate written; 2 entries looked at, 1 not of the filter"]


@pytest.mark.parametrize("known", ["record", "candidate", "ignored"])
def test_what_is_known_is_not_found_again(site: Site, discover: Discover, known: str) -> None:
    page = "https://www.ferryline.com/blog/sharding/"
    site.pages["/feed"] = reply(rss(item(f"{page}?utm_source=rss", text=LONG)))
    other, head = "http://ferryline.com/blog/sharding", ""
    if known == "record":
        path = Path("data/case-studies/messaging/ferry.yaml")
        path.write_text(
            path.read_text(encoding="utf-8").replace("https://ferry-chat.org/engineering/messages", other),
            encoding="utf-8",
        )
        assert other in path.read_text(encoding="utf-8")
    elif known == "candidate":
        Path("data/candidates").mkdir()
        Path("data/candidates/mine.yaml").write_text(
            f"sources: [{{url: {other}}}]\nnonsense: [1\n".replace("nonsense: [1\n", "")
        )
    else:
        head = f"ignore: [{other}]\n"
    _status, out, err = discover(feed(site), head=head)
    assert (out, err) == ([], ["0 candidates written; 1 entry looked at, 1 already known"])


def test_two_pages_of_one_title_are_two_candidates(site: Site, discover: Discover) -> None:
    site.pages["/feed"] = reply(rss(item("/a", text=LONG), item("/b", text=LONG), item("/a", text=LONG)))
    discover(feed(site))
    assert list(written()) == ["ferry-how-ferry-shards-2.yaml", "ferry-how-ferry-shards.yaml"]


def test_what_lacks_a_title_a_date_or_tags_says_so(site: Site, discover: Discover) -> None:
    site.pages |= {
        "/feed": reply(rss(f"<item><link>{site.url('/a-page')}</link></item>")),
        "/a-page": reply(f"<html><body><article><p>{LONG}</p></article></body></html>"),
    }
    discover(feed(site))
    ((name, text),) = written().items()
    assert name == "ferry-a-page.yaml"
    assert all(f"# Not found: its {what}.\n" in text for what in ("title", "date", "tags"))


def _call_next(functions: Iterator[Callable[[Response], object]]) -> Callable[[Response], object]:
    """What calls the next of some functions each time."""

    def call(response: Response) -> object:
        return next(functions)(response)

    return call


HOSTILE = "../../etc/x: \u202e'\"#{}[]&amp;*!|%@` --- \x85 ${jndi:ldap://x} &lt;script&gt;"


def test_a_hostile_title_stays_a_title(site: Site, discover: Discover) -> None:
    site.pages["/feed"] = reply(rss(item("/a", HOSTILE.replace("\x85", ""), text=LONG)))
    assert discover(feed(site))[0] == 0
    ((name, text),) = written().items()
    assert name.startswith("ferry-etc-x-")
    assert yaml.safe_load(text)["sources"][0]["title"].startswith("../../etc/x: ")


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (reply(status=404), "it answers 404 (Not Found)"),
        (reply("a wall", status=403), "it answers 403 (Forbidden)"),
        (reply(BOMB), "it defines XML entities, which no feed needs and which can be without end"),
        (reply("<!doctype html><html><p>Hello"), "it is a web page, no feed"),
        (
            reply('<html><link rel="alternate" type="application/atom+xml" href="/atom">'),
            "it is a web page, no feed; it names the feed {site}/atom",
        ),
        (
            redirect("http://169.254.169.254/feed"),
            "169.254.169.254 is at 169.254.169.254, an address of a private network",
        ),
        (reply(rss(item("/a", "&#xD800;"))), "it is no feed"),
        (reply(rss(item("/a", "&#x99999999999;"))), "it is no feed"),
        (redirect("http://127.0.0.1:99999/"), "this is no address"),
        (
            reply('<html><link rel="alternate" type="application/rss+xml" href="http://[bad/">'),
            "it is a web page, no feed",
        ),
        (reply(status=429, retry_after="86400"), "its host asks to be left alone for 86,400 s"),
    ],
)
def test_a_dead_feed_is_reported_and_the_others_go_on(
    site: Site, discover: Discover, page: object, reason: str
) -> None:
    site.pages |= {"/dead": page, "/feed": reply(rss(item("/a", text=LONG)))}  # type: ignore[dict-item]
    status, out, err = discover(feed(site, "/dead"), feed(site))
    said = reason.replace("{site}", f"http://{site.host}")
    if "429" not in str(getattr(page, "status", "")):
        assert (status, len(out)) == (0, 1)
    assert any(f"{site.url('/dead')}: {said}" in line for line in err), err
    assert err[0].startswith("data/sources.yaml:6:26: warning ATL907 ")


def test_when_every_feed_fails_it_ends_with_1(site: Site, discover: Discover) -> None:
    status, out, err = discover(feed(site, "/a"), feed(site, "/b", "blog"))
    assert (status, out, len(err)) == (1, [], 3)


def test_a_blog_without_a_feed_and_a_sitemap(site: Site, discover: Discover) -> None:
    site.pages["/blog"] = reply("<html><body>Blog</body></html>")
    status, _out, err = discover(feed(site, "/blog", "blog"))
    assert status == 1
    assert "it names no feed, and no sitemap of its host lists its pages" in err[0]


def test_a_wrong_registry_is_reported_and_nothing_is_fetched(site: Site, discover: Discover) -> None:
    status, (line,), err = discover(feed(site), "{type: rss}")
    assert (status, err, site.paths) == (1, [], [])
    assert line == "data/sources.yaml:7:9: error ATL902 a feed of type rss needs 'url'; add it"


def test_wrong_calls(discover: Discover, site: Site, capsys: Streams) -> None:
    status, _out, err = discover(feed(site), options=("--org", "fery"))
    assert (status, err) == (2, ["sphinx-atlas: no organisation 'fery' in data/sources.yaml; did you mean 'ferry'?"])
    status, _out, err = run(capsys, "sources", "discover", "--registry", "none.yaml", "--cache", "none")
    assert (status, err) == (2, ["sphinx-atlas: there is no registry none.yaml; name one with --registry"])
    assert not Path("none").exists()


def test_a_folder_that_cannot_be_written_to_ends_with_2(site: Site, discover: Discover) -> None:
    site.pages["/feed"] = reply(rss(item("/a", text=LONG)))
    Path("data/candidates").write_text("a file")
    status, _out, err = discover(feed(site))
    assert (status, len(err)) == (2, 1)
    assert err[0].startswith("sphinx-atlas: data/candidates")


def test_stopped_from_the_keyboard_it_keeps_what_it_has(
    site: Site, discover: Discover, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(request: object) -> None:
        raise KeyboardInterrupt

    site.pages |= {"/feed": reply(rss(item("/a", text=LONG)))}
    calls = _call_next(iter([read_feed, stop]))
    monkeypatch.setattr("sphinx_atlas.sources.discovery.read_feed", calls)
    site.pages["/second"] = reply(rss(item("/b", text=LONG)))
    status, out, err = discover(feed(site), feed(site, "/second"))
    assert (status, len(out), len(written())) == (130, 1, 1)
    assert err == ["stopped; 1 candidate found so far, each written as it was found"]


def test_without_the_extra_it_says_what_to_install(
    site: Site, discover: Discover, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sphinx_atlas.sources.web", None)
    status, _out, err = discover(feed(site))
    assert status == 2
    assert err[0].endswith("is not installed: pip install 'sphinx-atlas[sources]'")


def test_somebody_at_a_terminal_sees_how_far_it_is(
    site: Site, discover: Discover, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.pages["/feed"] = reply(rss(item("/a", text=LONG)))
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    status, out, err = discover(feed(site))
    assert (status, len(out)) == (0, 1)
    assert "Feeds" in "".join(err)
    assert err[-1].endswith("1 candidate written; 1 entry looked at")


def test_robots_keep_us_from_pages_and_not_from_feeds(site: Site, discover: Discover) -> None:
    site.pages |= {
        "/robots.txt": reply("User-agent: *\nDisallow: /\n", "text/plain"),
        "/feed": reply(rss(item(site.url("/a")))),
        "/blog": reply("<html>Blog"),
        "/a": reply(article("How Ferry shards", STORY)),
    }
    status, out, err = discover(feed(site), feed(site, "/blog", "blog"))
    assert (status, len(out), site.paths) == (0, 1, ["/feed"])
    assert f"{site.url('/blog')}: the robots.txt of its host forbids it" in err[0]


def test_a_blog_that_is_a_feed_whatever_it_says_it_is(site: Site, discover: Discover) -> None:
    site.pages["/blog"] = reply(rss(item("/a", text=LONG)), "text/html")
    assert discover(feed(site, "/blog", "blog"))[0] == 0
    assert len(written()) == 1


def test_a_page_that_is_gone_and_leads_to_the_front_page(site: Site, discover: Discover) -> None:
    site.pages |= {
        "/feed": reply(rss(item(site.url("/a"), text="Read on."))),
        "/a": redirect("/"),
        "/": reply(article("Ferry", STORY)),
    }
    assert discover(feed(site))[1] == []


def test_a_date_to_come_is_none(site: Site, discover: Discover) -> None:
    site.pages["/feed"] = reply(rss(item("/a", day="Wed, 06 Mar 2999 08:00:00 GMT", text=LONG)))
    discover(feed(site))
    assert "# Not found: its date.\n" in "".join(written().values())


def test_a_feed_that_has_not_changed_is_not_sent_again(site: Site, discover: Discover) -> None:
    def page(request: Request) -> Reply:
        if request.headers["If-None-Match"] == '"1"':
            return reply(status=304, etag='"1"')
        return reply(rss(item("/a", text=LONG)), etag='"1"')

    site.pages["/feed"] = page
    discover(feed(site))
    first = written()
    for path in Path("data/candidates").glob("*"):
        path.unlink()
    status, out, _err = discover(feed(site))
    assert (status, len(out), written()) == (0, 1, first)
    assert [request.headers["If-None-Match"] for request in site.requests] == [None, '"1"']


def test_no_more_pages_are_fetched_than_wanted(site: Site, discover: Discover) -> None:
    site.pages["/feed"] = reply(rss(*(item(site.url(f"/{name}"), text="Read on.") for name in "abc")))
    _status, _out, err = discover(feed(site), options=("--pages", "2"))
    assert site.paths == ["/feed", "/a", "/b"]
    assert err == ["0 candidates written; 3 entries looked at, 1 beyond --pages, 2 not to be had"]
