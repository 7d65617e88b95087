"""Writing files, and the digests that tell whether anything changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_atlas.catalog.files import write_text
from sphinx_atlas.catalog.fingerprint import digest


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "page.rst"
    write_text(path, "one\n")
    write_text(path, "zwö\n")
    assert path.read_bytes() == "zwö\n".encode()
    assert list(tmp_path.iterdir()) == [path]


def test_a_text_that_cannot_be_written_leaves_all_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "page.rst"
    write_text(path, "one\n")
    with pytest.raises(UnicodeEncodeError):
        write_text(path, "\ud800")
    assert path.read_text(encoding="utf-8") == "one\n"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        write_text(tmp_path / "nowhere" / "page.rst", "x")


def test_a_digest_differs_with_text_number_and_order() -> None:
    groups = [(), ("",), ("", ""), ("ab",), ("a", "b"), ("b", "a"), ("1:a",), ("\ud800",), ("é",)]
    assert len({digest(*group) for group in groups}) == len(groups)
    assert digest("a", "b") == digest("a", "b")
    assert len(digest("a")) == 20
