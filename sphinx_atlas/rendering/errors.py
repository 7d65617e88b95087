"""What can go wrong with a picture, each said in a sentence that a writer can act on."""

from __future__ import annotations

from dataclasses import dataclass


class RendererMissing(Exception):
    """The renderer that was asked for cannot be had here; the message says why, and what to do."""


@dataclass
class RenderingFailed(Exception):
    """A text of which no picture could be made.

    :param id: of the diagram
    :param message: what the renderer said
    :param line: of the Mermaid text, from 1; None where the renderer cannot tell
    """

    id: str
    message: str
    line: int | None = None

    def __str__(self) -> str:
        where = f"line {self.line} of its Mermaid text: " if self.line else ""
        return f"{self.id}: {where}{self.message}"


class RenderingsFailed(Exception):
    """Everything that failed in one batch.

    :param failures: in the order of the jobs
    """

    def __init__(self, failures: list[RenderingFailed]) -> None:
        super().__init__("\n".join(map(str, failures)))
        self.failures = failures
