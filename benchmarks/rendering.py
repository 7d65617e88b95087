"""How long a diagram takes, and how large it is: ours, and mmdc's, which sphinxcontrib-mermaid calls once for each.

Both in one run on one machine, so that their ratio means something. mmdc is told to keep its SVG as it is made::

    npm install @mermaid-js/mermaid-cli
    python -m benchmarks.rendering --mmdc node_modules/.bin/mmdc --sample 10
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sphinx_atlas.catalog.catalog import Catalog, bundled
from sphinx_atlas.mermaid import to_mermaid
from sphinx_atlas.rendering import Cache, Job, find_renderer, render
from sphinx_atlas.views.diagrams import diagrams

COUNT = 100
_PUPPETEER = {"args": ["--no-sandbox", "--disable-gpu"]}


def main() -> None:
    """Draw with both, and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--mmdc", type=Path, help="the program; without it, only ours is measured")
    parser.add_argument("--chromium", default="/usr/bin/chromium", help="the browser for mmdc")
    parser.add_argument("--sample", type=int, default=10, help="diagrams that mmdc draws, spread over all")
    options = parser.parse_args()
    texts = dict(_texts())
    ours = _ours(texts)
    if options.mmdc:
        some = dict(list(texts.items())[:: max(1, len(texts) // options.sample)][: options.sample])
        theirs = _mmdc(some, options.mmdc, options.chromium)
        _say("mmdc", len(some), theirs.seconds, sum(theirs.sizes.values()))
        _say("ratio of time", 1, ours.seconds / len(texts) / (theirs.seconds / len(some)))
        _say("ratio of bytes", 1, sum(ours.sizes[id_] for id_ in some) / sum(theirs.sizes.values()))


class _Taken:
    """What a run took."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.sizes: dict[str, int] = {}

    @contextmanager
    def timed(self) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self.seconds += time.perf_counter() - start


def _texts() -> Iterator[tuple[str, str]]:
    catalog = Catalog.load([bundled()])
    drawn = [one for record in catalog.records.values() for one in diagrams(record, catalog.vocabulary)]
    yield from ((one.id, to_mermaid(one)) for one in drawn[:COUNT])


def _ours(texts: dict[str, str]) -> _Taken:
    jobs = [Job(id_, text) for id_, text in texts.items()]
    taken, again = _Taken(), _Taken()
    with tempfile.TemporaryDirectory() as folder:
        renderer = find_renderer("merman")
        assert renderer is not None
        with taken.timed():
            pictures = render(jobs, renderer, Cache(Path(folder)))
        with again.timed():
            render(jobs, renderer, Cache(Path(folder)))
    taken.sizes = {one.id: one.size for one in pictures}
    _say("ours", len(jobs), taken.seconds, sum(taken.sizes.values()))
    _say("ours, from the cache", len(jobs), again.seconds)
    return taken


def _mmdc(texts: dict[str, str], program: Path, chromium: str) -> _Taken:
    taken = _Taken()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings = folder / "puppeteer.json"
        settings.write_text(json.dumps({**_PUPPETEER, "executablePath": chromium}), encoding="utf-8")
        for id_, text in texts.items():
            source, target = folder / f"{id_}.mmd", folder / f"{id_}.svg"
            source.write_text(text, encoding="utf-8")
            command: list[str | Path] = [program, "-q", "-p", settings, "-i", source, "-o", target]
            with taken.timed():
                subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            taken.sizes[id_] = target.stat().st_size
    return taken


def _say(what: str, count: int, amount: float, size: int = 0) -> None:
    shown = (
        f"{amount:.4f}" if what.startswith("ratio") else f"{1000 * amount / count:.1f} ms a diagram, {count} diagrams"
    )
    sys.stdout.write(f"{what}: {shown}{f', {size / count:,.0f} bytes each' if size else ''}\n")


if __name__ == "__main__":
    main()
