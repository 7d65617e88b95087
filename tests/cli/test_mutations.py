"""A thousand records that something has gone wrong with: each problem is one line of a report that programs can read."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml

from sphinx_atlas.catalog.catalog import bundled
from sphinx_atlas.cli.formats import WRITERS, Format, Report, as_json, as_sarif
from tests.cli.conftest import GOOD, Make, Streams, run
from tests.sarif import validator

COUNT = 1000
#: Of the records of the package, which are long, so many of a thousand.
OF_BUNDLED = 60
NASTY = [b"\x00", b"\xff", b"\xe2\x80", b"\t", b"\r", b"\xef\xbb\xbf", b"&a ", b"*a", b"!!python/object:os.system ", b"<<: ", b"? ", b"- ", b": ", b"#", b"'", b'"', b"{", b"]", b"|", b"%", b"\x1b[31m", "\u2028".encode(), b"9" * 400, b"~"]  # fmt: skip
ODD = [None, True, -1, 1e308, "", " ", [], {}, [[]], {"value": None}, {"source": "nowhere"}, {"value": [], "quote": "x"}, "%0A::error::", "a,b:c", "٣", "x" * 5000]  # fmt: skip


def bytes_(text: str, random: Random) -> bytes:
    """Some bytes replaced, taken out or put in."""
    raw = bytearray(text.encode())
    for _ in range(random.randint(1, 3)):
        at = random.randrange(len(raw))
        raw[at : at + random.choice((0, 1, 1, 3))] = random.choice(
            (b"", bytes([random.randrange(256)]), random.choice(NASTY))
        )
    return bytes(raw)


def lines(text: str, random: Random) -> bytes:
    """Some lines taken out, doubled, moved, indented, or cut."""
    found = text.splitlines()
    for _ in range(random.randint(1, 3)):
        at = random.randrange(len(found))
        line = found[at]
        new = (
            [],
            [line, line],
            [f"  {line}"],
            [line.lstrip()],
            [line[: random.randrange(len(line) + 1)]],
            [random.choice(found)],
        )
        found[at : at + 1] = random.choice(new)
        found = found or [""]
    return "\n".join(found).encode()


def structure(text: str, random: Random) -> bytes:
    """Some values of the tree replaced by others, or under other keys."""
    data = yaml.load(text, Loader=_Loader)
    for _ in range(random.randint(1, 3)):
        holder = data
        while True:
            key = random.choice(list(holder) if isinstance(holder, dict) else range(len(holder)))
            inner = holder[key]
            if not isinstance(inner, dict | list) or not inner or random.random() < 0.2:
                break
            holder = inner
        if isinstance(holder, dict) and random.random() < 0.3:
            holder[random.choice([f"{key}x", str(key)[:-1], "source", "value", "id", "quote"])] = holder.pop(key)
        else:
            holder[key] = random.choice([*ODD, data, inner])
    return yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True).encode()


_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
MUTATIONS: list[Callable[[str, Random], bytes]] = [bytes_, lines, structure]


@cache
def mutated() -> list[bytes]:
    """The records; the same in every run."""
    bundled_ = [path.read_text(encoding="utf-8") for path in sorted(bundled().glob("case-studies/*/*.yaml"))]
    found = []
    for number in range(COUNT):
        random = Random(number)
        text = (
            bundled_[number % len(bundled_)]
            if number < OF_BUNDLED
            else GOOD.replace("CS-FERRY-CHAT", f"CS-FERRY-{number}")
        )
        found.append(MUTATIONS[number % len(MUTATIONS)](text, random))
    return found


@pytest.fixture(name="folder")
def _folder(catalogue: Make) -> Path:
    folder = catalogue()
    for number, raw in enumerate(mutated()):
        folder.joinpath("case-studies", "messaging", f"m{number:04}.yaml").write_bytes(raw)
    return folder


def test_a_thousand_mutated_records(folder: Path, capsys: Streams, monkeypatch: pytest.MonkeyPatch) -> None:
    reports: list[Report] = []

    def both(report: Report) -> str:
        reports.append(report)
        return as_sarif(report)

    monkeypatch.setitem(WRITERS, Format.SARIF, both)
    status, out, (line,) = run(capsys, "check", "--format", "sarif", folder)
    assert status == 1
    (results,) = [run_["results"] for run_ in validated("\n".join(out))["runs"]]

    report = json.loads(as_json(reports[0]))
    assert line.startswith(f"{report['records']} records: {report['counts']['error']} errors, ")
    problems = report["problems"]
    assert [(entry["ruleId"], entry["message"]["text"]) for entry in results] == [
        (entry["code"], entry["message"]) for entry in problems
    ]
    places = [(entry["file"], entry["line"], entry["column"], entry["code"], entry["message"]) for entry in problems]
    assert places == sorted(set(places))
    assert len({file for file, *_ in places}) > 0.9 * COUNT
    assert report["records"] > 0.4 * COUNT
    assert all(entry["message"].isprintable() for entry in problems)


def validated(text: str) -> Any:
    """A report, once the schema of SARIF has nothing against it."""
    sarif = json.loads(text)
    assert [error.message for error in validator().iter_errors(sarif)] == []
    return sarif


def test_the_order_is_the_same_wherever_the_files_come_from(folder: Path, capsys: Streams) -> None:
    files = sorted(folder.rglob("m*.yaml"))[OF_BUNDLED:][:60]
    first = run(capsys, "check", "--format", "json", *files)
    assert first[0] == 1
    assert run(capsys, "check", "--format", "json", *Random(1).sample(files, len(files))) == first
