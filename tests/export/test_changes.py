"""What differs between two editions, made from records and read from exports."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sphinx_atlas.catalog.catalog import Catalog
from sphinx_atlas.export.changes import Kind, SystemChange, as_data, as_text, compare
from sphinx_atlas.export.editions import Edition, EditionError, facts
from sphinx_atlas.export.feed import feed
from sphinx_atlas.export.files import export, to_json, write
from tests.export.conftest import BARE, OTHER, faults, sample
from tests.records import good_record

GOOD = good_record()
NOTE = "Only in a talk by somebody else; the team says two million."


def between(old: list[str], new: list[str]) -> list[SystemChange]:
    """The changes from some records to others."""
    return compare(*(Edition.of(sample(*texts) if texts else Catalog()) for texts in (old, new)))


def changed(old: str, new: str) -> SystemChange:
    """What a change of the good record's text changes."""
    assert old in GOOD
    (found,) = between([GOOD], [GOOD.replace(old, new)])
    return found


def test_nothing_differs_from_itself() -> None:
    assert between([GOOD, OTHER, BARE], [BARE, OTHER, GOOD]) == []


def test_a_value_that_changed_is_told_with_all_that_changed_of_it() -> None:
    found = changed('{value: 3, source: storage-2023, quote: "our three regions"}', "{value: 4, source: scale-2024}")
    (change,) = found.changes
    assert (found.kind, change.kind, change.path) == (Kind.CHANGED, Kind.CHANGED, "regions.count")
    assert change.text == "regions.count: 3 → 4; quote: our three regions → nothing; sources: storage-2023 → scale-2024"


@pytest.mark.parametrize(
    ("change", "texts"),
    [
        (("    technology: Elixir\n", ""), ["- components.gateway.technology: Elixir"]),
        (("failover: manual", "failover: manual\n  # a comment"), []),
        (("  - us-east\n", "  - us-east\n    - us-west\n"), ["+ regions.names.us-west: us-west"]),
        (("last_verified: 2025-11-15", "last_verified: 2025-12-01"), ["~ last_verified: 2025-11-15 → 2025-12-01"]),
        (
            ("title: The protocol of Ferry", "title: Ferry's protocol"),
            ["~ sources.launch-2018: title: The protocol of Ferry → Ferry's protocol"],
        ),
        (
            ("5M concurrent users, note", "6M concurrent users, note"),
            [f"- unconfirmed.5M concurrent users: {NOTE}", f"+ unconfirmed.6M concurrent users: {NOTE}"],
        ),
    ],
)
def test_each_kind_of_change(change: tuple[str, str], texts: list[str]) -> None:
    assert change[0] in GOOD
    lines = [line for one in between([GOOD], [GOOD.replace(*change)]) for line in as_text([one]).splitlines()[1:]]
    assert [line.strip() for line in lines] == texts


def test_the_order_of_sources_and_items_is_no_change() -> None:
    one, two = "  - {name: per_key_order, scope: within a group", "  - {name: bounded_staleness_2s, scope: reads"
    first, second = (next(line for line in GOOD.splitlines() if line.startswith(start)) for start in (one, two))
    swapped = GOOD.replace(f"{first}\n{second}\n", f"{second}\n{first}\n")
    assert swapped != GOOD
    assert between([GOOD], [swapped]) == []


def test_what_somebody_came_to_state_is_added() -> None:
    text = (
        BARE
        + "scale: {users: {value: 5 users, source: s1}}\nsources: [{type: blog, title: S, url: 'https://x.example'}]\n"
    )
    (found,) = between([BARE], [text])
    assert {(change.kind, change.path) for change in found.changes} == {
        (Kind.ADDED, "scale.users"),
        (Kind.ADDED, "sources.s1"),
    }


def test_systems_come_and_go() -> None:
    added, removed = between([GOOD, BARE], [GOOD, OTHER])
    assert (removed.id, removed.kind, removed.changes[0].kind) == ("CS-BARGE", Kind.ADDED, Kind.ADDED)
    assert (added.id, added.kind, added.changes[0].kind) == ("CS-BARE", Kind.REMOVED, Kind.REMOVED)
    assert as_text([added]) == "- CS-BARE  Bare: removed, with 2 statements"


def test_a_renamed_system_is_the_same() -> None:
    renamed = GOOD.replace("id: CS-FERRY-CHAT", "id: CS-PUNT").replace("[CS-FERRY]", "[CS-FERRY, CS-FERRY-CHAT]")
    (found,) = between([GOOD], [renamed])
    assert (found.id, found.former, found.kind, found.changes) == ("CS-PUNT", "CS-FERRY-CHAT", Kind.CHANGED, ())
    assert found.summary == "Ferry Chat: now CS-PUNT, formerly CS-FERRY-CHAT"


@pytest.mark.parametrize("id_", ["CS-ARK", "CS-PUNT"], ids=["before it", "after it"])
def test_a_system_merged_into_another_is_removed(id_: str) -> None:
    other = OTHER.replace("id: CS-BARGE", f"id: {id_}")
    merged = other.replace("former_ids: []", "former_ids: [CS-FERRY-CHAT]")
    (found,) = between([GOOD, other], [merged])
    assert (found.id, found.kind, found.former) == ("CS-FERRY-CHAT", Kind.REMOVED, None)


def test_of_two_merged_into_a_new_one_one_is_renamed_and_one_removed() -> None:
    merged = BARE.replace("CS-BARE", "CS-NEW") + "former_ids: [CS-FERRY-CHAT, CS-BARGE]\n"
    removed, renamed = between([GOOD, OTHER], [merged])
    assert (renamed.id, renamed.former, renamed.kind) == ("CS-NEW", "CS-BARGE", Kind.CHANGED)
    assert (removed.id, removed.kind) == ("CS-FERRY-CHAT", Kind.REMOVED)


def test_changes_as_data_fit_the_schema() -> None:
    found = between(
        [GOOD, BARE], [OTHER, GOOD.replace("id: CS-FERRY-CHAT", "id: CS-PUNT").replace("[CS-FERRY]", "[CS-FERRY-CHAT]")]
    )
    assert [one.kind for one in found] == [Kind.REMOVED, Kind.ADDED, Kind.CHANGED]
    assert faults(json.loads(to_json(as_data(found)))) == []
    assert faults(json.loads(to_json(as_data([])))) == []


def test_an_export_says_what_its_records_say(tmp_path: Path) -> None:
    write(tmp_path, sample())
    here = Edition.of(sample())
    for path in (tmp_path, tmp_path / "catalog.json"):
        read = Edition.load(path)
        assert compare(read, here) == []
        assert (read.name, read.url) == (here.name, here.url)
        assert {id_: facts(said) for id_, said in read.systems.items()}.keys() == here.systems.keys()


def test_a_catalogue_and_a_record_are_editions(tmp_path: Path) -> None:
    path = tmp_path / "case-studies/messaging/ferry.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(GOOD, encoding="utf-8")
    assert compare(Edition.load(tmp_path), Edition.load(path)) == []


def _set(*path: Any, to: Any) -> Callable[[dict[str, Any]], None]:
    def change(data: dict[str, Any]) -> None:
        holder: Any = data
        for step in path[:-1]:
            holder = holder[step]
        holder[path[-1]] = to

    return change


@pytest.mark.parametrize(
    ("name", "change", "message"),
    [
        ("catalog.json", "", "catalog.json:1:1: error not JSON: Expecting value"),
        ("catalog.json", "{\n  3}", "catalog.json:2:3: error not JSON"),
        ("catalog.json", "\udcff", "catalog.json:1:1: error not JSON in UTF-8"),
        ("catalog.json", "[" * 100_000, "catalog.json:1:1: error not JSON in UTF-8"),
        ("catalog.json", "[]", "catalog.json:1:1: error not a file of an export: the whole: "),
        (
            "catalog.json",
            _set("schema_version", to="2.0"),
            "catalog.json:1:1: error not a file of an export: schema_version: ",
        ),
        ("systems/CS-BARE.json", _set("kind", to="redirect"), "CS-BARE.json:1:1: error not a file of an export"),
        ("systems/CS-BARE.json", _set("claims", to=3), "CS-BARE.json:1:1: error not a file of an export: claims"),
        ("systems/CS-BARE.json", _set("claims", 0, to={}), "CS-BARE.json:1:1: error not a file of an export: claims"),
        (
            "catalog.json",
            _set("systems", 0, "id", to="../../x"),
            "catalog.json:1:1: error not a file of an export: systems.0.id",
        ),
        ("systems/CS-BARE.json", None, "CS-BARE.json: No such file or directory"),
    ],
)
def test_a_broken_export_is_told_at_its_place(tmp_path: Path, name: str, change: Any, message: str) -> None:
    write(tmp_path, sample(BARE))
    path = tmp_path / name
    if change is None:
        path.unlink()
    elif isinstance(change, str):
        path.write_text(change, encoding="utf-8", errors="surrogateescape")
    else:
        data = json.loads(path.read_text(encoding="utf-8"))
        change(data)
        path.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(EditionError) as caught:
        Edition.load(tmp_path)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_what_is_no_edition_is_told(tmp_path: Path) -> None:
    with pytest.raises(EditionError, match="no such file or folder"):
        Edition.load(tmp_path / "x")
    with pytest.raises(EditionError, match="neither an export"):
        Edition.load(tmp_path)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["id", "path", "value", "state"]), inner, max_size=3)
    ),
    max_leaves=4,
)


@cache
def _bare() -> tuple[Edition, dict[str, bytes]]:
    """A catalogue of one record that says nothing, and its export."""
    return Edition.of(sample(BARE)), export(sample(BARE))


@pytest.mark.no_cover
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_whatever_an_export_holds_there_is_an_answer(tmp_path: Path, data: st.DataObject) -> None:
    for name, content in _bare()[1].items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    name = data.draw(st.sampled_from(["catalog.json", "systems/CS-BARE.json"]))
    found = json.loads((tmp_path / name).read_text(encoding="utf-8"))
    key = data.draw(st.sampled_from(sorted(found)))
    if isinstance(found[key], list) and found[key] and data.draw(st.booleans()):
        found[key][0] = data.draw(_JSON)
    else:
        found[key] = data.draw(_JSON)
    (tmp_path / name).write_text(json.dumps(found), encoding="utf-8")
    try:
        read = Edition.load(tmp_path)
    except EditionError as error:
        assert "\n" not in str(error)
    else:
        changes = compare(_bare()[0], read)
        assert isinstance(as_text(changes) + to_json(as_data(changes)) + feed(changes, read), str)
