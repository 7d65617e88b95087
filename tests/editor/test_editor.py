"""What somebody who writes a record sees in an editor, with our schema and the language server that editors run."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from sphinx_atlas.catalog.catalog import bundled
from sphinx_atlas.catalog.input_schema import EVIDENCE, MODELINE, input_schema
from sphinx_atlas.catalog.sections import Component
from sphinx_atlas.catalog.terms import TermKind
from sphinx_atlas.catalog.vocabulary import default_vocabulary
from tests.editor.language_server import Editor
from tests.records import good_record

pytestmark = pytest.mark.browser

Open = Callable[[str], Editor]
FIRST = "# yaml-language-server: $schema=schema.json\n"


@pytest.fixture(name="opened")
def _opened(tmp_path: Path) -> Iterator[Open]:
    """Opens a record beside its schema."""
    (tmp_path / "schema.json").write_text(json.dumps(input_schema(default_vocabulary())), encoding="utf-8")
    with ExitStack() as stack:

        def open_(text: str) -> Editor:
            path = tmp_path / "record.yaml"
            path.write_text(FIRST + text.removeprefix(f"{MODELINE}\n"), encoding="utf-8")
            return stack.enter_context(Editor(path))

        yield open_


def changed(old: str, new: str) -> str:
    text = good_record()
    assert text.count(old) == 1
    return text.replace(old, new)


def test_in_a_good_record_nothing_is_underlined(opened: Open) -> None:
    assert opened(good_record()).underlined == []


@pytest.mark.parametrize("name", ["messaging/slack", "social-feeds/discord"])
def test_nor_in_those_of_the_catalogue(opened: Open, name: str) -> None:
    text = (bundled() / "case-studies" / f"{name}.yaml").read_text(encoding="utf-8")
    assert opened(text).underlined == []


def test_a_key_is_offered_inside_a_component(opened: Open) -> None:
    editor = opened(changed("    technology: Elixir\n", "    technology: Elixir\n    \n"))
    line, column = editor.place("technology: Elixir")
    offered = editor.completions(line + 1, column)
    there = {"id", "name", "plane", "role", "technology", "mechanisms", "facts", "source"}
    assert set(offered) == {*Component.model_fields, *EVIDENCE} - there
    assert offered["description"] == "What it does, in our words."


def test_the_mechanisms_are_offered_with_what_they_are(opened: Open) -> None:
    editor = opened(changed("name: p1_consistent_hash, how: Finds", "name: , how: Finds"))
    line, column = editor.place("name: , how: Finds")
    offered = editor.completions(line, column + len("name: "))
    ids = [term.id for term in default_vocabulary().of(TermKind.MECHANISM)]
    assert [label for label in offered if label in ids] == ids
    assert offered["p9_circuit_breaker"].startswith("Circuit breaker: ")


def test_the_planes_are_offered(opened: Open) -> None:
    editor = opened(changed("plane: edge\n    role: gateway", "plane: \n    role: gateway"))
    line, column = editor.place("    role: gateway")
    offered = editor.completions(line - 1, column + len("    plane: "))
    assert list(offered) == ["edge", "service", "stream", "state", "control"]


@pytest.mark.parametrize(
    ("word", "says"),
    [
        ("last_verified: 2025", "When its claims were last checked against the sources."),
        ("consistency: bounded", "The consistency guarantee of what it holds."),
        ("planes_heat:", "How active each plane is."),
        ("role: Also holds", "What this region does, where they differ."),
        ("topology: multi_region", "How a system is spread over the world."),
        ("p12_load_shedding, when", "* `p12_load_shedding`: Load shedding: "),
        ("historical: true", "Whether the value no longer holds."),
    ],
)
def test_over_a_word_stands_what_it_means(opened: Open, word: str, says: str) -> None:
    editor = opened(good_record())
    line, column = editor.place(word)
    assert says in editor.hover(line, column + 1)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("    technology: Elixir\n", "    technologie: Elixir\n", "Property technologie is not allowed."),
        ("name: p3_durable_log, how", "name: p3_durable_lok, how", 'Value is not accepted. Valid values: "p1_consistent_hash"'),
        ("plane: edge\n    role: gateway", "plane: egde\n    role: gateway", 'Valid values: "edge", "service"'),
        ("category: messaging", "category: mesaging", 'Valid values: "social-feeds", "messaging"'),
        ("    url: https://ferry-chat.org/engineering/messages\n", "", 'Missing property "url".'),
    ],
)  # fmt: skip
def test_what_is_wrong_is_underlined_and_nothing_else(opened: Open, old: str, new: str, says: str) -> None:
    editor = opened(changed(old, new))
    (underlined,) = editor.underlined or []
    line, message = underlined
    assert says in message
    if new:
        assert new.strip().partition("\n")[0] in editor.lines[line - 1]
