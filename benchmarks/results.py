"""What was measured, kept in ``results.json`` row by row, and the tables that are made of it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from sphinx_atlas.catalog.files import write_text

from .measure import Sample
from .targets import Measured


@dataclass(frozen=True)
class RowResult:
    """A row as it was last measured.

    :param date: YYYY-MM-DD
    :param command: that measured it
    :param machine: its size, and the versions of what ran
    :param catalogue: what a record of the catalogue holds on average, and how many there were
    :param measured: by the ids of the targets
    """

    date: str
    command: str
    machine: dict[str, str]
    catalogue: dict[str, float]
    measured: dict[str, Measured]
    samples: dict[str, Sample] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "date": self.date,
            "command": self.command,
            "machine": self.machine,
            "catalogue": self.catalogue,
            "measured": {id_: asdict(one) for id_, one in self.measured.items()},
            "samples": {name: sample.as_json() for name, sample in self.samples.items()},
        }

    @classmethod
    def of_json(cls, data: dict[str, Any]) -> RowResult:
        """The reverse of :meth:`as_json`."""
        measured = {id_: Measured(**one) for id_, one in data["measured"].items()}
        samples = {name: Sample.of_json(runs) for name, runs in data["samples"].items()}
        return cls(data["date"], data["command"], data["machine"], data["catalogue"], measured, samples)


def read(path: Path) -> dict[int, RowResult]:
    """The rows by number; none where there is no file."""
    if not path.is_file():
        return {}
    data = json.loads(path.read_text(encoding="utf-8"))
    return {int(number): RowResult.of_json(row) for number, row in data["rows"].items()}


def write(path: Path, rows: dict[int, RowResult]) -> None:
    """Keep the rows."""
    data = {"rows": {str(number): row.as_json() for number, row in sorted(rows.items())}}
    write_text(path, json.dumps(data, indent=1, ensure_ascii=False) + "\n")
