"""Blocks are put away while Sphinx reads, and are brought back before it resolves references; see ``atlas_block``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from docutils import nodes
from sphinx.transforms import SphinxSmartQuotes, SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from .nodes import atlas_block, atlas_text

#: What typographic quotes, dashes and ellipses are made of.
_PLAIN = re.compile(r"[\"'`]|--|\.\.\.")


def in_blocks(found: Iterable[nodes.Node]) -> list[nodes.Node]:
    """What a directive shows, in blocks; sections and their titles stay outside, for the tables of contents."""
    outer: list[nodes.Node] = []
    for node in found:
        if isinstance(node, nodes.section):
            title, *rest = node.children
            node.children = [title]
            node.extend(in_blocks(rest))
            outer.append(node)
        elif outer and isinstance(outer[-1], atlas_block):
            outer[-1] += node
        else:
            outer.append(atlas_block("", node))
    return outer


class CloseBlocks(SphinxTransform):
    """Put the blocks away once they are translated (by the transforms to 25), and set their quotes."""

    default_priority = 26

    def apply(self, **kwargs: Any) -> None:
        """Handle every block of the document."""
        blocks = list(self.document.findall(atlas_block))
        # Sphinx sets the quotes of a whole document, text by text, though few of ours have any.
        part = nodes.document(self.document.settings, self.document.reporter)
        part.children = list(_with_quotes(blocks))
        SphinxSmartQuotes(part, None).apply()
        # Where messages are gathered, Sphinx gives an id to each node that it meets, and asks for it when it writes.
        if not self.env.versioning_condition:
            self._unwrap_prose()
            self._leave_ids()
            for block in blocks:
                block.close()

    def _unwrap_prose(self) -> None:
        """Let prose be text like any other; only where translations are gathered is it still told apart."""
        for node in list(self.document.findall(atlas_text)):
            node.replace_self(node.children)

    def _leave_ids(self) -> None:
        """Let the blocks stand for the nodes that are anchors in them: the document would hold these as well.

        A name that a writer gave leads to its node, whose kind Sphinx asks for.
        """
        ids, named = self.document.ids, set(self.document.nameids.values())
        for id_, node in ids.items():
            if id_ not in named and (block := _block_around(node)) is not None:
                ids[id_] = block


class OpenBlocks(SphinxPostTransform):
    """Bring the blocks back, before the first that looks for what is in them: what resolves references."""

    default_priority = 1

    def run(self, **kwargs: Any) -> None:
        """Handle every block of the document."""
        for block in list(self.document.findall(atlas_block)):
            block.replace_self(block.open())


def _block_around(node: nodes.Node | None) -> atlas_block | None:
    while node is not None and not isinstance(node, atlas_block):
        node = node.parent
    return node


def _with_quotes(blocks: list[atlas_block]) -> Iterator[nodes.Node]:
    """The outermost texts that hold something to be set, each once."""
    seen: set[int] = set()
    for block in blocks:
        for text in block.findall(nodes.Text):
            if _PLAIN.search(text):
                outermost = _outermost(text)
                if id(outermost) not in seen:
                    seen.add(id(outermost))
                    yield outermost


def _outermost(text: nodes.Text) -> nodes.Node:
    node: nodes.Node = text.parent
    while isinstance(node.parent, nodes.TextElement):
        node = node.parent
    return node
