"""Tables in a terminal, with rich and without."""

from __future__ import annotations

import sys

import pytest

from sphinx_atlas.cli.tables import show
from sphinx_atlas.views.content import Align, Column, Table, plain
from tests.cli.conftest import Streams

TABLE = Table("x", "Ferries [bold]", (Column("Name"), Column("Number", Align.NUMBER)), ((plain("[red]A"), plain("7")),))


def pretend(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let standard output be a terminal; to be called by the test itself, whose standard output it is."""
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)


def test_a_terminal_gets_a_drawn_table_in_which_nothing_is_markup(
    capsys: Streams, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend(monkeypatch)
    show([TABLE])
    out = capsys.readouterr().out
    assert "Name    Number" not in out
    assert "Ferries [bold]" in out
    assert "[red]A" in out


def test_without_rich_it_gets_aligned_text(capsys: Streams, monkeypatch: pytest.MonkeyPatch) -> None:
    pretend(monkeypatch)
    for name in ("rich", "rich.console", "rich.table", "rich.text"):
        monkeypatch.setitem(sys.modules, name, None)
    show([TABLE, TABLE])
    assert capsys.readouterr().out.splitlines()[:5] == [
        "Ferries [bold]",
        "",
        "Name    Number",
        "------  ------",
        "[red]A       7",
    ]


def test_a_terminal_that_lacks_characters_gets_aligned_text(capsys: Streams, monkeypatch: pytest.MonkeyPatch) -> None:
    pretend(monkeypatch)
    with monkeypatch.context() as patch:
        patch.setattr(type(sys.stdout), "encoding", "latin-1", raising=False)
        show([TABLE])
    assert "Name    Number" in capsys.readouterr().out


def test_a_file_gets_aligned_text_with_rich_too(capsys: Streams) -> None:
    show([TABLE])
    assert capsys.readouterr().out.splitlines()[-1] == "[red]A       7"
