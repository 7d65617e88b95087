"""What the documentation shows of ``sources discover`` is what it does.

``ATLAS_RECORD=1`` writes the files anew.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.conftest import Streams, run
from tests.sources.conftest import Site, reply
from tests.sources.material import EMOJI, EPOCH, STORY, article, item, rss

DOCS = Path(__file__).resolve().parents[2] / "docs"
ADDRESS = "https://ferry.example"
OPTIONS = ("--registry", "sources.yaml", "--out", "candidates", "--explain")


def kept(name: str, text: str) -> str:
    """What the documentation has under a name; written first, if that is asked for."""
    path = DOCS / "commands" / name
    if os.environ.get("ATLAS_RECORD"):
        path.write_text(text, encoding="utf-8")
    return path.read_text(encoding="utf-8")


def test_the_documentation_shows_what_it_does(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Streams
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    origin = site.url("")
    registry = (DOCS / "examples/sources.yaml").read_text(encoding="utf-8")
    Path("sources.yaml").write_text(registry.replace(ADDRESS, origin), encoding="utf-8")
    site.pages |= {
        "/feed.xml": reply(
            rss(
                item(site.url("/guilds"), "How Ferry shards its guilds", text="Read on."),
                item(site.url("/emoji"), "A new emoji pack", text=EMOJI),
                item(site.url("/2019"), "How we began", day="Wed, 06 Mar 2019 08:00:00 GMT", text=STORY),
            )
        ),
        "/guilds": reply(article("How Ferry shards its guilds", STORY)),
        "/emoji": reply(article("A new emoji pack", EMOJI)),
        "/week/": reply('<html><a href="/week/2025/regions">One ferry in five regions</a></html>'),
        "/week/2025/regions": reply(
            article(
                "One ferry in five regions",
                "Envoy and a service mesh carry 12 million concurrent users. " + STORY,
                day=None,
            )
        ),
    }
    fixed = ("--allow", site.host, "--delay", "0", "--cache", "cache")
    status, out, err = run(capsys, "sources", "discover", *OPTIONS, *fixed)
    assert status == 0
    said = "\n".join((*err[:-2], *out, *err[-2:], "")).replace(origin, ADDRESS)
    assert said == kept("sources-discover.txt", said)
    text = (
        Path("candidates/ferry-how-ferry-shards-its-guilds.yaml").read_text(encoding="utf-8").replace(origin, ADDRESS)
    )
    assert text == kept("sources-discover.yaml", text)
