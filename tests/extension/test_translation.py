"""What translators get, and what readers of a translation see: headings of ours, and the prose of the records."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.extension.conftest import Project
from tests.records import good_record

Make = Callable[..., Project]

INDEX = ".. atlas-system:: CS-FERRY-CHAT\n   :diagrams: none\n"
CONF = 'language = "de"\nlocale_dirs = ["locale"]\ngettext_compact = "texts"\n'
HEADING = "At a glance"
#: A sentence of the summary, and one of a table's cells.
SUMMARY = (
    "Group chat in which one process per group sends each message to every member. Messages are kept in a sharded log."
)
CELL = "One group gets more messages"
PO = f"""
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "{HEADING}"
msgstr "Auf einen Blick"

msgid "{SUMMARY}"
msgstr "Gruppenchat mit *einem* Prozess je Gruppe. Nachrichten liegen in einem geteilten Log."
"""


@pytest.fixture
def project(make_project: Make) -> Project:
    return make_project(INDEX, CONF)


def entries(pot: str) -> Iterator[tuple[str, str]]:
    """The places and the text of each entry of a template."""
    for block in pot.split("\n\n"):
        places, sign, text = block.partition('msgid "')
        if sign:
            yield places, text.partition('"\nmsgstr')[0].replace('"\n"', "").strip('"')


def test_prose_is_listed_at_its_line_of_the_record(project: Project) -> None:
    build = project.build("gettext")
    assert build.warnings == ""
    found = {text: places for places, text in entries((build.out / "texts.pot").read_text(encoding="utf-8"))}
    lines = good_record().splitlines()
    for sentence in (SUMMARY, CELL):
        text = next(text for text in found if sentence in text)
        places = re.findall(r"ferry\.yaml:(\d+)", found[text])
        assert places, found[text]
        # The text stands there, or in the block that begins there.
        assert any(sentence in " ".join(lines[int(place) - 1 : int(place) + 2]) for place in places)
    assert "index.rst:4" in found[HEADING]


def test_a_translation_reaches_the_page(project: Project) -> None:
    project.write("locale/de/LC_MESSAGES/texts.po", PO)
    build = project.build()
    assert build.warnings == ""
    page = BeautifulSoup(build.html(), "html.parser")
    headings = [heading.get_text().rstrip("¶") for heading in page.find_all("h2")]
    assert headings[0] == "Auf einen Blick"
    summary = page.select_one("p.atlas-summary")
    assert summary is not None
    assert "Gruppenchat mit einem Prozess je Gruppe." in summary.get_text()
    assert "Group chat in which" not in summary.get_text()
    # In the syntax of the records, and with what stands behind the sentence.
    assert summary.select_one("em").get_text() == "einem"  # type: ignore[union-attr]
    assert summary.select_one(".atlas-mark a[title]")


def test_without_a_translation_the_page_is_as_it_was(project: Project) -> None:
    assert Path(project.root / "locale").exists() is False
    assert HEADING in project.build().html()
