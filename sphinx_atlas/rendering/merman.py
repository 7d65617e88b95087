"""merman draws: Mermaid in Rust, which needs no browser, given the widths of a real font to measure with."""

from __future__ import annotations

import atexit
import json
import threading
from functools import cached_property
from typing import Any

import merman

from ..mermaid.escape import NAME, TITLE
from . import memo
from .errors import RenderingFailed
from .metrics import ASCENT, DESCENT, FONT_FAMILY, text_width

#: What is asked of merman. Its own measurer knows no font, hence ours; labels are SVG text, as what stands in a
#: ``foreignObject`` is lost to all but browsers; lines are broken by our generator alone, so none is too long to stay.
#: ELK keeps frames apart and draws arrows around boxes; it makes half the width of what dagre makes of a whole system.
OPTIONS: dict[str, Any] = {
    "site_config": {
        "look": "classic",
        "theme": "base",
        "layout": "elk",
        "elk": {"nodePlacementStrategy": "NETWORK_SIMPLEX"},
        "securityLevel": "strict",
        "fontFamily": FONT_FAMILY,
        "htmlLabels": False,
        "flowchart": {"htmlLabels": False, "wrappingWidth": 2000},
        "sequence": {"mirrorActors": True},
    },
    "resources": {"profile": "unbounded-for-trusted-input"},
}
#: To be raised whenever what is said above or below changes pictures.
SETTINGS = 1

_BOLD = {"bold", "bolder", "600", "700", "800", "900"}

_Operation = merman.MermanTextMeasurementOperation
_Kind = merman.MermanTextMeasurementResultKind
_LENGTHS = {
    _Operation.COMPUTED_LENGTH,
    _Operation.SIMPLE_B_BOX_WIDTH,
    _Operation.RAW_B_BOX_WIDTH,
    _Operation.TSPAN_B_BOX_WIDTH,
    _Operation.WRAP_PROBE_B_BOX_WIDTH,
    _Operation.BOUNDING_CLIENT_RECT_WIDTH,
    _Operation.CANVAS_MEASURE_TEXT_WIDTH,
}
_HEIGHTS = {_Operation.TSPAN_B_BOX_HEIGHT, _Operation.RAW_B_BOX_HEIGHT, _Operation.SIMPLE_B_BOX_HEIGHT}
_EXTENTS = {_Operation.B_BOX_X, _Operation.B_BOX_X_WITH_ASCII_OVERHANG, _Operation.TITLE_B_BOX_X}
_METRICS = {_Operation.MEASURE, _Operation.WRAPPED, _Operation.MERMAID_CALCULATE_TEXT_DIMENSIONS}


_ANSWERED = "_atlas_answer"


class Merman:
    """The renderer; see :class:`.renderer.Renderer`."""

    name = "merman"

    def __init__(self) -> None:
        self._local = threading.local()
        memo.install()
        # An engine that is still there when Python goes complains about it.
        atexit.register(lambda: vars(self._local).clear())

    @cached_property
    def version(self) -> str:
        """That of merman, and that of our settings."""
        return f"{merman.Merman().package_version()}+{SETTINGS}"

    def render(self, text: str, id: str) -> str:
        """The picture as SVG; see :meth:`.renderer.Renderer.render`."""
        try:
            picture: str = self._engine().render_svg(text, json.dumps({"svg": {"diagram_id": id}}))
        except UnicodeError:
            raise RenderingFailed(id, "its Mermaid text has characters that no encoding has") from None
        except merman.MermanError as error:
            raise self._failed(text, id, error) from None
        return picture

    def _engine(self) -> Any:
        """An engine for this thread: one that measures by a callback serves one thread at a time."""
        engine = getattr(self._local, "engine", None)
        if engine is None:
            services = merman.MermanEngineServices().with_text_measurer(_Measurer())
            engine = self._local.engine = merman.MermanEngine(json.dumps(OPTIONS), services)
        return engine

    def _failed(self, text: str, id: str, error: Any) -> RenderingFailed:
        """What merman has against a text, with the line where it can name one."""
        message, line = str(getattr(error, "message", None) or error), None
        try:
            report = json.loads(merman.Merman().analyze_json(text, None))
        except merman.MermanError:
            report = {"diagnostics": []}
        for finding in report["diagnostics"]:
            if finding["severity"] == "error":
                message, span = finding["message"], finding.get("span") or {}
                # A span over several lines says no more than that it is somewhere in them.
                line = span["line"] if span and span["line"] == span["end_line"] else None
                break
        return RenderingFailed(id, " ".join(message.split()), line)


class _Measurer(merman.MermanTextMeasurer):  # type: ignore[misc]
    """Answers what merman asks of the browser."""

    def measure(self, request: Any) -> Any:
        """The size of a text, or None for what merman can answer as well.

        The same request has the same answer, which it keeps; see :mod:`.memo`.
        """
        if not hasattr(request, _ANSWERED):
            setattr(request, _ANSWERED, self._answer(request))
        return getattr(request, _ANSWERED)

    def _answer(self, request: Any) -> Any:
        operation = request.operation
        if operation in _LENGTHS:
            return _result(_Kind.LENGTH, length=_width(request))
        if operation in _HEIGHTS:
            return _result(_Kind.LENGTH, length=_line_height(request.font_size))
        if operation in _METRICS:
            return _metrics(request)
        if operation in _EXTENTS:
            half = _width(request) / 2
            return _result(_Kind.HORIZONTAL_EXTENTS, bbox_left=half, bbox_right=half)
        return None


def _metrics(request: Any) -> Any:
    count = request.text.count("\n") + 1
    height = _line_height(request.font_size) + (count - 1) * request.line_height
    # ELK takes the width of a frame's title for the frame's least height.
    width = 0.0 if request.text.startswith(TITLE) else _width(request)
    return _result(_Kind.METRICS, width=width, height=height, line_count=count)


def _width(request: Any) -> float:
    bold, size = str(request.font_weight) in _BOLD, request.font_size
    return max(text_width(line, size, bold=bold or line.endswith(NAME)) for line in request.text.split("\n"))


def _line_height(size: float) -> float:
    """What browsers say: the font's heights above and below the line, each rounded."""
    return float(round(ASCENT * size) + round(DESCENT * size))


def _result(kind: Any, **fields: Any) -> Any:
    empty = {"width": 0.0, "height": 0.0, "length": 0.0, "line_count": 1}
    none = {"bbox_left": None, "bbox_right": None, "raw_width": None}
    return merman.MermanTextMeasureResult(result_kind=kind, **{**empty, **none, **fields})
