"""Nodes of ours: neutral when read, HTML only when an HTML builder asks for it."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Sequence

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.locale import get_translation
from sphinx.writers.html5 import HTML5Translator

from .inline import parse
from .pictures import FOLDER, SUFFIXES

_ = get_translation("sphinx_atlas")


class atlas_block(nodes.Element):  # noqa: N801 - docutils names nodes so
    """What a directive of ours shows, but for sections: finished when it is read.

    Dozens of transforms and collectors walk every node of every page while Sphinx reads, and none but the translation
    has anything to do here. After that the children are put away, where no walk meets them, until the page is resolved.
    """

    #: the children, pickled and packed to a small part of their size: Sphinx keeps all that it has read until it is
    #: written; of the class, since Sphinx copies nodes without making them
    put_away: bytes = b""

    def close(self) -> None:
        """Put the children away."""
        held = self.open()
        # Else all of the page goes with them.
        for child in held:
            child.parent = None
            for node in child.findall():
                node.document = None  # type: ignore[assignment]
        self.put_away, self.children = zlib.compress(pickle.dumps(held, pickle.HIGHEST_PROTOCOL), 1), []

    def open(self) -> list[nodes.Node]:
        """All that it holds, put away or not."""
        if not self.put_away:
            return list(self.children)
        return [*pickle.loads(zlib.decompress(self.put_away)), *self.children]

    def deepcopy(self) -> atlas_block:
        """A copy with all that it holds."""
        found = super().deepcopy()
        found.put_away = self.put_away
        return found

    def pformat(self, indent: str = "    ", level: int = 0) -> str:
        """All that it holds, as other nodes show it."""
        inside = "".join(child.pformat(indent, level + 1) for child in self.open())
        return f"{indent * level}{self.starttag()}\n{inside}"


class atlas_diagram(nodes.container):  # noqa: N801
    """A diagram as it was read: its caption, its text alternative, and its links as cross-references.

    Attributes: ``code`` is the Mermaid text without links, ``atlas_id`` its full id, ``alt`` its description,
    ``atlas_nodes`` the ids of the nodes that stand for something. A container is what every builder without a picture
    shows: caption and text.
    """


class atlas_links(nodes.container):  # noqa: N801
    """The cross-references of a diagram, one for each node that stands for a term; never shown."""


class atlas_figure(nodes.container):  # noqa: N801
    """A diagram in HTML: a picture with its caption and, folded, its text alternative."""


class atlas_picture(nodes.Element):  # noqa: N801
    """A picture drawn during the build: ``svg`` with its links, ``width`` its natural width in px, ``label``."""


class atlas_actions(nodes.Element):  # noqa: N801
    """What a reader can do with a picture; ``name`` is that of its files, ``target`` its anchor."""


class atlas_caption(nodes.container):  # noqa: N801
    """What stands under the picture."""


class atlas_alternative(nodes.container):  # noqa: N801
    """The folded text alternative; ``summary`` is what opens it."""


class atlas_table(nodes.container):  # noqa: N801
    """The frame in which a wide table scrolls; ``label`` is its title, ``key`` the one that readers may sort."""


class atlas_tabs(nodes.container):  # noqa: N801
    """Diagrams that stand beside one another; elsewhere than in HTML, after one another."""


class atlas_tab(nodes.container):  # noqa: N801
    """One of them; ``label`` is what it is called among the others, ``group`` what they share, ``id`` its own."""


class atlas_data(nodes.container):  # noqa: N801
    """Where links to the catalogue as data are to stand."""


class atlas_text(nodes.inline, addnodes.translatable):  # noqa: N801
    """Prose of a record among other things, such as the marks of its sources.

    A translation replaces this alone: were it to replace the paragraph, the marks would go with the words. It is in the
    syntax of the records, whatever language the page is written in.
    """

    def preserve_original_messages(self) -> None:
        """Nothing is to be done: the text as it was is the node's source."""

    def apply_translated_message(self, original_message: str, translated_message: str) -> None:
        """Take the translation in place of the text."""
        self.clear()
        self.extend(parse(translated_message))

    def extract_original_messages(self) -> Sequence[str]:
        """What there is to translate."""
        return [" ".join(self.rawsource.split())]


def _visit_figure(translator: HTML5Translator, node: nodes.Element) -> None:
    translator.body.append(translator.starttag(node, "figure", CLASS="atlas-diagram", **{"aria-label": node["alt"]}))


def _depart_figure(translator: HTML5Translator, node: nodes.Element) -> None:
    translator.body.append("</figure>\n")


def _visit_picture(translator: HTML5Translator, node: nodes.Element) -> None:
    # It scrolls where it is wider than the page can show legibly, so the keyboard has to reach it.
    translator.body.append(
        f'<div class="atlas-picture" tabindex="0" role="group" aria-label="{translator.attval(node["label"])}"'
        f' style="--atlas-width: {node["width"]}px">{node["svg"]}</div>\n'
    )
    raise nodes.SkipNode


def _visit_actions(translator: HTML5Translator, node: nodes.Element) -> None:
    link = f'<a href="#{node["target"]}">{translator.encode(_("Link"))}</a> ' if node["target"] else ""
    picture, text = (f"{translator.builder.imgpath}/{FOLDER}/{node['name']}{suffix}" for suffix in SUFFIXES)
    translator.body.append(
        f'<p class="atlas-actions">{link}<a href="{picture}">{translator.encode(_("Full size"))}</a> '
        f'<a href="{picture}" download>SVG</a> <a href="{text}" download>Mermaid</a> '
        f'<button type="button" hidden class="atlas-embed" data-atlas-src="{picture}"'
        f' data-atlas-target="#{node["target"]}"'
        f' data-atlas-copied="{translator.attval(_("Copied"))}">{translator.encode(_("Copy embed"))}</button></p>\n'
    )
    raise nodes.SkipNode


def _visit_caption(translator: HTML5Translator, node: nodes.Element) -> None:
    translator.body.append(translator.starttag(node, "figcaption", CLASS="atlas-caption"))


def _depart_caption(translator: HTML5Translator, node: nodes.Element) -> None:
    translator.body.append("</figcaption>\n")


def _visit_alternative(translator: HTML5Translator, node: nodes.Element) -> None:
    summary = translator.encode(node["summary"])
    translator.body.append(f'<details class="atlas-alternative"><summary>{summary}</summary>\n')


def _depart_alternative(translator: HTML5Translator, node: nodes.Element) -> None:
    translator.body.append("</details>\n")


def _visit_table(translator: HTML5Translator, node: nodes.Element) -> None:
    attributes = {"role": "region", "aria-label": node["label"], "tabindex": "0"}
    if node["key"]:
        # What the script needs to add a filter and to sort by headings; the table is whole without it.
        texts = {"filter": _("Filter"), "count": _("{shown} of {all}"), "sort": _("Sort by {column}")}
        attributes |= {"data-atlas-table": node["key"]} | {f"data-atlas-{key}": text for key, text in texts.items()}
    translator.body.append(translator.starttag(node, "div", CLASS="atlas-table", **attributes))


def _depart_block(translator: HTML5Translator, node: nodes.Element) -> None:
    translator.body.append("</div>\n")


def _visit_tabs(translator: HTML5Translator, node: nodes.Element) -> None:
    translator.body.append(translator.starttag(node, "div", CLASS="atlas-tabs"))


def _visit_tab(translator: HTML5Translator, node: nodes.Element) -> None:
    # Radio buttons: tabs that work by keyboard, without a script, and in every theme.
    checked = " checked" if node.parent.index(node) == 0 else ""
    label = translator.encode(node["label"])
    translator.body.append(
        f'<input class="atlas-choice" type="radio" name="{node["group"]}" id="{node["id"]}"{checked}>'
        f'<label for="{node["id"]}">{label}</label>\n'
    )
    translator.body.append(translator.starttag(node, "div", CLASS="atlas-tab"))


def add(app: Sphinx) -> None:
    """Register the nodes; builders other than HTML treat each as the container that it is."""
    app.add_node(atlas_block)
    app.add_node(atlas_text)
    app.add_node(atlas_data)
    app.add_node(atlas_diagram)
    app.add_node(atlas_links)
    app.add_node(atlas_figure, html=(_visit_figure, _depart_figure))
    app.add_node(atlas_picture, html=(_visit_picture, None))
    app.add_node(atlas_actions, html=(_visit_actions, None))
    app.add_node(atlas_caption, html=(_visit_caption, _depart_caption))
    app.add_node(atlas_alternative, html=(_visit_alternative, _depart_alternative))
    app.add_node(atlas_table, html=(_visit_table, _depart_block))
    app.add_node(atlas_tabs, html=(_visit_tabs, _depart_block))
    app.add_node(atlas_tab, html=(_visit_tab, _depart_block))
