"""What takes most of a small build, kept between the builds of a process: compiled templates, stems of words, and what
merman drew.
"""

from __future__ import annotations

from typing import Any

import pytest
from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from sphinx.search.en import SearchEnglish

from sphinx_atlas.rendering.merman import Merman


class _Compiled(BytecodeCache):
    """Compiled templates, by their text and by what else decides what they are compiled to."""

    def __init__(self) -> None:
        self._known: dict[tuple[object, ...], bytes] = {}

    @staticmethod
    def _key(bucket: Bucket) -> tuple[object, ...]:
        environment = bucket.environment
        # Jinja has one lexer for all environments of the same signs.
        return type(environment), environment.lexer, *sorted(environment.extensions), bucket.key, bucket.checksum

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what was compiled before."""
        if found := self._known.get(self._key(bucket)):
            bucket.bytecode_from_string(found)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled now."""
        self._known[self._key(bucket)] = bucket.bytecode_to_string()


def templates(patch: pytest.MonkeyPatch) -> None:
    """Let every environment of Jinja share what it compiles."""
    begin, compiled = Environment.__init__, _Compiled()

    def begun(self: Environment, *args: Any, **options: Any) -> None:
        begin(self, *args, **options)
        self.bytecode_cache = self.bytecode_cache or compiled

    patch.setattr(Environment, "__init__", begun)


def stems(patch: pytest.MonkeyPatch) -> None:
    """Let the stem of a word be sought once."""
    seek, known = SearchEnglish.stem, dict[str, str]()

    def stem(self: SearchEnglish, word: str) -> str:
        if word not in known:
            known[word] = seek(self, word)
        return known[word]

    patch.setattr(SearchEnglish, "stem", stem)


def drawings(patch: pytest.MonkeyPatch) -> None:
    """Let a text be drawn once; that merman draws it alike each time is for the tests of pictures to show."""
    draw, known = Merman.render, dict[tuple[str, str], str]()

    def render(self: Merman, text: str, id: str) -> str:
        if (text, id) not in known:
            known[text, id] = draw(self, text, id)
        return known[text, id]

    patch.setattr(Merman, "render", render)
