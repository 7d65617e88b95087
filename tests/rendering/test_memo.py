"""Questions that were asked before."""

from __future__ import annotations

import subprocess
import sys
from types import SimpleNamespace

import merman
import pytest

from sphinx_atlas.rendering import memo
from sphinx_atlas.rendering.merman import Merman
from tests.rendering.drawing import TEXT

#: What a process draws that never remembers.
PLAIN = """
import sys
from sphinx_atlas.rendering import memo
memo.install = lambda: False
from sphinx_atlas.rendering.merman import Merman
sys.stdout.write(Merman().render(sys.stdin.read(), "atlas"))
"""


def test_the_converters_of_the_pinned_version_are_wrapped() -> None:
    assert memo.install()


def test_the_picture_is_the_same_with_it_and_without() -> None:
    plain = subprocess.run([sys.executable, "-c", PLAIN], input=TEXT, capture_output=True, text=True, check=True).stdout
    assert [Merman().render(TEXT, "atlas"), Merman().render(TEXT, "atlas")] == [plain, plain]


@pytest.mark.parametrize("change", ["version", "names"])
def test_what_is_not_known_is_left_alone(change: str, monkeypatch: pytest.MonkeyPatch) -> None:
    binding = merman.merman_uniffi
    before = [getattr(binding, name).__dict__.copy() for name in (memo._QUESTION, memo._ANSWER)]
    if change == "version":
        monkeypatch.setattr(memo, "KNOWN", "0.0.1")
    else:
        monkeypatch.setattr(merman, "merman_uniffi", SimpleNamespace())
    assert not memo.install.__wrapped__()
    assert [getattr(binding, name).__dict__ for name in (memo._QUESTION, memo._ANSWER)] == before


def test_memory_begins_anew_when_it_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    first = Merman().render(TEXT, "atlas")
    monkeypatch.setattr(memo, "_MOST", 1)
    assert Merman().render(TEXT.replace("Store", "Shop"), "atlas") != first
    assert Merman().render(TEXT, "atlas") == first
