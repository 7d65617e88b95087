"""What a build wrote, as a reader's browser follows it: the anchors of each file and every address in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

#: Where an address may stand, by element.
ADDRESSES = {
    "a": "href",
    "link": "href",
    "script": "src",
    "img": "src",
    "image": "xlink:href",
    "source": "src",
    "iframe": "src",
    # an e-book's list of files, and its table of contents
    "item": "href",
    "content": "src",
}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Link(NamedTuple):
    """An address in a file.

    :param element: what it stands on
    :param ours: something of ours is what one clicks on
    :param toctree: it stands in a table of contents
    """

    file: Path
    element: str
    address: str
    ours: bool
    toctree: bool


class _Reader(HTMLParser):
    """Reads one file; no tree is built, since a site has thousands of links."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.anchors: list[str] = []
        self.links: list[Link] = []
        self.diagrams: list[str] = []
        self._open: list[tuple[str, str]] = []
        self._link: int | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {key: value or "" for key, value in attrs}
        classes = values.get("class", "")
        self.anchors += [values[key] for key in ("id", "name") if values.get(key) and (key == "id" or tag == "a")]
        if (key := ADDRESSES.get(tag)) and key in values:
            toctree = any(name == "li" and "toctree-l" in of for name, of in self._open)
            drawn = any(name == "svg" for name, _of in self._open)
            self.links.append(Link(self.path, "click" if drawn else tag, values[key], drawn, toctree))
            if tag == "a":
                self._link = len(self.links) - 1
        if self._link is not None and "atlas" in classes.split():
            self.links[self._link] = self.links[self._link]._replace(ours=True)
        if tag == "pre" and "mermaid" in classes.split():
            self.diagrams.append("")
        if tag not in VOID:
            self._open.append((tag, classes))

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._link = None
        while tag in {name for name, _classes in self._open} and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if any(name == "pre" and "mermaid" in classes.split() for name, classes in self._open):
            self.diagrams[-1] += data

    def clicks(self) -> Iterator[Link]:
        """The addresses that a click on a node of a diagram leads to."""
        for text in self.diagrams:
            for line in text.splitlines():
                if line.strip().startswith("click "):
                    yield Link(self.path, "click", line.split('"')[1], True, False)


class Site:
    """Every page below a folder, read once."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self.links: list[Link] = []
        self.clicks: list[Link] = []
        #: the anchors of each file, in the order in which they stand
        self.anchors: dict[Path, list[str]] = {}
        for path in sorted(self.root.rglob("*")):
            if path.suffix not in {".html", ".xhtml", ".ncx", ".opf"} or "_static" in path.parts:
                continue
            reader = _Reader(path)
            reader.feed(path.read_text(encoding="utf-8"))
            self.anchors[path] = reader.anchors
            self.links += reader.links
            self.clicks += [*reader.clicks(), *(link for link in reader.links if link.element == "click")]
        self._known = {path: set(found) for path, found in self.anchors.items()}

    def dead(self) -> list[str]:
        """Each address that leads nowhere, with the file that it stands in."""
        followed = [*self.links, *self.clicks]
        found = [link for link in followed if not self.leads(link) and not self.known_defect(link)]
        return [f"{link.file.relative_to(self.root)} -> {link.address}" for link in dict.fromkeys(found)]

    def leads(self, link: Link) -> bool:
        """Whether an address of the site is that of a file, and of an anchor in it; others' sites are theirs."""
        parts = urlsplit(link.address)
        if parts.scheme or parts.netloc:
            return True
        target = (link.file.parent / unquote(parts.path)).resolve() if parts.path else link.file
        if target.is_dir():
            target /= "index.html"
        if not target.is_file() or not target.is_relative_to(self.root):
            return False
        # '#' alone is the top of a page.
        return not parts.fragment or target not in self._known or unquote(parts.fragment) in self._known[target]

    def known_defect(self, link: Link) -> bool:
        """Sphinx's own in singlehtml: its theme names the pages of the index and of the search, which are not written;
        and a table of contents leads to ``#document-page#section`` where ``#section`` is meant (its issue 14221). Both
        anchors exist then, and what one clicks on is not ours.
        """
        if len([path for path in self.anchors if path.suffix == ".html"]) != 1:
            return False
        if link.element == "link":
            return link.address in {"genindex.html", "search.html"}
        found = re.fullmatch(r"#(document-[^#]+)#([^#]+)", link.address)
        if not found or link.ours or not link.toctree:
            return False
        return {unquote(part) for part in found.groups()} <= self._known[link.file]
