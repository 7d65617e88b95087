"""What is measured for row 7: drawing diagrams, ours and mmdc's, which sphinxcontrib-mermaid calls once for each.

Our time is that of a process that reads the records, makes the diagrams and draws all of them; a part of them is
written for mmdc, which keeps its SVG as it is made::

    python -m benchmarks.drawing CATALOGUE FOLDER --most 1500 --sample 10
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from statistics import fmean

from sphinx_atlas.catalog.catalog import Catalog
from sphinx_atlas.mermaid import to_mermaid
from sphinx_atlas.rendering import Cache, Job, find_renderer, render
from sphinx_atlas.views.diagrams import diagrams
from tests.mermaid.oracle import find_browser

from .bench import PICTURES, Bench, clean
from .measure import Case, Sample, run
from .targets import Measured, row

#: So many diagrams are drawn by us, and so many of them by mmdc.
MOST, SAMPLE = 1500, 10
_SIZES = "sizes.json"
_PUPPETEER = {"args": ["--no-sandbox", "--disable-gpu"]}


@row(7)
def drawing(bench: Bench) -> dict[str, Measured]:
    """Pictures: their time, their size, and what they add to a build that has them in its cache."""
    folder = bench.folder / "drawing"
    catalogue = bench.catalogue(bench.options.systems)
    command = [sys.executable, "-m", "benchmarks.drawing", str(catalogue), str(folder)]
    name = f"ours, at most {MOST} diagrams"
    bench.measure({name: Case([*command, "--most", str(MOST), "--sample", str(SAMPLE)])})
    said = json.loads((folder / _SIZES).read_text(encoding="utf-8"))
    theirs = _mmdc(bench, folder, list(said["sizes"]))
    sizes = [fmean((folder / f"{id_}.svg").stat().st_size for id_ in said["sizes"]), fmean(said["sizes"].values())]
    return {
        "7.1": Measured(1000 * bench.seconds(name) / said["count"], 1000 * fmean(one.seconds for one in theirs.runs)),
        "7.2": Measured(sizes[1] / 1000, sizes[0] / 1000),
        "7.3": _warm(bench),
    }


def _warm(bench: Bench) -> Measured:
    """A clean build whose pictures are in the cache, against one without pictures."""
    number = bench.options.systems
    with_pictures, without = f"ours, {number} systems, pictures in the cache", f"ours, {number} systems"
    drawn = bench.project("ours", number, "merman")
    if not (drawn / PICTURES).is_dir():
        bench.say("filling the cache")
        run(clean(drawn).command)
    cases = {with_pictures: clean(drawn, keep_pictures=True), without: clean(bench.project("ours", number))}
    bench.measure(cases)
    return Measured(bench.seconds(with_pictures), bench.seconds(without))


def _mmdc(bench: Bench, folder: Path, ids: list[str]) -> Sample:
    """A run for each of some diagrams."""
    program = bench.mmdc()
    settings = folder / "puppeteer.json"
    settings.write_text(json.dumps({**_PUPPETEER, "executablePath": find_browser()}), encoding="utf-8")
    name, found = "mmdc, one diagram", Sample()
    for id_ in ids:
        source, target = folder / f"{id_}.mmd", folder / f"{id_}.svg"
        found.runs.append(run([program, "-q", "-p", str(settings), "-i", str(source), "-o", str(target)]))
        bench.say(f"mmdc, {id_}: {found.runs[-1].seconds:.2f} s")
    bench.enter({name: found})
    return bench.samples[name]


def draw(catalogue: Path, folder: Path, most: int, sample: int) -> None:
    """Draw with ours; write the texts and the sizes of some, spread over all."""
    catalog = Catalog.load([catalogue])
    drawn = [one for record in catalog.records.values() for one in diagrams(record, catalog.vocabulary)][:most]
    jobs = [Job(one.id, to_mermaid(one)) for one in drawn]
    renderer = find_renderer("merman")
    assert renderer is not None, "merman is not installed"
    with tempfile.TemporaryDirectory() as cache:
        pictures = render(jobs, renderer, Cache(Path(cache)))
    some = slice(None, None, max(1, len(jobs) // sample))
    folder.mkdir(parents=True, exist_ok=True)
    for job in jobs[some][:sample]:
        (folder / f"{job.id}.mmd").write_text(job.text, encoding="utf-8")
    sizes = {one.id: one.size for one in pictures[some][:sample]}
    (folder / _SIZES).write_text(json.dumps({"count": len(jobs), "sizes": sizes}), encoding="utf-8")


def main() -> None:
    """Draw with ours."""
    parser = argparse.ArgumentParser(description="Draw the diagrams of a catalogue, and write some of their texts.")
    parser.add_argument("catalogue", type=Path)
    parser.add_argument("folder", type=Path, help="where the texts go")
    parser.add_argument("--most", type=int, default=MOST, help="how many are drawn")
    parser.add_argument("--sample", type=int, default=SAMPLE, help="how many texts are written")
    options = parser.parse_args()
    draw(options.catalogue, options.folder, options.most, options.sample)


if __name__ == "__main__":
    main()
