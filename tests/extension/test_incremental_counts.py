"""Of a catalogue of 200 records, an edit of one reads again exactly the pages that show what was edited."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from tests.extension.conftest import CONF, Project

#: What many records make slow goes the ways of one.
pytestmark = pytest.mark.no_cover

RECORD = """\
id: CS-SHIP-{number:03}
name: Ship {number:03}
category: {category}
org: Ship Labs, Inc.
last_verified: 2025-11-15
confidence: B
summary: {{value: Carries cargo {number}., source: post}}
scale:
  load: {{value: "{number} TB", source: post, quote: "{number} terabytes"}}
mechanisms: {{mandatory: [{{name: p3_durable_log, how: Keeps the log of {number}., source: post}}]}}
components:
  - {{id: desk, name: Desk, plane: edge, role: gateway, source: post}}
  - {{id: hold, name: Hold, plane: state, role: store, source: post}}
flows: [{{from: desk, to: hold, label: stows, mode: sync, critical: true, source: post}}]
failures_top5: [{{name: leak, detection: The pumps start., mitigation: Less is taken on., source: post}}]
sources: [{{id: post, type: blog, title: How ship {number} sails, url: "https://example.org/{number}", date: 2024-06}}]
"""

#: Records need not be ready to publish here.
SETTINGS = 'suppress_warnings = ["atlas.record"]\n'
#: A system's page without its many diagrams: it still shows what the whole record says.
SYSTEM = ".. atlas-system:: {id}\n   :tables: summary\n   :diagrams: none"

#: Every page but those of the systems. Records of an odd number are of `messaging`, those of an even one of `fintech`.
PAGES = {
    "all": ".. atlas-index:: systems",
    "messaging": ".. atlas-category:: messaging",
    "fintech": ".. atlas-category:: fintech",
    "matrix": ".. atlas-matrix:: mechanisms",
    "coverage": ".. atlas-coverage::",
    "evidence": ".. atlas-sources::",
    "log": ".. atlas-term:: mechanism p3_durable_log",
    "grades": ".. atlas-compare:: CS-SHIP-007 CS-SHIP-008\n   :fields: confidence",
    "others": ".. atlas-compare:: CS-SHIP-009 CS-SHIP-010",
    "flow": ".. atlas-diagram:: CS-SHIP-007-L0",
    "state": ".. atlas-diagram:: L1-STATE\n   :system: CS-SHIP-007",
    "failures": ".. atlas-table:: failures\n   :system: CS-SHIP-007",
    "sources": ".. atlas-sources:: CS-SHIP-007",
    "load": "It carries :atlas:value:`CS-SHIP-007 scale.load`.",
    "link": "As :atlas:system:`CS-SHIP-007` does.",
    "plain": "Nothing of ours.",
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A catalogue of 200 systems, built once; each test begins where the one before it ended."""
    project = Project(tmp_path_factory.mktemp("counts"))
    project.write("conf.py", CONF + SETTINGS)
    pages = PAGES | {f"ship-{number:03}": SYSTEM.format(id=f"CS-SHIP-{number:03}") for number in range(200)}
    for name, body in pages.items():
        project.write(f"{name}.rst", f"{name}\n{'=' * len(name)}\n\n{body}\n")
    project.write("index.rst", "Start\n=====\n\n.. toctree::\n   :glob:\n\n   *\n")
    for number in range(200):
        project.record(RECORD.format(number=number, category="messaging" if number % 2 else "fintech"), file(number))
    build = project.build()
    assert build.warnings == ""
    assert build.read == sorted(["index", *pages])
    return project


def file(number: int) -> str:
    """Where a record lies."""
    return f"all/ship-{number:03}.yaml"


class Edit(NamedTuple):
    """A change of the record of ship 7, and the names of the pages that show what it changes."""

    old: str
    new: str
    pages: set[str]


EDITS = {
    "nothing": Edit("Carries", "Carries", set()),
    "the confidence": Edit("confidence: B", "confidence: C", {"ship-007", "all", "messaging", "coverage", "grades"}),
    "a component": Edit("name: Hold", "name: Cellar", {"ship-007", "flow", "state"}),
    "a failure": Edit("The pumps start.", "A lamp is lit.", {"ship-007", "failures"}),
    # A source is listed with what is quoted from it, by the figure.
    "a figure": Edit('"7 TB"', '"7.0 TB"', {"ship-007", "load", "sources"}),
    "how a mechanism is used": Edit("Keeps the log", "Holds the log", {"ship-007", "log"}),
    "a source": Edit("title: How ship 7", "title: Why ship 7", {"ship-007", "sources", "evidence"}),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS.keys())
def test_an_edit_reads_the_pages_that_show_it_and_no_others(project: Project, edit: Edit) -> None:
    change(project, edit)
    assert set(project.build().read) == edit.pages


def test_a_summary_is_read_again_where_it_stands_and_elsewhere_written_as_a_tooltip(project: Project) -> None:
    change(project, Edit("Carries ", "Still carries ", {"ship-007"}))
    build = project.build()
    assert build.read == ["ship-007"]
    assert "link" in build.written
    assert {"plain", "others"}.isdisjoint(build.written)
    assert 'title="Still carries ' in build.html("link")


def change(project: Project, edit: Edit) -> None:
    """Make an edit."""
    path = project.root / "catalog" / "case-studies" / file(7)
    text = path.read_text(encoding="utf-8")
    assert edit.old in text
    path.write_text(text.replace(edit.old, edit.new), encoding="utf-8")
