"""What can go wrong with a record: bytes, lines, or the tree of its values; the same seed does the same."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import yaml

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
NASTY = [b"\x00", b"\xff", b"\xe2\x80", b"\t", b"\r", b"\xef\xbb\xbf", b"&a ", b"*a", b"!!python/object:os.system ", b"<<: ", b"? ", b"- ", b": ", b"#", b"'", b'"', b"{", b"]", b"|", b"%", b"\x1b[31m", "\u2028".encode(), b"9" * 400, b"~"]  # fmt: skip
ODD: list[Any] = [None, True, -1, 1e308, "", " ", [], {}, [[]], {"value": None}, {"source": "nowhere"}, {"value": [], "quote": "x"}, "%0A::error::", "a,b:c", "٣", "x" * 5000]  # fmt: skip


def bytes_(text: str, random: Random) -> bytes:
    """Some bytes replaced, taken out or put in."""
    raw = bytearray(text.encode())
    for _ in range(random.randint(1, 3)):
        at = random.randrange(len(raw))
        raw[at : at + random.choice((0, 1, 1, 3))] = random.choice(
            (b"", bytes([random.randrange(256)]), random.choice(NASTY))
        )
    return bytes(raw)


def lines(text: str, random: Random) -> bytes:
    """Some lines taken out, doubled, moved, indented, or cut."""
    found = text.splitlines()
    for _ in range(random.randint(1, 3)):
        at = random.randrange(len(found))
        line = found[at]
        new: tuple[list[str], ...] = (
            [],
            [line, line],
            [f"  {line}"],
            [line.lstrip()],
            [line[: random.randrange(len(line) + 1)]],
            [random.choice(found)],
        )
        found[at : at + 1] = random.choice(new)
        found = found or [""]
    return "\n".join(found).encode()


def structure(text: str, random: Random) -> bytes:
    """Some values of the tree replaced by others, or under other keys."""
    data = yaml.load(text, Loader=_Loader)
    for _ in range(random.randint(1, 3)):
        holder = data
        while True:
            key = random.choice(list(holder) if isinstance(holder, dict) else range(len(holder)))
            inner = holder[key]
            if not isinstance(inner, dict | list) or not inner or random.random() < 0.2:
                break
            holder = inner
        if isinstance(holder, dict) and random.random() < 0.3:
            holder[random.choice([f"{key}x", str(key)[:-1], "source", "value", "id", "quote"])] = holder.pop(key)
        else:
            holder[key] = random.choice([*ODD, data, inner])
    return yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True).encode()


MUTATIONS: list[Callable[[str, Random], bytes]] = [bytes_, lines, structure]
