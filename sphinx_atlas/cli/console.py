"""What the commands print, and where."""

from __future__ import annotations

import sys
from typing import TextIO


def write(stream: TextIO, line: str) -> None:
    """Write a line; a character that the stream's encoding lacks is written as an escape."""
    encoding = stream.encoding or "utf-8"
    stream.write(line.encode(encoding, "backslashreplace").decode(encoding) + "\n")


def put(result: bytes | str) -> None:
    """Write a result for programs to standard output: bytes as they are, text in UTF-8 whatever the terminal takes."""
    sys.stdout.flush()
    sys.stdout.buffer.write(result.encode() if isinstance(result, str) else result)


def say(line: str) -> None:
    """Tell the person at the terminal something that is not the command's result: on standard error."""
    write(sys.stderr, line)


def refuse(why: str) -> int:
    """Say why a command was called wrongly; returns its exit status."""
    say(f"sphinx-atlas: {why}")
    return 2
