"""What holds for each diagram of each record: figures, references, sources, and that nothing brings it down."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_atlas.catalog.model import CaseStudy
from sphinx_atlas.catalog.reader import read_text
from sphinx_atlas.catalog.reading import read_record
from sphinx_atlas.catalog.terms import TermKind
from sphinx_atlas.catalog.vocabulary import Vocabulary, default_vocabulary
from sphinx_atlas.views.diagrams import diagrams
from sphinx_atlas.views.diagrams.model import (
    Alternatives,
    Diagram,
    Edge,
    Flowchart,
    Group,
    Message,
    Node,
    NodeRole,
    Remark,
    Step,
)
from sphinx_atlas.views.diagrams.outline import outline

GOOD = Path(__file__).resolve().parents[2] / "good-record.yaml"
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
#: Numbers that a label may show though no record holds them: marks, counts of ours, planes, Little's law, the outcomes.
OURS = re.compile(
    r"\[\d+\]|\b\d+ more\b|^\d+ flows$|^\d+ named regions$|\bL1-[A-Z]+|^L = λ × W = .*|^(429|503|504|200) [A-Z]"
)


def groups(found: tuple[Group, ...]) -> Iterator[Group]:
    for group in found:
        yield group
        yield from groups(group.groups)


def boxes(chart: Flowchart) -> Iterator[Node | Edge]:
    yield from chart.nodes
    yield from chart.edges


def steps(found: tuple[Step, ...]) -> Iterator[Message | Remark]:
    for step in found:
        if isinstance(step, Alternatives):
            for branch in step.branches:
                yield from steps(branch.steps)
        else:
            yield step


def labels(diagram: Diagram) -> Iterator[str]:
    if isinstance(diagram.body, Flowchart):
        yield from (text for box in boxes(diagram.body) for text in box.texts)
        yield from (group.title for group in groups(diagram.body.groups))
    else:
        yield from (participant.label for participant in diagram.body.participants)
        yield from (step.text for step in steps(diagram.body.steps))


def test_every_number_is_in_the_record(text: str, every: list[Diagram]) -> None:
    known = set(NUMBER.findall(text))
    for drawn in every:
        for label in labels(drawn):
            shown = set(NUMBER.findall(OURS.sub("", label)))
            assert shown <= known, f"{drawn.id}: {label}"


def test_every_mark_is_among_the_sources(record: CaseStudy, every: list[Diagram]) -> None:
    for drawn in every:
        marks = {int(number) for label in labels(drawn) for number in re.findall(r"\[(\d+)\]", label)}
        assert marks <= set(drawn.sources), drawn.id
        assert set(drawn.sources) <= set(range(1, len(record.sources) + 1))
        assert list(drawn.sources) == sorted(set(drawn.sources))


def test_arrows_and_frames_hold_what_exists(every: list[Diagram]) -> None:
    for drawn in every:
        if not isinstance(drawn.body, Flowchart):
            continue
        nodes = [node.id for node in drawn.body.nodes]
        frames = [group.id for group in groups(drawn.body.groups)]
        assert len({*nodes, *frames}) == len(nodes) + len(frames)
        assert all(re.fullmatch(r"\w+", id_, re.ASCII) for id_ in (*nodes, *frames))
        assert {end for edge in drawn.body.edges for end in (edge.source, edge.target)} <= {*nodes, *frames}
        framed = [id_ for group in groups(drawn.body.groups) for id_ in group.nodes]
        assert len(set(framed)) == len(framed)
        assert set(framed) <= set(nodes)


def test_steps_pass_between_columns_that_exist(every: list[Diagram]) -> None:
    for drawn in every:
        if isinstance(drawn.body, Flowchart):
            continue
        columns = {participant.id for participant in drawn.body.participants}
        for step in steps(drawn.body.steps):
            ends = step.over if isinstance(step, Remark) else (step.source, step.target)
            assert set(ends) <= columns
            assert step.text


def test_links_lead_to_terms_or_diagrams_and_terms_of_the_vocabulary_are_links(
    vocabulary: Vocabulary, every: list[Diagram]
) -> None:
    for drawn in every:
        for _, ref in drawn.refs():
            known = (
                ref.id in {one.id for one in every}
                if ref.kind == "diagram"
                else vocabulary.get(TermKind(ref.kind), ref.id)
            )
            assert known
        if isinstance(drawn.body, Flowchart):
            terms = {term.name for term in vocabulary.terms.values()}
            for node in drawn.body.nodes:
                if node.role is NodeRole.TERM and node.texts[0] in terms:
                    assert node.ref is not None


def test_terms_that_are_named_lead_somewhere_once(vocabulary: Vocabulary, every: list[Diagram]) -> None:
    for drawn in every:
        refs = [ref for _, ref in drawn.terms]
        assert len(set(refs)) == len(refs)
        assert not set(refs) & {ref for _, ref in drawn.refs()}
        for name, ref in drawn.terms:
            term = vocabulary.get(TermKind(ref.kind), ref.id)
            assert term is not None
            assert term.name == name


def test_mechanisms_are_those_of_the_record(record: CaseStudy, vocabulary: Vocabulary, every: list[Diagram]) -> None:
    uses = record.mechanisms
    words = [use.name for use in (*uses.mandatory, *uses.conditional)] if uses else []
    words += [word for component in record.components for word in component.mechanisms]
    known = {found.term.id for word in words if (found := vocabulary.resolve(TermKind.MECHANISM, word))}
    for drawn in every:
        shown = (ref for _, ref in (*drawn.refs(), *drawn.terms))
        assert {ref.id for ref in shown if ref.kind is TermKind.MECHANISM} <= known


def test_lines_are_the_texts_broken(every: list[Diagram]) -> None:
    for drawn in every:
        if isinstance(drawn.body, Flowchart):
            for box in boxes(drawn.body):
                assert " ".join(box.lines).split() == " ".join(box.texts).split()
                assert all(len(line) <= 40 or " " not in line for line in box.lines)


@pytest.mark.no_cover
def test_the_same_record_gives_the_same_diagrams(text: str, vocabulary: Vocabulary) -> None:
    first, second = (read_record(read_text(text, "x.yaml"))[0] for _ in range(2))
    assert first is not None
    assert second is not None
    assert diagrams(first, vocabulary) == diagrams(second, vocabulary)


def test_diagrams_say_what_they_show_and_whose_it_is(record: CaseStudy, every: list[Diagram]) -> None:
    for drawn in every:
        assert drawn.title.startswith(f"{record.name}: ")
        assert drawn.description.endswith(".")
        assert drawn.attribution == (record.attribution or "")
        assert outline(drawn)
        assert "None" not in drawn.title + drawn.description
        shown = " ".join((drawn.description, *labels(drawn)))
        assert not re.search(r"<\w+[.:]|\b(PartialDate|Claim|Evidence)\(|\{", shown)


def paths(data: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    for key, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield (*at, key)
        yield from paths(value, (*at, key))


DATA = yaml.safe_load(GOOD.read_text(encoding="utf-8"))
PATHS = [path for path in paths(DATA) if path[0] not in {"id", "name", "category"}]
VOCABULARY = default_vocabulary()
#: What a record is not read without.
REQUIRED = {"id", "name", "plane", "from", "to", "value", "level", "type", "title", "url", "statement"}
#: What a value may be turned into: nothing, words that name nothing, text that is markup elsewhere, any other text.
WORDS = st.one_of(
    st.none(),
    st.sampled_from(["nobody", "no_such_thing", "", " ", '"<b>#;%%', "東京"]),
    st.text(st.characters(exclude_categories=["C", "Z"]), max_size=8),
)


@settings(deadline=None, max_examples=40)
@given(st.dictionaries(st.sampled_from(PATHS), WORDS, max_size=12))
def test_whatever_is_missing_or_wrong_is_drawn_all_the_same(changes: dict[tuple[Any, ...], str | None]) -> None:
    data = copy.deepcopy(DATA)
    for path, word in sorted(changes.items(), key=lambda change: str(change[0]), reverse=True):
        change(data, path, word)
    record, _ = read_record(read_text(json.dumps(data, default=str, ensure_ascii=False), "x.yaml"))
    if record is not None:
        for drawn in diagrams(record, VOCABULARY):
            assert outline(drawn)
            assert all(labels(drawn))


def change(data: Any, path: tuple[Any, ...], word: str | None) -> None:
    for key in path[:-1]:
        try:
            data = data[key]
        except (LookupError, TypeError):
            return
    if isinstance(data, dict) and path[-1] in data:
        if word is None and path[-1] not in REQUIRED:
            del data[path[-1]]
        elif word is not None and isinstance(data[path[-1]], str):
            data[path[-1]] = word


@pytest.mark.parametrize("name", ["hot_partition", "a\u00a0b", "Ü", "a" * 60])
def test_long_and_odd_names_are_labels(name: str) -> None:
    data = {**DATA, "components": [{"id": "c", "name": name, "plane": "edge"}]}
    record, _ = read_record(read_text(json.dumps(data, default=str, ensure_ascii=False), "x.yaml"))
    assert record is not None
    first = diagrams(record, VOCABULARY)[0]
    assert name.replace("\u00a0", " ") in {label.replace("\u00a0", " ") for label in labels(first)}
