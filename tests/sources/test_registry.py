"""The registry of organisations: what it may hold, and where it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_atlas.catalog.catalog import bundled
from sphinx_atlas.catalog.terms import TermKind
from sphinx_atlas.catalog.vocabulary import default_vocabulary
from sphinx_atlas.sources.registry import Registry, load

#: As the specification has it.
EXAMPLE = """\
sources:
  - org: cloudflare
    feeds:
      - type: rss
        url: https://blog.cloudflare.com/rss/
        categories: [architecture, edge]
      - type: youtube
        channel: CloudflareTV
        playlist: architecture
    conferences:
      - name: "Speed Week"
        url: https://cloudflare.com/speed-week/
  - org: discord
    feeds:
      - type: blog
        url: https://discord.com/blog
        filter: engineering
"""
PLACE = "¦"


def read(folder: Path, text: str) -> tuple[Registry | None, list[str]]:
    """What a registry holds, and what is wrong with it."""
    path = folder / "sources.yaml"
    path.write_text(text, encoding="utf-8")
    registry, findings = load(path)
    return registry, [f"{finding.line}:{finding.column} {finding.code} {finding.message}" for finding in findings]


def test_the_example_of_the_specification(tmp_path: Path) -> None:
    registry, wrong = read(tmp_path, EXAMPLE)
    assert wrong == []
    assert registry is not None
    cloudflare, discord = registry.sources
    assert [feed.address for feed in cloudflare.feeds] == [
        "https://blog.cloudflare.com/rss/",
        "https://www.youtube.com/@CloudflareTV",
    ]
    assert [feed.wanted for feed in (*cloudflare.feeds, *discord.feeds)] == [None, "architecture", "engineering"]
    assert registry.threshold == 0.4


@pytest.mark.parametrize(
    ("feed", "address"),
    [
        (
            "channel: UCabcdefghijklmnopqrstuv",
            "https://www.youtube.com/feeds/videos.xml?channel_id=UCabcdefghijklmnopqrstuv",
        ),
        ("playlist: PLabcdefghijklmnop", "https://www.youtube.com/feeds/videos.xml?playlist_id=PLabcdefghijklmnop"),
        ("channel: '@Ferry TV/x'", "https://www.youtube.com/@Ferry%20TV/x"),
    ],
)
def test_the_addresses_of_videos(tmp_path: Path, feed: str, address: str) -> None:
    registry, wrong = read(tmp_path, f"sources: [{{org: ferry, feeds: [{{type: youtube, {feed}}}]}}]\n")
    assert wrong == []
    assert registry is not None
    assert registry.sources[0].feeds[0].address == address


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("org: cloudflare", "¦orgg: cloudflare", "ATL101 unknown key 'orgg'; did you mean 'org'?"),
        ("org: cloudflare", "org: ¦Cloud flare", "ATL105 org: must be of the form"),
        ("org: discord", "org: ¦cloudflare", "ATL901 org 'cloudflare' stands here again (first at line 2)"),
        ("type: rss", "type: ¦rrs", "ATL104 type: 'rrs' is none of rss, youtube, blog; did you mean 'rss'?"),
        ("- type: blog\n        url", "- type: blog\n        ¦uri", "ATL101 unknown key 'uri'; did you mean 'url'?"),
        ("      - type: blog\n        url: https://discord.com/blog\n", "      - ¦type: blog\n", "ATL902 a feed of type blog needs 'url'; add it"),
        ("        channel: CloudflareTV\n", "", "ATL902 this is no id of a playlist; add 'channel'"),
        ("categories: [architecture, edge]", "channel: ¦CloudflareTV", "ATL903 'channel' does not belong to a feed of type rss"),
        ("categories: [architecture, edge]", "playlist: ¦PLabc", "ATL903 'playlist' does not belong to a feed of type rss"),
        ("playlist: architecture", "url: ¦https://youtube.com/", "ATL903 'url' does not belong to a feed of type youtube"),
        ("categories: [architecture, edge]", "categories: ¦edge", "ATL103 categories: must be a list"),
        ("https://blog.cloudflare.com/rss/", "¦http://blog.cloudflare.com/rss/", "ATL904 'http://blog.cloudflare.com/rss/' does not begin with https://"),
        ("https://discord.com/blog", "¦https://10.0.0.1/blog", "ATL904 'https://10.0.0.1/blog' names no public host"),
        ("https://cloudflare.com/speed-week/", "¦speed-week", "ATL904 'speed-week' does not begin with https://"),
        ('- name: "Speed Week"\n        url', "- url", "ATL102 key 'name' is missing"),
        ("https://discord.com/blog", "https://blog.cloudflare.com/rss/", "ATL905 https://blog.cloudflare.com/rss/ is listed again (first at line 4)"),
        ("sources:\n", "threshold: ¦7\nsources:\n", "ATL105 threshold: must be at most 1, not a number (7)"),
        ("sources:\n", "keywords: {mine: ¦{words: []}}\nsources:\n", "ATL906 group 'mine' has no words or no weight"),
        ("sources:\n", "sources: ¦nothing\nsourcess:\n", "ATL103 sources: must be a list"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_where_it_is(tmp_path: Path, old: str, new: str, says: str) -> None:
    assert EXAMPLE.count(old) == 1
    text = EXAMPLE.replace(old, new)
    before, mark, after = text.partition(PLACE)
    _registry, wrong = read(tmp_path, before + after)
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    assert any(says in problem for problem in wrong), wrong
    if mark:
        assert any(problem.startswith(f"{line}:{column} {says[:6]}") for problem in wrong), wrong


@pytest.mark.parametrize("text", ["", "a: [", "- a\n", "\x00"])
def test_what_is_no_registry_has_a_place_too(tmp_path: Path, text: str) -> None:
    registry, wrong = read(tmp_path, text)
    assert registry is None
    assert len(wrong) == 1


def test_a_group_takes_the_place_of_the_one_of_its_name(tmp_path: Path) -> None:
    registry, wrong = read(tmp_path, "keywords: {scale: {weight: 2, words: [huge]}, mine: {words: [ferry]}}\n")
    assert wrong == []
    assert registry is not None
    groups = registry.groups
    assert list(groups) == ["architecture", "innovation", "mine", "scale"]
    assert (groups["scale"].words, groups["scale"].weight) == (["huge"], 2)


def test_the_registry_of_the_catalogue_is_sound() -> None:
    registry, findings = load(bundled() / "sources.yaml")
    assert findings == []
    assert registry is not None
    assert len(registry.sources) >= 30
    categories = {term.id for term in default_vocabulary().of(TermKind.CATEGORY)}
    assert {organisation.category for organisation in registry.sources} <= categories
