"""``sphinx-atlas diff``."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

from tests.cli.conftest import GOOD, Make, Streams, run
from tests.export.conftest import faults

NEWER = GOOD.replace("technology: Elixir", "technology: Erlang")


def test_two_catalogues(catalogue: Make, capsys: Streams) -> None:
    old, new = catalogue(GOOD, name="old"), catalogue(NEWER, name="new")
    status, out, err = run(capsys, "diff", old, new)
    assert (status, err) == (0, ["1 statement in 1 system differ"])
    assert out == [
        "~ CS-FERRY-CHAT  Ferry Chat: 1 changed",
        "    ~ components.gateway.technology: Elixir → Erlang",
    ]


def test_exports_and_records_are_alike(catalogue: Make, capsys: Streams) -> None:
    old = catalogue(GOOD, name="old")
    run(capsys, "export", old, "--out", "published")
    for path in ("published", "published/catalog.json"):
        assert run(capsys, "diff", path, old) == (0, [], ["no difference"])
    status, out, _err = run(capsys, "diff", "--format", "json", "published", catalogue(NEWER, name="new"))
    data = json.loads("\n".join(out))
    assert (status, faults(data)) == (0, [])
    (change,) = data["systems"][0]["changes"]
    assert (change["path"], change["old"]["value"]) == ("components.gateway.technology", "Elixir")


def test_the_exit_status_tells_where_that_is_asked_for(catalogue: Make, capsys: Streams) -> None:
    old, new = catalogue(GOOD, name="old"), catalogue(NEWER, name="new")
    assert run(capsys, "diff", "--exit-code", old, new)[0] == 1
    assert run(capsys, "diff", "--exit-code", old, old)[0] == 0


def test_a_feed_goes_into_a_file(catalogue: Make, capsys: Streams) -> None:
    old, new = catalogue(GOOD, name="old"), catalogue(NEWER, name="new")
    address = "https://ferries.example/changes.atom"
    status, out, _err = run(
        capsys, "diff", old, new, "--format", "atom", "--out", "changes.atom", "--feed-url", address
    )
    assert (status, out) == (0, [])
    root = ET.fromstring(Path("changes.atom").read_text(encoding="utf-8"))
    assert [child.tag.rpartition("}")[2] for child in root].count("entry") == 1
    first = Path("changes.atom").read_bytes()
    run(capsys, "diff", old, new, "--format", "atom", "--out", "changes.atom", "--feed-url", address)
    assert Path("changes.atom").read_bytes() == first


def test_what_is_no_edition_is_told(catalogue: Make, capsys: Streams) -> None:
    folder = catalogue(GOOD)
    assert run(capsys, "diff", "nowhere", folder) == (2, [], ["nowhere: no such file or folder"])
    Path("catalog.json").write_text("{\n", encoding="utf-8")
    status, _out, err = run(capsys, "diff", "catalog.json", folder)
    assert status == 2
    assert err[0].startswith("catalog.json:2:1: error not JSON")
