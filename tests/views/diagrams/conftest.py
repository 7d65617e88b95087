"""Records to draw: small ones made of text, section E's, the invented good one, and every real one there is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_atlas.catalog.model import CaseStudy
from sphinx_atlas.catalog.reader import read_text
from sphinx_atlas.catalog.reading import read_record
from sphinx_atlas.catalog.vocabulary import Vocabulary, default_vocabulary
from sphinx_atlas.views.diagrams import diagram, diagrams
from sphinx_atlas.views.diagrams.model import Diagram, Flowchart, Node

ROOT = Path(__file__).resolve().parents[3]
FILES = [
    ROOT / "tests/fixtures/section-e.yaml",
    ROOT / "tests/good-record.yaml",
    *sorted((ROOT / "data/case-studies").rglob("*.yaml")),
]
HEAD = "id: CS-X\nname: X\ncategory: messaging\n"
SOURCES = """
sources:
  - {id: a, type: blog, title: A, url: "https://x.example/a"}
  - {id: b, type: blog, title: B, url: "https://x.example/b"}
"""


def read(text: str) -> CaseStudy:
    record, findings = read_record(read_text(text, "x.yaml"))
    assert record is not None, findings
    return record


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return default_vocabulary()


@pytest.fixture(scope="session")
def make() -> Callable[[str], CaseStudy]:
    """A record of a few lines, which stand behind its id and before two sources ``a`` and ``b``."""
    return lambda text: read(HEAD + text + SOURCES)


@pytest.fixture
def draw(make: Callable[[str], CaseStudy], vocabulary: Vocabulary) -> Callable[[str, str], Diagram]:
    """One diagram of a record of a few lines."""

    def drawn(text: str, kind: str) -> Diagram:
        found = diagram(make(text), vocabulary, kind)
        assert found is not None, f"no {kind}"
        return found

    return drawn


@pytest.fixture(scope="session")
def section_e() -> CaseStudy:
    return read(FILES[0].read_text(encoding="utf-8"))


@pytest.fixture(scope="session", params=FILES, ids=lambda path: path.stem)
def text(request: pytest.FixtureRequest) -> str:
    """Every whole record, one after the other, as YAML."""
    return Path(request.param).read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def record(text: str) -> CaseStudy:
    return read(text)


@pytest.fixture(scope="session")
def every(record: CaseStudy, vocabulary: Vocabulary) -> list[Diagram]:
    """Every diagram of the record, made once for all tests that only look at them."""
    return list(diagrams(record, vocabulary))


@pytest.fixture(scope="session")
def chart() -> Callable[[Diagram], Flowchart]:
    """A diagram's body, which has to be a flowchart."""

    def body(diagram: Diagram) -> Flowchart:
        assert isinstance(diagram.body, Flowchart)
        return diagram.body

    return body


@pytest.fixture(scope="session")
def named(chart: Callable[[Diagram], Flowchart]) -> Callable[[Diagram, str], Node]:
    """The one box of a diagram whose label begins with a text."""

    def find(diagram: Diagram, name: str) -> Node:
        found = [node for node in chart(diagram).nodes if node.texts[0].startswith(name)]
        assert len(found) == 1, [node.texts for node in chart(diagram).nodes]
        return found[0]

    return find
