"""The feed of what changed, against what RFC 4287 demands of one."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_atlas.export.changes import Change, Kind, SystemChange, compare
from sphinx_atlas.export.editions import Edition
from sphinx_atlas.export.feed import feed
from tests.export.conftest import BARE, OTHER, sample
from tests.records import good_record

ATOM = "{http://www.w3.org/2005/Atom}"
#: RFC 4151: an authority, a date, and what it names.
TAG = re.compile(r"tag:[a-z0-9.-]+,\d{4}:[\w/.%~-]+")
NEWER = good_record().replace("last_verified: 2025-11-15", "last_verified: 2025-12-24")


def made(old: list[str], new: list[str], address: str | None = None) -> ET.Element:
    """The feed from some records to others."""
    before, after = Edition.of(sample(*old)), Edition.of(sample(*new))
    return ET.fromstring(feed(compare(before, after), after, address))


def texts(element: ET.Element, name: str) -> list[str]:
    """The texts of the elements of a name directly inside one."""
    return [found.text or "" for found in element.findall(f"{ATOM}{name}")]


def assert_valid(root: ET.Element) -> None:
    """What section 4 of the RFC demands."""
    assert root.tag == f"{ATOM}feed"
    entries = root.findall(f"{ATOM}entry")
    for element in (root, *entries):
        for name in ("id", "title", "updated"):
            assert len(texts(element, name)) == 1, name
        assert TAG.fullmatch(texts(element, "id")[0])
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", texts(element, "updated")[0])
    assert texts(root.findall(f"{ATOM}author")[0], "name")[0]
    for entry in entries:
        (content,) = entry.findall(f"{ATOM}content")
        assert content.get("type") == "html"
        assert content.text
    ids = [texts(entry, "id")[0] for entry in entries]
    assert len(ids) == len(set(ids))


def test_it_is_a_feed() -> None:
    root = made([good_record(), BARE], [NEWER, OTHER], "https://ferries.example/atlas/changes.atom")
    assert_valid(root)
    assert texts(root, "updated") == ["2025-12-24T00:00:00Z"]
    assert texts(root, "id") == ["tag:ferries.example,2026:atlas/changes.atom/changes"]
    (link,) = root.findall(f"{ATOM}link")
    assert (link.get("rel"), link.get("href")) == ("self", "https://ferries.example/atlas/changes.atom")
    entries = root.findall(f"{ATOM}entry")
    assert [texts(entry, "title")[0].partition(":")[0] for entry in entries] == ["Ferry Chat", "Barge", "Bare"]
    assert [texts(entry, "updated")[0][:10] for entry in entries] == ["2025-12-24", "2025-11-15", "2025-12-24"]
    assert "last_verified: 2025-11-15 → 2025-12-24" in (entries[0].findtext(f"{ATOM}content") or "")


def test_a_feed_without_changes_is_one_too() -> None:
    root = made([good_record()], [good_record()])
    assert_valid(root)
    assert texts(root, "updated") == ["2025-11-15T00:00:00Z"]
    assert texts(root, "id") == ["tag:ferries.example,2026:atlas/changes"]


def test_no_clock_is_asked_where_nothing_is_dated() -> None:
    root = made([good_record()], [BARE])
    assert_valid(root)
    undated = made([BARE.replace("name: Bare", "name: Before")], [BARE])
    assert texts(undated, "updated") == ["1970-01-01T00:00:00Z"]


def test_the_same_change_is_the_same_entry() -> None:
    once, again = (made([good_record()], new) for new in ([NEWER], [NEWER, OTHER]))
    ids = {texts(entry, "id")[0] for entry in again.findall(f"{ATOM}entry")}
    assert {texts(entry, "id")[0] for entry in once.findall(f"{ATOM}entry")} < ids


@pytest.mark.parametrize("url", [None, "", "x", "https://", "https://[", "https://bücher.example/ä b"])
def test_an_address_of_any_kind_gives_an_id(url: str | None) -> None:
    root = ET.fromstring(feed([], Edition("x", url)))
    assert re.fullmatch(r"tag:[a-zA-Z0-9.%-]+,2026:[\w/%.-]*changes", texts(root, "id")[0])


@given(st.text(max_size=40))
def test_any_text_is_escaped(text: str) -> None:
    change = Change("x", None, {"value": f"<b>{text}"})
    root = ET.fromstring(feed([SystemChange("CS-X", f"<{text}", Kind.CHANGED, (change,))], Edition(f"&{text}")))
    assert_valid(root)
    (content,) = root.iter(f"{ATOM}content")
    assert "<b>" not in (content.text or "")
