"""What the records of a catalogue hold on average, as JSON: ``python -m benchmarks.counting CATALOGUE``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from statistics import fmean

from sphinx_atlas.catalog.catalog import Catalog
from sphinx_atlas.views.diagrams import kinds


def count(folder: Path) -> dict[str, float]:
    """Bytes, components, flows and diagrams of a record."""
    catalog = Catalog.load([folder])
    records = catalog.records.values()
    return {
        "bytes": round(fmean(path.stat().st_size for path in folder.glob("case-studies/*/*.yaml"))),
        "components": round(fmean(len(record.components) for record in records), 1),
        "flows": round(fmean(len(record.flows) for record in records), 1),
        "diagrams": round(fmean(len(kinds(record, catalog.vocabulary)) for record in records), 1),
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(count(Path(sys.argv[1]))))
