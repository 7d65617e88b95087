"""What cited pages held, from one look to the next: what has changed, and the file that remembers it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

import yaml

from ..catalog.snapshot import PageSeen, Snapshot

_HEAD = "# Written by `sphinx-atlas sources verify`: what every cited page held when it was last read.\n"


class _Dumper(yaml.SafeDumper):
    """Writes every value out, however often it occurs."""

    def ignore_aliases(self, data: object) -> bool:
        """True of anything."""
        return True


class Change(NamedTuple):
    """A page that has changed since it was last looked at, and the quotes that it held then and does not now."""

    address: str
    since: date
    lost: tuple[str, ...]


def changes(before: Snapshot, now: Iterable[PageSeen]) -> list[Change]:
    """The pages that say something else than when they were last looked at, by address."""
    known = before.by_address()
    found = []
    for page in now:
        old = known.get(page.address)
        if old is None or old.digest is None or page.digest is None or old.digest == page.digest:
            continue
        held = {quote for quote, looked in old.quotes.items() if looked.result.is_found}
        lost = [quote for quote, looked in page.quotes.items() if quote in held and not looked.result.is_found]
        found.append(Change(page.address, old.checked, tuple(lost)))
    return found


def merged(before: Snapshot, now: Iterable[PageSeen], keep: Callable[[str], bool] = lambda address: True) -> Snapshot:
    """A snapshot with the pages that have been read; others keep what was last found in them.

    :param keep: takes an address that was not read now; whether it stays
    """
    pages = {page.address: page for page in before.pages if keep(page.address)}
    pages |= {page.address: _kept(pages.get(page.address), page) for page in now}
    return Snapshot(pages=[pages[address] for address in sorted(pages)])


def _kept(before: PageSeen | None, now: PageSeen) -> PageSeen:
    """A page that shows a wall today keeps what was found in it on a better day."""
    return before if before is not None and before.quotes and now.unreadable and not now.quotes else now


def dumped(snapshot: Snapshot) -> str:
    """A snapshot as YAML; the same for the same pages."""
    pages = []
    for page in snapshot.pages:
        entry = {name: value for name, value in page if name != "quotes" and value is not None}
        quotes = {
            quote: looked.result.value if looked.why is None else {"result": looked.result.value, "why": looked.why}
            for quote, looked in sorted(page.quotes.items())
        }
        pages.append({**entry, **({"quotes": quotes} if quotes else {})})
    text: str = yaml.dump({"pages": pages}, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100_000)
    return _HEAD + text
