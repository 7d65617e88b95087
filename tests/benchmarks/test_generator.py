"""The invented catalogues of the benchmarks: the same seed writes the same, and the strict profile finds nothing."""

from __future__ import annotations

from pathlib import Path

from benchmarks.generator import AS_OF, write
from sphinx_atlas.catalog.catalog import Catalog
from sphinx_atlas.catalog.dates import parse_day
from sphinx_atlas.rules.check import check

COUNT = 26


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.yaml")}


def test_the_strict_profile_finds_nothing(tmp_path: Path) -> None:
    write(tmp_path, COUNT)
    catalog = Catalog.load([tmp_path])
    assert [str(problem) for problem in check(catalog, as_of=parse_day(AS_OF))] == []
    assert len(catalog.records) == COUNT
    assert {record.category for record in catalog.records.values()} == {
        path.name for path in tmp_path.glob("case-studies/*")
    }


def test_the_same_seed_writes_the_same_however_many(tmp_path: Path) -> None:
    for name, count, seed in (("few", 3, 1), ("many", 5, 1), ("other", 3, 2)):
        write(tmp_path / name, count, seed=seed)
    few, many, other = (files(tmp_path / name) for name in ("few", "many", "other"))
    assert few.items() < many.items()
    assert few.keys() - {"atlas.yaml"} != other.keys() - {"atlas.yaml"}
