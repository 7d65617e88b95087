"""``sphinx-atlas new``: a record in which nothing is wrong but what its author has to write."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from sphinx_atlas.catalog.catalog import Catalog
from sphinx_atlas.catalog.input_schema import MODELINE, input_schema
from sphinx_atlas.catalog.manifest import Profile, Severity
from sphinx_atlas.catalog.skeleton import TO_WRITE, skeleton
from sphinx_atlas.catalog.vocabulary import default_vocabulary
from sphinx_atlas.rules.check import check
from tests.cli.conftest import GOOD, Make, Streams, run

NEW = ("new", "CS-ACME-CHAT", "--category", "messaging")
FILE = Path("data/case-studies/messaging/acme-chat.yaml")


def found(path: Path) -> set[tuple[str, int]]:
    """Code and line of what is wrong in a record, strictly."""
    problems = check(Catalog.load([path]), as_of=date(2026, 1, 10), profile=Profile.STRICT)
    return {
        (problem.finding.code, problem.finding.line) for problem in problems if problem.severity is not Severity.INFO
    }


def test_check_finds_what_a_person_has_to_write(catalogue: Make, capsys: Streams) -> None:
    catalogue(GOOD)
    status, out, (line,) = run(capsys, *NEW)
    assert (status, out) == (0, [])
    assert line == f"{FILE} begun; fill it in, then: sphinx-atlas check {FILE}"
    lines = FILE.read_text(encoding="utf-8").splitlines()
    empty = {
        ("ATL119", lines.index(next(line for line in lines if line.startswith(f"{key}:"))) + 1) for key in TO_WRITE
    }
    # Incomplete, without a bar of scale, without a source; and each of the empty keys.
    assert found(FILE) == {("ATL112", 1), ("ATL401", 1), ("ATL702", 1), *empty}
    assert run(capsys, "check", FILE)[0] == 1


def test_what_is_given_is_written(catalogue: Make, capsys: Streams) -> None:
    catalogue()
    name, org = 'Acme: "Chat" #1', "true"
    assert run(capsys, *NEW, "--name", name, "--org", org)[0] == 0
    data = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    assert (data["id"], data["name"], data["org"]) == ("CS-ACME-CHAT", name, org)
    catalog = Catalog.load([FILE])
    assert [record.name for record in catalog.records.values()] == [name]
    assert not catalog.findings


@pytest.mark.parametrize(
    "name", ["x" * 300, "- a", "*a", "{a", "a: b", "a #b", "12", "1.5", "~", "null", "a\nb", "é", " a ", "%", "@x"]
)
def test_whatever_the_name_the_record_can_be_read(name: str) -> None:
    data = yaml.safe_load(skeleton("CS-X", "messaging", name=name))
    assert data["name"] == name


def test_it_has_every_field_that_there_is(tmp_path: Path) -> None:
    text = skeleton("CS-X", "messaging", name="X")
    head, _, body = text.partition("\n\n")
    assert head.startswith(MODELINE)
    assert all(line.startswith("#") for line in head.splitlines())
    record = tmp_path / "x.yaml"
    record.write_text("\n".join(line.removeprefix("# ") for line in body.splitlines()), encoding="utf-8")
    findings = Catalog.load([record]).findings
    # Empty keys are the wrong kind of value and no evidence; a key that does not exist would be another thing.
    assert {finding.code for finding in findings} == {"ATL011", "ATL103"}
    written = set(_keys(yaml.safe_load(record.read_text(encoding="utf-8"))))
    every = set(_properties(input_schema(default_vocabulary())))
    assert every - written == {"former_ids", "innovations_2020_2025", "kind", "dimension", "as_of", "historical"}


def _keys(value: Any) -> Iterator[str]:
    items = value if isinstance(value, list) else value.values() if isinstance(value, dict) else []
    yield from value if isinstance(value, dict) else ()
    for item in items:
        yield from _keys(item)


def _properties(schema: Any) -> Iterator[str]:
    """Every key that may be written anywhere in a record."""
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        for inner in schema.values():
            yield from _properties(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from _properties(inner)


def test_a_file_of_ones_own_choice(catalogue: Make, capsys: Streams) -> None:
    catalogue()
    assert run(capsys, *NEW, "--out", "here.yaml")[0] == 0
    assert not FILE.exists()
    assert Path("here.yaml").read_text(encoding="utf-8").startswith(MODELINE)


def test_nothing_is_overwritten(catalogue: Make, capsys: Streams) -> None:
    catalogue()
    Path("here.yaml").write_text("mine", encoding="utf-8")
    status, _out, err = run(capsys, *NEW, "--out", "here.yaml")
    assert (status, err) == (2, ["sphinx-atlas: here.yaml exists; choose another file with --out"])
    assert Path("here.yaml").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["new", "acme", "--category", "messaging"], "'acme' is no id: write CS-ORG or CS-ORG-PRODUCT in capitals, digits and hyphens; did you mean 'CS-ACME'?"),
        (["new", "cs-acme_chat", "--category", "messaging"], "did you mean 'CS-ACME-CHAT'?"),
        (["new", "é", "--category", "messaging"], "'é' is no id: write CS-ORG or CS-ORG-PRODUCT in capitals, digits and hyphens"),
        (["new", "CS-ACME", "--category", "mesaging"], "unknown category 'mesaging'; did you mean 'messaging'?; there are social-feeds, messaging,"),
        (["new", "CS-FERRY-CHAT", "--category", "messaging"], "'CS-FERRY-CHAT' is taken by data/case-studies/messaging/r0.yaml"),
        (["new", "CS-FERRY", "--category", "messaging"], "'CS-FERRY' is taken by data/case-studies/messaging/r0.yaml"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_what_may_have_been_meant(
    catalogue: Make, capsys: Streams, arguments: list[str], says: str
) -> None:
    folder = catalogue(GOOD)
    before = sorted(folder.rglob("*"))
    status, out, (line,) = run(capsys, *arguments)
    assert (status, out) == (2, [])
    assert line.startswith("sphinx-atlas: ")
    assert says in line
    assert sorted(folder.rglob("*")) == before


def test_a_category_may_have_its_other_name_and_be_the_catalogues_own(catalogue: Make, capsys: Streams) -> None:
    folder = catalogue()
    (folder / "vocabulary").mkdir()
    own = "categories:\n  - {id: post, name: Post, aliases: [Letters], definition: Letters are carried.}\n"
    (folder / "vocabulary/own.yaml").write_text(own, encoding="utf-8")
    assert run(capsys, "new", "CS-ACME", "--category", "letters")[0] == 0
    assert yaml.safe_load((folder / "case-studies/post/acme.yaml").read_text(encoding="utf-8"))["category"] == "post"


def test_without_a_catalogue_it_asks_for_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Streams
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(capsys, *NEW) == (2, [], ["sphinx-atlas: there is no catalogue in ./data; give --out FILE"])
    assert run(capsys, *NEW, "--out", "here.yaml")[0] == 0
    assert [path.name for path in tmp_path.iterdir()] == ["here.yaml"]
