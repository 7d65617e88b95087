"""Pages as text that quotes can be looked for in: web pages, Markdown, PDF, JSON and plain text."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from typing import Protocol
from urllib.parse import urlsplit

import lxml.html
import pypdf
import trafilatura
from markdown_it import MarkdownIt

from ..catalog.fingerprint import digest
from .markup import language, passages, text_of
from .matching import Page
from .words import HARD, clean

#: What a PDF is read of, in pages.
MAX_PDF_PAGES = 400
#: Fewer words than this are no article.
FEW = 60
#: Fewer than this are nothing.
NOTHING = 20

_MARKDOWN = frozenset({".md", ".mdx", ".markdown"})
_MARKUP = frozenset({".html", ".htm", ".xhtml", ".astro", ".vue"})
_LOOKS_LIKE_HTML = re.compile(r"\s*(<!--.*?-->\s*)?<(!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
#: Languages in which a full stop sets thousands apart.
_CONTINENTAL = frozenset("ca cs da de el es fi fr hr id it nb nl no pl pt ro ru sl sv tr uk vi".split())
_ENGLISH_THOUSANDS = re.compile(r"\d,\d{3}(?!\d)")
_CONTINENTAL_NUMBER = re.compile(r"(?<![\d.,])\d{1,3}(\.\d{3}){2,}(?![\d.])|(?<![\d.,])\d+,\d{1,2}(?![\d,])")
_WALL = re.compile(
    "just a moment|checking your browser|verify (that )?you are (a )?human|are you a robot|access denied|captcha"
    "|(enable|requires?|turn on) javascript|javascript (is )?(required|disabled)|unusual traffic|sign in to|log in to"
    "|accept (all )?cookies",
    re.IGNORECASE,
)
_CUT = re.compile(
    "to read the full story|(subscribe|sign (in|up)|log in|register) to (continue|keep) reading"
    "|this post is for (paid|paying) subscribers|continue reading (with|by) (a|your) ",
    re.IGNORECASE,
)
_VIDEOS = frozenset({"youtube.com", "www.youtube.com", "m.youtube.com", "youtu.be", "vimeo.com"})

# It warns of every slip of a file's writer; what cannot be read, we say ourselves.
logging.getLogger("pypdf").addHandler(logging.NullHandler())
logging.getLogger("trafilatura").addHandler(logging.NullHandler())


class Answer(Protocol):
    """What is needed of an answer from the web."""

    @property
    def url(self) -> str:
        """Where it came from in the end."""

    @property
    def content_type(self) -> str | None:
        """Such as ``text/html``."""

    @property
    def body(self) -> bytes:
        """Its bytes."""

    @property
    def text(self) -> str:
        """Its characters."""


class Unreadable(Exception):
    """A page has no text that could be searched; the message says why."""


@dataclass(frozen=True)
class Reading:
    """A page that was read.

    :param digest: of the words of its main text
    :param doubt: why a quote that is not found may stand there all the same; empty, if nothing speaks for it
    """

    page: Page
    digest: str
    doubt: str = ""


def is_video(url: str) -> bool:
    """Whether an address is a video's, whose words are not in its page."""
    return (urlsplit(url).hostname or "") in _VIDEOS


def text_address(url: str) -> str:
    """Where the text of a page is to be had: of a file shown on GitHub, the file itself."""
    match = re.fullmatch(r"https://github\.com/([^/]+/[^/]+)/(?:blob|raw)/([^?#]+)(?:[?#].*)?", url)
    return f"https://raw.githubusercontent.com/{match[1]}/{match[2]}" if match else url


def read(answer: Answer) -> Reading:
    """The text of a page.

    :raises Unreadable: if it has none
    """
    kind, suffix = answer.content_type or "", PurePosixPath(urlsplit(answer.url).path).suffix.lower()
    if answer.body.startswith(b"%PDF-"):
        return _plain(_pdf(answer.body), few="a PDF without text, perhaps scanned")
    if "html" in kind or suffix in _MARKUP or _LOOKS_LIKE_HTML.match(answer.text[:2000]):
        return _html(answer.text)
    if kind == "text/markdown" or (suffix in _MARKDOWN and not kind.startswith("image/")):
        # A quote may have been copied from what readers see, or from the file.
        return _plain(_text(MarkdownIt("commonmark").enable("table").render(answer.text)) + HARD + _blocks(answer.text))
    if kind.endswith("json") or suffix == ".json":
        return _plain(HARD.join(_strings(answer.text)))
    if not kind or kind.startswith("text/") or kind.endswith("xml") or kind == "application/octet-stream":
        if "\0" in answer.text:
            raise Unreadable("it is no text")
        return _plain(_blocks(answer.text))
    raise Unreadable(f"it is no text but {kind}")


def _plain(raw: str, few: str = "it holds next to no text") -> Reading:
    page = Page(raw)
    return Reading(page, _digest(page.cleaned), few if len(page.flat.split()) < NOTHING else "")


def _html(source: str) -> Reading:
    root = _parsed(source)
    if root is None:
        return _plain("")
    whole = HARD.join([text_of(root), *passages(root), *_embedded(root)])
    main = trafilatura.extract(source, include_comments=False, include_tables=True) or ""
    is_clear = not _ENGLISH_THOUSANDS.search(whole) or _CONTINENTAL_NUMBER.search(whole) is not None
    page = Page(whole, continental=language(root) in _CONTINENTAL and is_clear)
    return Reading(page, _digest(clean(main) or page.cleaned), _doubt(root, main, page.flat))


def _doubt(root: lxml.html.HtmlElement, main: str, whole: str) -> str:
    """Why a page may not show its text to us."""
    if _CUT.search(whole):
        return "it shows only its beginning to those who have not signed in"
    if len(main.split()) >= FEW:
        return ""
    script = " ".join(noscript.text_content() for noscript in root.iter("noscript"))
    if match := _WALL.search(f"{whole} {script}"):
        return f"it shows a wall: {match[0].lower()!r}"
    return "it holds next to no text; it may need JavaScript" if len(whole.split()) < NOTHING else ""


def _parsed(source: str) -> lxml.html.HtmlElement | None:
    try:
        # A declaration of the encoding is not believed in what is decoded already.
        return lxml.html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", source))
    except (lxml.etree.ParserError, ValueError):
        return None


def _text(source: str) -> str:
    root = _parsed(source)
    return "" if root is None else text_of(root)


def _embedded(root: lxml.html.HtmlElement) -> Iterator[str]:
    """The texts in the data that a page brings along for its scripts."""
    for script in root.iter("script"):
        if (script.get("type") or "").endswith("json") and script.text:
            yield from _strings(script.text)


def _strings(source: str) -> Iterator[str]:
    """The texts in JSON that are more than a word, each a block."""
    try:
        pending = [json.loads(source)]
    except (ValueError, RecursionError):
        return
    while pending:
        value = pending.pop()
        if isinstance(value, dict | list):
            pending += reversed(list(value.values() if isinstance(value, dict) else value))
        elif isinstance(value, str) and " " in value:
            yield _text(value) if "</" in value or "<br" in value else value


def _pdf(body: bytes) -> str:
    try:
        reader = pypdf.PdfReader(BytesIO(body))
        pages = [page.extract_text() for page in reader.pages[:MAX_PDF_PAGES]]
    except Exception as error:  # a broken file can raise anything
        raise Unreadable(f"a PDF that cannot be read ({type(error).__name__})") from None
    return _unbroken("\n".join(pages))


def _unbroken(text: str) -> str:
    """Text without the line breaks inside words; the hyphen stays, as it may be the word's own."""
    return re.sub(r"(?<=[^\W\d_][-\u2010\u00ad])[ \t]*\r?\n[ \t]*(?=[^\W\d_])", "", text)


def _blocks(text: str) -> str:
    """Plain text, in which empty lines separate paragraphs; a row of a table or an item of a list is one, too."""
    return re.sub(r"\n\s*\n|\n(?=\s*(?:[|*+•-]|\d+[.)])\s)", HARD, _unbroken(text))


def _digest(cleaned: str) -> str:
    return digest(" ".join(cleaned.casefold().split()))
