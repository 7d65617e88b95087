"""Write a page with every diagram twice, side by side: our picture, and what the official Mermaid makes of its text.

For a look at what a change does to all of them; needs npm, for the official Mermaid, and a browser to open it in::

    python tools/contact_sheet.py contact.html
    python tools/contact_sheet.py contact.html --system CS-DISCORD --kind L0 --kind BP
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path

from sphinx_atlas.catalog.catalog import Catalog, bundled
from sphinx_atlas.drawing import bar
from sphinx_atlas.mermaid import to_mermaid
from sphinx_atlas.mermaid.scheme import dark_declarations
from sphinx_atlas.rendering import Job, Link, Picture, find_renderer, render
from sphinx_atlas.views.diagrams import diagrams
from sphinx_atlas.views.diagrams.model import Diagram
from tests.mermaid.oracle import install

PAGE = """\
<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Contact sheet</title>
<style>
body {{ font: 14px sans-serif; margin: 1rem }}
body.dark {{ background: #131416; color: #d1d7e0; {dark} }}
section {{ display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; align-items: start }}
h2 {{ grid-column: 1 / 3; font-size: 1rem; border-top: 1px solid; padding-top: 1rem }}
section svg {{ width: 100%; height: auto; max-height: 90vh }}
pre {{ margin: 0; overflow: auto }}
button {{ position: fixed; top: .5rem; right: .5rem }}
</style>
<button onclick="document.body.classList.toggle('dark')">light / dark</button>
{sections}
<script src="{mermaid}"></script>
<script>
mermaid.initialize({{startOnLoad: false, flowchart: {{htmlLabels: true}}}});
mermaid.run({{querySelector: ".mermaid", suppressErrors: true}});
</script>
</html>
"""


def main() -> None:
    """Read what is asked for and write the page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("out", type=Path, help="the page")
    parser.add_argument("--system", action="append", default=[], help="only this; may be given several times")
    parser.add_argument("--kind", action="append", default=[], help="only this; may be given several times")
    options = parser.parse_args()
    drawn = list(_wanted(options.system, options.kind))
    renderer = find_renderer("merman")
    assert renderer is not None
    jobs = [Job(one.id, to_mermaid(one), {id_: Link("#", ref.id) for id_, ref in one.refs()}) for one in drawn]
    pictures = render(jobs, renderer, progress=bar(sys.stderr))
    sections = "\n".join(_section(one, picture) for one, picture in zip(drawn, pictures, strict=True))
    page = PAGE.format(dark=dark_declarations(), sections=sections, mermaid=install().as_uri())
    options.out.write_text(page, encoding="utf-8")


def _wanted(systems: list[str], kinds: list[str]) -> Iterator[Diagram]:
    catalog = Catalog.load([bundled()])
    for record in catalog.records.values():
        if not systems or record.id in systems:
            yield from (one for one in diagrams(record, catalog.vocabulary) if not kinds or one.kind in kinds)


def _section(diagram: Diagram, picture: Picture) -> str:
    facts = f"{diagram.id}: {picture.width} × {picture.height} px, {picture.size:,} bytes"
    text = escape(to_mermaid(diagram))
    return f'<section><h2>{facts}</h2><div>{picture.svg}</div><pre class="mermaid">{text}</pre></section>'


if __name__ == "__main__":
    main()
