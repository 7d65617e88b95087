"""``sphinx-atlas diagram``, and what both commands do where a picture cannot be made."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from sphinx_atlas import drawing
from sphinx_atlas.catalog.vocabulary import default_vocabulary
from sphinx_atlas.mermaid import to_mermaid
from sphinx_atlas.views.diagrams import diagram
from tests.cairo import needs_cairo
from tests.cli.conftest import BAD, GOOD, Make, Streams, run
from tests.records import read

HEADS = {"svg": b"<svg ", "pdf": b"%PDF-", "png": b"\x89PNG", "mermaid": b"sequenceDiagram\n", "text": b"Ferry Chat: "}


def test_mermaid_is_printed(catalogue: Make, capsys: Streams) -> None:
    status, out, err = run(capsys, "diagram", "CS-FERRY-CHAT", "BP", catalogue(GOOD))
    shown = diagram(read(GOOD), default_vocabulary(), "BP")
    assert shown is not None
    assert (status, err) == (0, [])
    assert out == to_mermaid(shown).splitlines()


@pytest.mark.parametrize(
    "format", [pytest.param(name, marks=needs_cairo if name in {"pdf", "png"} else ()) for name in HEADS]
)
def test_every_format_can_be_written(catalogue: Make, capsys: Streams, format: str) -> None:
    folder = catalogue(GOOD)
    for _ in range(2):
        arguments = ("diagram", "CS-FERRY-CHAT", "BP", "--format", format, "--out", f"a.{format}", folder)
        assert run(capsys, *arguments) == (0, [], [])
        content = Path(f"a.{format}").read_bytes()
        assert content.startswith(HEADS[format])
        Path(f"a.{format}").rename("before")
    assert Path("before").read_bytes() == content
    assert sorted(path.name for path in Path().iterdir()) == ["before", "data"]


def test_a_picture_as_a_file_says_whose_it_is(catalogue: Make, capsys: Streams) -> None:
    _status, out, _err = run(capsys, "diagram", "ferry chat", "l0", "--format", "svg", catalogue(GOOD))
    root = ET.fromstring("\n".join(out))
    said = {one.tag.rpartition("}")[2]: one.text or "" for one in root.iter() if "purl.org" in one.tag}
    assert said["identifier"] == "CS-FERRY-CHAT-L0"
    assert said["source"] == "CS-FERRY-CHAT"
    assert said["rights"] == f"{read(GOOD).attribution} {read(GOOD).license}"


@pytest.mark.parametrize("kind", ["BP", "bp", "CS-FERRY-CHAT-BP"])
def test_a_kind_is_known_by_any_of_its_names(catalogue: Make, capsys: Streams, kind: str) -> None:
    status, out, _err = run(capsys, "diagram", "CS-FERRY-CHAT", kind, "--format", "text", catalogue(GOOD))
    assert (status, out[0].partition(":")[0]) == (0, "Ferry Chat")
    assert "- Edge (Admission): admission: Messages per user, 50 per minute [2] then: The app is told to wait." in out
    assert all(line.startswith("- ") for line in out[4:])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("CS-FERRY-CHAT", "BQ"), "sphinx-atlas: CS-FERRY-CHAT has no diagram 'BQ'; did you mean 'BP'?"),
        (("CS-FERY-CHAT", "BP"), "sphinx-atlas: unknown system 'CS-FERY-CHAT'; did you mean 'CS-FERRY-CHAT'?"),
    ],
)
def test_what_is_not_there_is_said(catalogue: Make, capsys: Streams, arguments: tuple[str, str], said: str) -> None:
    assert run(capsys, "diagram", *arguments, catalogue(GOOD)) == (2, [], [said])


def test_a_kind_like_no_other_is_answered_with_those_there_are(catalogue: Make, capsys: Streams) -> None:
    _status, _out, (line,) = run(capsys, "diagram", "CS-FERRY-CHAT", "zzzzzz", catalogue(GOOD))
    assert "has no diagram 'zzzzzz'; it has L0, L1-EDGE" in line


def test_nothing_is_drawn_of_a_record_with_an_error(catalogue: Make, capsys: Streams) -> None:
    status, out, err = run(
        capsys, "diagram", "CS-FERRY-CHAT", "BP", "--out", "a.svg", "--format", "svg", catalogue(BAD)
    )
    assert (status, out) == (1, [])
    assert all(": error ATL" in line for line in err)
    assert not Path("a.svg").exists()


@pytest.mark.parametrize("command", [("diagram", "CS-FERRY-CHAT", "BP"), ("diagrams", "--out", "o")])
@pytest.mark.parametrize("format", ["svg", "pdf", "png"])
def test_a_missing_renderer_is_one_line(
    catalogue: Make, capsys: Streams, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], format: str
) -> None:
    folder = catalogue(GOOD)
    monkeypatch.setattr("sphinx_atlas.rendering.renderer.find_spec", lambda name: None)
    status, out, (line,) = run(capsys, *command, "--format", format, folder)
    assert (status, out) == (2, [])
    assert line.startswith("sphinx-atlas: the renderer 'merman' is not installed")
    assert not Path("o").exists()


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        (None, "PDF and PNG need CairoSVG; install it with: pip install 'sphinx-atlas[pdf]'"),
        (OSError("no library called cairo"), "PDF and PNG need the library cairo, and it is not there: no library"),
    ],
)
def test_a_missing_converter_is_one_line(
    catalogue: Make, capsys: Streams, monkeypatch: pytest.MonkeyPatch, missing: OSError | None, said: str
) -> None:
    folder = catalogue(GOOD)
    if missing is None:
        monkeypatch.setitem(sys.modules, "cairosvg", None)
    else:
        monkeypatch.setattr("builtins.__import__", _refuse(missing))
    status, out, (line,) = run(capsys, "diagram", "CS-FERRY-CHAT", "BP", "--format", "png", folder)
    assert (status, out) == (2, [])
    assert line.startswith(f"sphinx-atlas: {said}")


def _refuse(error: OSError) -> object:
    real = __import__

    def load(name: str, *arguments: object, **named: object) -> object:
        if name == "cairosvg":
            raise error
        return real(name, *arguments, **named)  # type: ignore[arg-type]

    return load


def test_what_cannot_be_drawn_is_reported_where_the_record_stands(
    catalogue: Make, capsys: Streams, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = catalogue(GOOD)
    monkeypatch.setattr(
        drawing, "to_mermaid", lambda found: "graph TB\n  a[" if found.kind in {"BP", "CO"} else "graph TB\n  a"
    )
    status, _out, err = run(capsys, "diagrams", "--format", "svg", "--out", "o", folder)
    assert status == 1
    assert [line.split(" of its")[0] for line in err] == [
        f"data/case-studies/messaging/r0.yaml:1:1: error cannot draw CS-FERRY-CHAT-{kind}: line 2"
        for kind in ("CO", "BP")
    ]
    assert not Path("o").exists()


class Terminal(io.TextIOWrapper):
    """A stream that somebody looks at."""

    def isatty(self) -> bool:
        return True


def test_a_bar_moves_where_somebody_may_be_looking(
    catalogue: Make, monkeypatch: pytest.MonkeyPatch, capsys: Streams
) -> None:
    folder = catalogue(GOOD)
    terminal = Terminal(io.BytesIO(), "utf-8", write_through=True)
    monkeypatch.setattr(sys, "stderr", terminal)
    run(capsys, "diagrams", "--format", "svg", "--out", "o", folder)
    terminal.seek(0)
    shown = terminal.read().replace("\r", "\n").splitlines()
    count = len(list(Path("o").iterdir()))
    assert f"[{'#' * 30}] {count}/{count} drawn" in shown
    assert any(line.startswith("[#") and ".]" in line for line in shown)


def test_a_terminal_is_given_no_bytes(catalogue: Make, monkeypatch: pytest.MonkeyPatch, capsys: Streams) -> None:
    folder = catalogue(GOOD)
    monkeypatch.setattr(sys, "stdout", Terminal(io.BytesIO(), "utf-8"))
    status, _out, err = run(capsys, "diagram", "CS-FERRY-CHAT", "BP", "--format", "pdf", folder)
    assert (status, err) == (2, ["sphinx-atlas: a terminal cannot show PDF; give --out FILE"])
