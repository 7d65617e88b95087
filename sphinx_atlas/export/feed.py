"""What changed, as an Atom feed (RFC 4287): an entry for each system.

No clock is asked: an entry is of the day on which its record was last verified. Ids are tag URIs (RFC 4151) made of
what changed, so that the same change is the same entry, however often the feed is made.
"""

from __future__ import annotations

import json
import re
from html import escape
from urllib.parse import quote, urlsplit
from xml.etree import ElementTree as ET

from .. import __version__
from ..catalog.fingerprint import digest
from .changes import Kind, SystemChange, as_data
from .editions import Edition

_ATOM = "http://www.w3.org/2005/Atom"
#: The year in which the first ids were made; a tag URI names a time at which its authority was whose it is.
_YEAR = "2026"
#: For a catalogue that does not say where it is published: a name that nobody can own.
_NOWHERE = "catalogue.invalid"
#: The day of an edition in which no record was ever verified.
_NEVER = "1970-01-01"
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def feed(changes: list[SystemChange], new: Edition, address: str | None = None) -> str:
    """The feed as text.

    :param new: the edition that the changes lead to
    :param address: where the feed is published; its ids are made of that, else of the catalogue's own address
    """
    verified = [str(said["last_verified"]) for said in new.systems.values() if said.get("last_verified")]
    latest = max([*verified, *(one.last_verified for one in changes if one.last_verified)], default=_NEVER)
    id_ = _tag(address or new.url)
    root = ET.Element("feed", xmlns=_ATOM)
    _add(root, "id", id_)
    _add(root, "title", f"{new.name}: what changed")
    _add(root, "updated", _time(latest))
    _add(_add(root, "author"), "name", new.name)
    _add(root, "generator", "sphinx-atlas", version=__version__)
    if address:
        _add(root, "link", rel="self", href=address, type="application/atom+xml")
    for one in sorted(changes, key=lambda one: (one.last_verified or "", one.id), reverse=True):
        _add_entry(root, id_, one, one.last_verified or latest)
    ET.indent(root, " ")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _add_entry(root: ET.Element, feed_id: str, one: SystemChange, day: str) -> None:
    entry = _add(root, "entry")
    what = digest(json.dumps(as_data([one])["systems"], sort_keys=True))
    _add(entry, "id", f"{feed_id}/{one.id}/{what}")
    _add(entry, "title", one.summary)
    _add(entry, "updated", _time(day))
    _add(entry, "category", term=one.kind)
    lines = "".join(f"<li>{escape(f'{change.kind}: {change.text}')}</li>" for change in one.changes)
    _add(entry, "content", f"<ul>{lines}</ul>" if lines else escape(one.summary), type="html")


def _add(parent: ET.Element, name: str, text: str | None = None, **attributes: str | Kind) -> ET.Element:
    element = ET.SubElement(parent, name, {key: str(value) for key, value in attributes.items()})
    element.text = _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text) if text is not None else None
    return element


def _tag(address: str | None) -> str:
    try:
        parts = urlsplit(address or "")
        host = parts.hostname or _NOWHERE
    except ValueError:
        return f"tag:{_NOWHERE},{_YEAR}:changes"
    path = quote(parts.path.strip("/"))
    return f"tag:{quote(host)},{_YEAR}:{f'{path}/' if path else ''}changes"


def _time(day: str) -> str:
    """The beginning of a day, as RFC 3339 has it."""
    return f"{day}T00:00:00Z"
