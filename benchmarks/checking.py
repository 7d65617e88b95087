"""What is measured for row 5: reading and checking records."""

from __future__ import annotations

import sys
from pathlib import Path

from .bench import Bench
from .generator import AS_OF
from .measure import Case, Sample
from .targets import GIBIBYTE, Measured, row

#: check-jsonschema would take hours for all; its time grows with the number of files.
SAMPLE = 200


@row(5)
def checking(bench: Bench) -> dict[str, Measured]:
    """Our check of everything against a check of the shape alone."""
    many, few = bench.options.records, max(1, bench.options.records // 10)
    sample = min(SAMPLE, many)
    start = max(1, sample // 10)
    ours = {number: f"check, {number} records" for number in (many, few)}
    theirs = {number: f"check-jsonschema, {number} files" for number in (sample, start)}
    cases = {name: _check(bench.catalogue(number)) for number, name in ours.items()}
    cases |= {name: _check_jsonschema(bench, bench.catalogue(many), number) for number, name in theirs.items()}
    bench.measure(cases)
    each = {number: 1000 * bench.seconds(name) / number for number, name in ours.items()}
    took = [bench.seconds(theirs[number]) for number in (sample, start)]
    rival = 1000 * (took[0] - took[1]) / max(1, sample - start)
    peak: Sample = bench.samples[ours[many]]
    return {
        "5.1": Measured(each[many], rival),
        "5.2": Measured(each[many], each[few]),
        "5.3": Measured(peak.peak / GIBIBYTE),
    }


def _check(catalogue: Path) -> Case:
    return Case([sys.executable, "-m", "sphinx_atlas", "check", str(catalogue), "--as-of", AS_OF])


def _check_jsonschema(bench: Bench, catalogue: Path, number: int) -> Case:
    schema = bench.folder / "schema.json"
    if not schema.is_file():
        bench.output_of("sphinx_atlas", "schema", str(catalogue), "--out", str(schema))
    files = sorted(map(str, catalogue.glob("case-studies/*/*.yaml")))[:number]
    return Case([sys.executable, "-m", "check_jsonschema", "--schemafile", str(schema), *files])
