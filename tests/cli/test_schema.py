"""``sphinx-atlas schema``."""

from __future__ import annotations

import json
from pathlib import Path

from sphinx_atlas.catalog.input_schema import input_schema
from sphinx_atlas.catalog.vocabulary import default_vocabulary
from tests.cli.conftest import BAD, Make, Streams, run

OWN = "mechanisms:\n  - {id: carrier_pigeon, name: Carrier pigeon, definition: Birds carry it. They return.}\n"


def test_it_is_the_schema_of_the_vocabulary(catalogue: Make, capsys: Streams) -> None:
    catalogue()
    status, out, err = run(capsys, "schema")
    assert (status, err) == (0, [])
    assert json.loads("\n".join(out)) == input_schema(default_vocabulary())


def test_the_words_of_a_catalogue_are_in_it_even_while_its_records_are_wrong(catalogue: Make, capsys: Streams) -> None:
    folder = catalogue(BAD)
    (folder / "vocabulary").mkdir()
    (folder / "vocabulary/own.yaml").write_text(OWN, encoding="utf-8")
    status, out, err = run(capsys, "schema", folder, "--out", "schema.json")
    assert (status, out, err) == (0, [], [])
    words = json.loads(Path("schema.json").read_text(encoding="utf-8"))["$defs"]["mechanism"]
    assert words["enum"][-1] == "carrier_pigeon"
    assert words["enumDescriptions"][-1] == "Carrier pigeon: Birds carry it."


def test_a_wrong_vocabulary_is_reported_and_nothing_written(catalogue: Make, capsys: Streams) -> None:
    folder = catalogue()
    (folder / "vocabulary").mkdir()
    (folder / "vocabulary/own.yaml").write_text(OWN.replace("name:", "nam:"), encoding="utf-8")
    status, out, err = run(capsys, "schema", folder, "--out", "schema.json")
    assert (status, out) == (1, [])
    assert err == [
        "data/vocabulary/own.yaml:2:5: error ATL102 key 'name' is missing here (in mechanisms); add it",
        "data/vocabulary/own.yaml:2:26: error ATL101 unknown key 'nam'; did you mean 'name'?",
    ]
    assert not Path("schema.json").exists()


def test_a_folder_that_is_not_there_is_one_line(catalogue: Make, capsys: Streams) -> None:
    catalogue()
    status, out, (line,) = run(capsys, "schema", "--out", "nowhere/schema.json")
    assert (status, out) == (2, [])
    assert line.startswith("sphinx-atlas: nowhere/")
