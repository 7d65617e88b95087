"""Catalogues whose sources are pages of a site on loopback, and the commands run on them."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_atlas.cli import main
from tests.sources.conftest import Site

Streams = pytest.CaptureFixture[str]

WORDS = "The log of the service keeps every event that it has seen in the last year. " * 6


def article(body: str) -> str:
    """A page with a phrase in it."""
    return (
        f"<!doctype html><html lang=en><body><article><h1>Logs</h1><p>{WORDS}</p><p>{body}</p></article></body></html>"
    )


def record(*figures: str, sources: list[dict[str, str]], id_: str = "CS-FERRY-CHAT") -> str:
    """A record with figures, written as ``name: {…}``, and sources."""
    lines = [
        f"id: {id_}",
        "name: Ferry",
        "category: messaging",
        "scale:",
        *(f"  {figure}" for figure in figures),
        "sources:",
    ]
    for source in sources:
        keys = {"type": "blog", "title": "Logs", **source}
        first, *rest = (f"{key}: {value}" for key, value in keys.items())
        lines += [f"  - {first}", *(f"    {entry}" for entry in rest)]
    return "\n".join(lines) + "\n"


def write(folder: Path, *texts: str, manifest: str = "profile: lenient\n") -> Path:
    """A catalogue of records; returns the folder."""
    cases = folder / "case-studies" / "messaging"
    cases.mkdir(parents=True)
    (folder / "atlas.yaml").write_text(manifest, encoding="utf-8")
    for number, text in enumerate(texts):
        (cases / f"r{number}.yaml").write_text(text, encoding="utf-8")
    return folder


def sources(streams: Streams, command: str, site: Site, *arguments: str | Path) -> tuple[int, list[str], list[str]]:
    """The exit status, and the lines of standard output and error, of a command that may visit a site."""
    streams.readouterr()
    given = ["sources", command, "--allow", site.host, "--delay", "0", "--cache", "cache", *map(str, arguments)]
    status = main(given)
    out, err = streams.readouterr()
    return status, out.splitlines(), err.splitlines()
