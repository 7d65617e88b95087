"""Many pictures at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_atlas.rendering import Cache, Form, RenderingsFailed, render
from tests.rendering.drawing import MERMAN, TEXT, Scribe, job

JOBS = [job(f"text {number % 7}", f"D{number}") for number in range(20)]


def test_pictures_come_in_the_order_of_the_jobs() -> None:
    assert [picture.id for picture in render(JOBS, Scribe(), workers=3)] == [one.id for one in JOBS]


def test_no_jobs_no_pictures() -> None:
    assert render([], Scribe()) == []


def test_a_text_is_drawn_once_for_all_its_pictures() -> None:
    scribe = Scribe()
    pictures = render([job(form=Form.INLINE), job(form=Form.FILE), job(id="CS-Y-L0")], scribe)
    assert scribe.asked == [TEXT]
    assert [picture.id for picture in pictures] == ["CS-X-L0", "CS-X-L0", "CS-Y-L0"]


def test_the_same_job_may_be_there_twice() -> None:
    one, other = render([job(), job()], Scribe())
    assert one == other


def test_the_same_pictures_with_any_number_of_workers_in_any_order() -> None:
    jobs = [job(TEXT.replace("Store", f"Store {number}"), f"D{number}") for number in range(6)]
    alone = render(jobs, MERMAN, workers=1)
    assert render(jobs, MERMAN, workers=4) == alone
    assert render(jobs[::-1], MERMAN, workers=2) == alone[::-1]


def test_all_failures_are_reported_in_the_order_of_the_jobs(tmp_path: Path) -> None:
    jobs = [job("bad 1", "A"), job("good", "B"), job("broken", "C"), job("bad 2", "D"), job("bad 1", "E")]
    with pytest.raises(RenderingsFailed) as raised:
        render(jobs, Scribe(), Cache(tmp_path), workers=3)
    assert str(raised.value).splitlines() == [
        "A: line 1 of its Mermaid text: it is bad 1",
        "C: the renderer's picture is not well-formed: unclosed token: line 1, column 0",
        "D: line 1 of its Mermaid text: it is bad 2",
        "E: line 1 of its Mermaid text: it is bad 1",
    ]
    scribe = Scribe()
    render([jobs[1]], scribe, Cache(tmp_path))
    assert scribe.asked == []


def test_what_merman_has_against_a_text_is_told_with_its_line() -> None:
    with pytest.raises(RenderingsFailed) as raised:
        render([job("hello"), job('graph TB\n  a["x"]\n  b[')], MERMAN)
    unknown, unclosed = raised.value.failures
    assert (unknown.line, unclosed.line) == (1, 3)
    assert "no Mermaid diagram" in unknown.message
    assert "Unterminated" in unclosed.message


def test_a_text_that_no_encoding_has_is_refused() -> None:
    with pytest.raises(RenderingsFailed, match="CS-X-L0: its Mermaid text has characters that no encoding has"):
        render([job('graph TB\n  a["\ud800"]')], MERMAN)


def test_progress_is_told_up_to_the_end() -> None:
    told: list[tuple[int, int]] = []
    render(JOBS, Scribe(), progress=lambda done, total: told.append((done, total)))
    assert [total for _, total in told] == [20] * 7
    assert [done for done, _ in told] == [3, 6, 9, 12, 15, 18, 20]
