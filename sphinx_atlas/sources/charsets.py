"""The characters of a page: its bytes, read in the encoding that they are in."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from charset_normalizer import from_bytes

#: How far into a page its own word for its encoding is looked for, in bytes; HTML says 1024, feeds have long comments.
_HEAD = 2048
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_XML = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)""")
_META = re.compile(rb"""<meta\b[^>]*?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
#: What browsers read instead: the larger set that the name is mostly used for (WHATWG's Encoding Standard).
_LARGER = {
    "ascii": "cp1252",
    "big5": "big5hkscs",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "shift_jis": "cp932",
    "tis-620": "cp874",
}
#: The encodings of pages; what Python knows besides (``unicode_escape``, ``zlib``, ``utf-7``) no page is to choose.
_PAGES = frozenset(
    "utf-8 utf-16 utf-16-le utf-16-be ibm866 cp866 koi8-r koi8-u mac-roman mac-cyrillic cp874 gb18030 big5hkscs euc_jp "
    "iso2022_jp cp932 cp949".split()
    + [f"cp125{n}" for n in range(9)]
    + [f"iso8859-{n}" for n in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)]
)
#: Encodings that hold any bytes, so that pages in UTF-8 are often said to be in them.
_DEFAULTS = frozenset({"cp1252", "cp1254"})


def decode(body: bytes, declared: str | None) -> str:
    """The text of a page.

    :param declared: the encoding that its header names

    A byte order mark decides. Then the header's word counts, and the page's own, as far as the bytes bear them out.
    Bytes that are UTF-8 throughout are that, whatever Western European encoding is named, and so are those said to be
    UTF-16 that hold no zeros. Else it is guessed.
    """
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body.decode(name, "replace").removeprefix("\ufeff")
    for name in _candidates(body, declared):
        try:
            return body.decode(name)
        except UnicodeDecodeError:
            continue
    best = from_bytes(body[:200_000]).best()
    return body.decode(best.encoding if best else "utf-8", "replace")


def _candidates(body: bytes, declared: str | None) -> Iterator[str]:
    head = body[:_HEAD]
    inside = (match[1].decode("ascii", "replace") for match in (_XML.search(head), _META.search(head)) if match)
    for word in (declared, *inside):
        name = _known(word)
        if name in _DEFAULTS or (name and name.startswith("utf-16") and b"\0" not in body):
            yield "utf-8"
        if name:
            yield name
    yield "utf-8"


def _known(word: str | None) -> str | None:
    """Python's name of an encoding of pages; None for what is none."""
    try:
        name = codecs.lookup(word.strip()).name if word else ""
    except (LookupError, ValueError):
        return None
    name = _LARGER.get(name, name)
    return name if name in _PAGES else None
