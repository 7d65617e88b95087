"""Prose of records in another language: what a translator is given, and what a reader then gets."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup

from tests.extension.conftest import Project

Make = Callable[..., Project]

INDEX = ".. atlas-system:: CS-FERRY-CHAT\n\n.. atlas-term:: p3_durable_log\n\n.. atlas-index:: mechanisms\n"
GERMAN = {
    "At a glance": "Auf einen Blick",
    "Keeps every message.": "Bewahrt jede *Nachricht* auf.",
    "Every group lives in the region of its founder.": "Jede Gruppe lebt in der Region ihres Gründers.",
    "when": "wenn",
}


def translate(project: Project, pot: Path) -> None:
    """Fill in the translations that there are, as a translator would."""
    with pot.open("rb") as file:
        catalog = read_po(file, locale="de")
    for message in catalog:
        if isinstance(message.id, str):
            message.string = GERMAN.get(message.id, "")
    folder = project.root / "locale/de/LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "index.mo").open("wb") as file:
        write_mo(file, catalog)


def test_a_translator_gets_headings_and_prose_with_their_places(make_project: Make) -> None:
    project = make_project(INDEX)
    pot = project.build("gettext", strict=True).out / "index.pot"
    with pot.open("rb") as file:
        messages = {message.id: message.locations for message in read_po(file)}
    lines = (project.root / "catalog/case-studies/messaging/ferry.yaml").read_text().splitlines()

    def written(text: str) -> list[str]:
        return [lines[line - 1] for file, line in messages[text] if str(file).endswith("ferry.yaml")]

    assert all("description: Keeps every message." in line for line in written("Keeps every message."))
    assert written("Keeps every message.")
    assert all("strategy:" in line for line in written("Every group lives in the region of its founder."))
    assert "At a glance" in messages
    definition = next(locations for text, locations in messages.items() if str(text).startswith("Appends every change"))
    assert all("mechanisms.yaml" in str(file) for file, _line in definition)


def test_a_reader_gets_the_translation_and_all_of_the_evidence(make_project: Make) -> None:
    project = make_project(INDEX)
    english = BeautifulSoup(project.build(strict=True).html(), "html.parser")
    translate(project, make_project(INDEX, name="extracted").build("gettext", strict=True).out / "index.pot")
    conf = project.root / "conf.py"
    conf.write_text(conf.read_text() + 'language = "de"\nlocale_dirs = ["locale"]\ngettext_auto_build = False\n')
    build = project.build(fresh=True, strict=True)
    assert build.warnings == ""
    german = BeautifulSoup(build.html(), "html.parser")
    headings = [heading.get_text().rstrip("¶") for heading in german.select("h2")]
    assert headings[0] == "Auf einen Blick"
    text = " ".join(table.get_text(" ", strip=True) for table in german.select("table.atlas"))
    assert "Jede Gruppe lebt in der Region ihres Gründers." in text
    assert "Every group lives in the region of its founder." not in text
    assert "<em>Nachricht</em>" in build.html()
    assert len(german.select(".atlas-mark a")) == len(english.select(".atlas-mark a")) > 50
