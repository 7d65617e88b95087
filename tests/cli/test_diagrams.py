"""``sphinx-atlas diagrams``: what it writes, and when it writes nothing."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_atlas.catalog.vocabulary import default_vocabulary
from sphinx_atlas.mermaid import to_mermaid
from sphinx_atlas.views.diagrams import diagrams, kinds
from tests.cli.conftest import BAD, BARE, GOOD, Make, Streams, run
from tests.records import read

OTHER = GOOD.replace("CS-FERRY-CHAT", "CS-OTHER").replace("former_ids: [CS-FERRY]\n", "").replace("Ferry Chat", "Other")


def files(folder: Path) -> dict[str, bytes]:
    """Everything in a folder, hidden files included, by name."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_every_diagram_is_written_as_it_is_drawn(catalogue: Make, capsys: Streams) -> None:
    status, out, err = run(capsys, "diagrams", "--out", "new/folder", catalogue(GOOD, OTHER))
    drawn = {
        f"{diagram.id}.mmd": to_mermaid(diagram).encode()
        for text in (GOOD, OTHER)
        for diagram in diagrams(read(text), default_vocabulary())
    }
    assert files(Path("new/folder")) == drawn
    assert (status, out, err) == (0, [], [f"{len(drawn)} diagrams of 2 systems in new/folder"])


@pytest.mark.parametrize(("format", "suffix"), [("mermaid", "mmd"), ("svg", "svg"), ("text", "txt")])
def test_the_same_bytes_twice_and_nothing_beside_them(
    catalogue: Make, capsys: Streams, format: str, suffix: str
) -> None:
    folder = catalogue(GOOD)
    out = Path("out")
    run(capsys, "diagrams", "--format", format, "--out", out, folder)
    first = files(out)
    (out / f"CS-FERRY-CHAT-BP.{suffix}").write_text("old")
    (out / "mine.txt").write_text("mine")
    run(capsys, "diagrams", "--format", format, "--out", out, folder)
    assert files(out) == {**first, "mine.txt": b"mine"}
    expected = {f"CS-FERRY-CHAT-{kind}.{suffix}" for kind in kinds(read(GOOD), default_vocabulary())}
    assert set(first) == expected


@pytest.mark.parametrize("word", ["CS-FERRY-CHAT", "CS-FERRY", "cs-ferry-chat", "Ferry Chat"])
def test_one_system_by_id_former_id_or_name(catalogue: Make, capsys: Streams, word: str) -> None:
    status, _out, err = run(
        capsys, "diagrams", "--out", "o", "--system", word, "--system", word, catalogue(GOOD, OTHER)
    )
    written = files(Path("o"))
    assert (status, err) == (0, [f"{len(written)} diagrams of 1 system in o"])
    assert all(name.startswith("CS-FERRY-CHAT-") for name in written)


def test_an_unknown_system_is_named_and_nothing_written(catalogue: Make, capsys: Streams) -> None:
    arguments = ("diagrams", "--out", "o", "--system", "CS-FERRY-CHAT", "--system", "CS-FERY-CHAT")
    status, out, err = run(capsys, *arguments, catalogue(GOOD))
    assert (status, out) == (2, [])
    assert err == ["sphinx-atlas: unknown system 'CS-FERY-CHAT'; did you mean 'CS-FERRY-CHAT'?"]
    assert not Path("o").exists()


def test_nothing_is_written_while_any_record_has_an_error(catalogue: Make, capsys: Streams) -> None:
    folder = catalogue(GOOD, BAD.replace("CS-FERRY-CHAT", "CS-OTHER"))
    status, out, err = run(capsys, "diagrams", "--out", "o", "--system", "CS-FERRY-CHAT", folder)
    assert (status, out) == (1, [])
    assert err
    assert all(": error ATL" in line for line in err)
    assert not Path("o").exists()


def test_warnings_do_not_stop_the_drawing(catalogue: Make, capsys: Streams) -> None:
    status, _out, err = run(capsys, "diagrams", "--out", "o", catalogue(BARE, manifest="profile: lenient\n"))
    assert (status, len(err)) == (0, 1)


def _file(path: Path) -> str:
    path.write_text("in the way")
    return f"sphinx-atlas: {path}: File exists"


def _below_a_file(path: Path) -> str:
    path.parent.write_text("in the way")
    return f"sphinx-atlas: {path}: Not a directory"


def _folder_of_that_name(path: Path) -> str:
    taken = path / "CS-FERRY-CHAT-L0.mmd"
    taken.mkdir(parents=True)
    return f"sphinx-atlas: {taken}: Is a directory"


@pytest.mark.parametrize(("out", "block"), [("o", _file), ("f/o", _below_a_file), ("o", _folder_of_that_name)])
def test_a_folder_that_cannot_be_written_is_one_line(
    catalogue: Make, capsys: Streams, out: str, block: Callable[[Path], str]
) -> None:
    folder = catalogue(GOOD)
    says = block(Path(out))
    assert run(capsys, "diagrams", "--out", out, folder) == (2, [], [says])


def test_a_write_that_fails_leaves_what_there_was_and_no_temporary_file(
    catalogue: Make, capsys: Streams, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = catalogue(GOOD)
    Path("o").mkdir()
    Path("o/CS-FERRY-CHAT-L0.mmd").write_text("before")

    def refuse(path: Path, target: Path) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(path), None, str(target))

    monkeypatch.setattr(Path, "replace", refuse)
    status, _out, err = run(capsys, "diagrams", "--out", "o", folder)
    assert (status, err) == (2, ["sphinx-atlas: o/CS-FERRY-CHAT-L0.mmd: Permission denied"])
    assert files(Path("o")) == {"CS-FERRY-CHAT-L0.mmd": b"before"}


def test_an_empty_catalogue_is_no_error(catalogue: Make, capsys: Streams) -> None:
    assert run(capsys, "diagrams", "--out", "o", catalogue()) == (0, [], ["0 diagrams of 0 systems in o"])
