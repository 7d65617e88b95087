"""The official Mermaid accepts everything that we draw, and shows what we meant."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from sphinx_atlas.catalog.catalog import Catalog, bundled
from sphinx_atlas.catalog.reader import read_file
from sphinx_atlas.catalog.reading import read_record
from sphinx_atlas.catalog.vocabulary import Vocabulary, default_vocabulary
from sphinx_atlas.mermaid import to_mermaid
from sphinx_atlas.views.diagrams import diagrams
from sphinx_atlas.views.diagrams.model import Diagram
from tests.hostile import records
from tests.hostile_texts import STRINGS
from tests.mermaid.oracle import Drawing, Verdict, judge
from tests.mermaid.samples import hostile_flowchart, hostile_sequence, texts_of

pytestmark = pytest.mark.browser

SECTION_E = Path(__file__).parents[1] / "fixtures" / "section-e.yaml"

#: Wrong in a way that the parser must see, or the oracle sees nothing.
BROKEN = {
    "no kind": "hello",
    "unquoted bracket": "graph TB\n  a[Gateway (edge)]",
    "quote within quotes": 'graph TB\n  a["the "big" one"]',
    "open subgraph": 'graph TB\n  subgraph g["x"]\n  a["x"]',
    "reserved id": 'graph TB\n  end["x"]',
    "style of no edge": 'graph TB\n  a["x"]\n  linkStyle 0 stroke-width:1px',
    "empty label": 'graph TB\n  a[""]',
    "semicolon in a message": "sequenceDiagram\n  a->>b: one; two",
    "open alternative": "sequenceDiagram\n  alt x\n  a->>b: y",
    "no arrow": "sequenceDiagram\n  a b: y",
}
#: Accepted, but some of the text is lost; only a look at the drawing can tell.
LOST = {
    "direction": ('graph TB\n  a["see direction LR below"]', "see direction LR below"),
    "comment": ('graph TB\n  a["a %%{init: {}}%% b"] --> b["x"]', "a %%{init: {}}%% b"),
    "tag": ('graph TB\n  a["Map<String>"]', "Map<String>"),
    "entity": ('graph TB\n  a["#35;1"]', "#35;1"),
}

LINKS = {"named": ("../terms/a b.html#mechanism-p3", 'said "so" <here>'), "bad": ("javascript:alert(1)", "x")}

#: What differs between the text that is meant and the one that is shown; see :mod:`sphinx_atlas.mermaid.escape`.
SUBSTITUTES = str.maketrans({"\u201c": '"', "\u201d": '"', "\u2039": "<", "\u203a": ">", "\uff03": "#", ";": ","})
#: What Mermaid adds to a condition, or breaks a long word of it with.
AROUND_CONDITIONS = str.maketrans(dict.fromkeys("-[]"))
INVISIBLE = {"Cc", "Cf", "Cn", "Zl", "Zp", "Zs"}


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return default_vocabulary()


@pytest.fixture(scope="module")
def samples(vocabulary: Vocabulary) -> dict[str, Diagram]:
    """Every diagram to be judged, by a name that says where it is from."""
    catalog = Catalog.load([bundled()])
    example, findings = read_record(read_file(SECTION_E, SECTION_E.name))
    assert example is not None, findings
    found = {
        f"data/{one.id}": one for record in catalog.records.values() for one in diagrams(record, catalog.vocabulary)
    }
    found |= {f"example/{one.id}": one for one in diagrams(example, vocabulary)}
    found |= {f"hostile/{one.id}": one for record in records(500, vocabulary) for one in diagrams(record, vocabulary)}
    for number, text in enumerate(STRINGS):
        found[f"string/flowchart/{number}"] = hostile_flowchart(text)
        found[f"string/sequence/{number}"] = hostile_sequence(text)
    return found


@pytest.fixture(scope="module")
def drawn(samples: dict[str, Diagram]) -> list[str]:
    """Names of what is drawn, too: each string by itself, each system as a whole, and some of the hostile records."""
    ends = ("-L0", "-BP", "-FM")
    systems = [name for name in samples if name.startswith(("data/", "example/")) and name.endswith(ends)]
    strings = [name for name in samples if name.startswith("string/")]
    return [*systems, *strings, *[name for name in samples if name.startswith("hostile/")][::60]]


@pytest.fixture(scope="module")
def verdicts(samples: dict[str, Diagram], drawn: list[str]) -> dict[str, Verdict]:
    """What Mermaid says to everything, asked once."""
    texts = {name: to_mermaid(diagram, LINKS) for name, diagram in samples.items()}
    texts |= {f"broken/{name}": text for name, text in BROKEN.items()}
    texts |= {f"lost/{name}": text for name, (text, _) in LOST.items()}
    return judge(texts, {*drawn, *(f"lost/{name}" for name in LOST)})


@pytest.mark.parametrize("origin", ["data", "example", "hostile", "string"])
def test_every_diagram_is_accepted(origin: str, verdicts: dict[str, Verdict]) -> None:
    judged = {name: verdict.error for name, verdict in verdicts.items() if name.startswith(f"{origin}/")}
    assert len(judged) >= 10
    assert {name: error for name, error in judged.items() if error} == {}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_is_refused(name: str, verdicts: dict[str, Verdict]) -> None:
    assert verdicts[f"broken/{name}"].error


@pytest.mark.parametrize("name", LOST)
def test_a_lost_text_is_missed(name: str, verdicts: dict[str, Verdict]) -> None:
    verdict = verdicts[f"lost/{name}"]
    assert verdict.error is None
    assert any(fold(LOST[name][1]) not in map(fold, drawing.labels["node"]) for drawing in verdict.drawings)


@pytest.mark.parametrize("origin", ["data", "example", "hostile", "string"])
def test_every_label_is_shown(
    origin: str, samples: dict[str, Diagram], drawn: list[str], verdicts: dict[str, Verdict]
) -> None:
    names = [name for name in drawn if name.startswith(f"{origin}/")]
    assert names
    wrong = [
        (name, kind, meant, seen)
        for name in names
        for drawing in verdicts[name].drawings
        for kind, meant, seen in _compared(samples[name], drawing)
        if meant != seen
    ]
    assert wrong == []


def test_descriptions_are_read_out(samples: dict[str, Diagram], drawn: list[str], verdicts: dict[str, Verdict]) -> None:
    for name in drawn:
        for drawing in verdicts[name].drawings:
            title = fold(samples[name].title) or fold(samples[name].id)
            assert fold(drawing.title) == title
            assert fold(drawing.description) == (fold(samples[name].description) or title)


def test_links_lead_where_they_should(verdicts: dict[str, Verdict]) -> None:
    address, tip = LINKS["named"]
    for drawing in verdicts["string/flowchart/0"].drawings:
        assert [(found, fold(shown)) for found, shown in drawing.links] == [(address, fold(tip))]


def _compared(diagram: Diagram, drawing: Drawing) -> Iterator[tuple[str, object, object]]:
    """Kind of element, the texts that were meant and those that are seen.

    Mermaid draws messages and conditions line by line, so each kind is compared as one text; the conditions as the
    letters that they are made of, as the innermost come first.
    """
    for kind, texts in texts_of(diagram).items():
        meant, seen = ([fold(text) for text in found if fold(text)] for found in (texts, drawing.labels[kind]))
        if kind == "message":
            yield kind, "".join(meant), "".join(seen)
        elif kind == "condition":
            yield kind, _letters(meant), _letters(seen)
        else:
            yield kind, sorted(meant), sorted(seen)


def _letters(conditions: list[str]) -> list[str]:
    return sorted("".join(conditions).translate(AROUND_CONDITIONS))


def fold(text: str) -> str:
    """The text without what cannot be seen, and without the differences that are meant."""
    return "".join(char for char in text if unicodedata.category(char) not in INVISIBLE).translate(SUBSTITUTES)
