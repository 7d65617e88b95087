"""The body of an answer: unpacked while it comes in, up to a limit."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

import httpx

#: What we say that we can unpack. No other: one packet of Brotli can hold gigabytes, and its library has no limit.
CODINGS = "gzip"
_GZIP = frozenset({"gzip", "x-gzip"})
#: For zlib: the form of gzip.
_GZIP_WINDOW = zlib.MAX_WBITS | 16


class TooLarge(Exception):
    """A body is larger than it may be.

    :param limit: in bytes
    """

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit


class UnknownCoding(Exception):
    """A body is packed in a way that was not asked for, or wrongly."""


def read(response: httpx.Response, limit: int) -> bytes:
    """The body of a response, unpacked.

    :param limit: how large it may be, packed and unpacked, in bytes
    :raises TooLarge: if it says that it is, or proves to be, larger
    :raises UnknownCoding: if it cannot be unpacked
    """
    length = response.headers.get("content-length", "")
    if length.isdecimal() and len(length) < 20 and int(length) > limit:
        raise TooLarge(limit)
    coding = response.headers.get("content-encoding", "identity").strip().lower()
    if coding in _GZIP:
        return b"".join(_bounded(unpacked(_bounded(response.iter_raw(), limit), limit), limit))
    if coding not in ("identity", ""):
        raise UnknownCoding(f"it is packed as {coding[:40]!r}, which was not asked for")
    return b"".join(_bounded(response.iter_raw(), limit))


def _bounded(chunks: Iterable[bytes], limit: int) -> Iterator[bytes]:
    """Some chunks, as long as they are no larger together than the limit."""
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > limit:
            raise TooLarge(limit)
        yield chunk


def gunzip(data: bytes, limit: int) -> bytes:
    """The content of a gzip file; see :func:`read`."""
    return b"".join(_bounded(unpacked([data], limit), limit))


def unpacked(chunks: Iterable[bytes], limit: int) -> Iterator[bytes]:
    """What is in gzip, piece by piece, no piece larger than a little over the limit."""
    member = zlib.decompressobj(_GZIP_WINDOW)
    begun = False
    for chunk in chunks:
        rest = chunk
        while rest:
            if member.eof:
                # Zeros and the like behind the end are padding, as for gzip itself.
                if not rest.startswith(b"\x1f"):
                    return
                member = zlib.decompressobj(_GZIP_WINDOW)
            begun = True
            try:
                yield member.decompress(rest, limit + 1)
            except zlib.error:
                raise UnknownCoding("it is not the gzip that it says it is") from None
            rest = member.unused_data if member.eof else member.unconsumed_tail
    if begun and not member.eof:
        raise UnknownCoding("it ends in the middle")
