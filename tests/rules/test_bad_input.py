"""Whatever a record holds, every rule comes to an end without a traceback, and points into the file."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sphinx_atlas.catalog.manifest import Profile
from sphinx_atlas.rules.check import MAX_MESSAGE, check
from tests.records import AS_OF, catalog_of, good_record

LINES = good_record().splitlines()
VALUE = re.compile(r"(?<=: )[^,{}\[\]]+(?=[,}]|$)")

AWKWARD = st.sampled_from(
    r"""null|''|[]|{}|~|0|-1|0.0|true|"\0"|"\u2028"|"a\nb"|"5 a\nb"|'0 s'|'0%'|'0 requests per second'|'< 0 ms'|'1-2'
    |'1e99 requests per second'|'9999999999999999999999999999.5 TB'|'$0 per month'|'0 regions'|'0.5 regions'|'٣ users'
    |0001-01-01|9999-12-31|'2020-02'|CS-X|client|'http://[::1'|'http://a:b'|'https://'|'https://xn--'|'//x'|'x_(2s)'
    |'_1'|'p1_2_3'|'bounded_staleness()'|'latency_p'|'((('|'∞'|{value: x}|{value: []}|[[]]
    |{value: '2 ms', source: [], quote: 'two'}|{name: x, source: nowhere, inferred: y}
    """.replace("\n", "").split("|")
    + [f"'{letters * 20_000}'" for letters in ("-", "_", "a_1", "(", "a.", "/a.")]
)


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """The good record with some lines gone and some values replaced."""
    lines = list(LINES)
    for _ in range(draw(st.integers(1, 6))):
        index = draw(st.integers(0, len(lines) - 1))
        if draw(st.booleans()) and len(lines) > 1:
            del lines[index]
        elif found := list(VALUE.finditer(lines[index])):
            at = draw(st.sampled_from(found))
            lines[index] = lines[index][: at.start()] + draw(AWKWARD).strip() + lines[index][at.end() :]
    return "\n".join(lines)


@pytest.mark.no_cover
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(damaged())
def test_a_damaged_record_is_judged_to_the_end(text: str) -> None:
    lines = text.splitlines() or [""]
    for problem in check(catalog_of(text), as_of=AS_OF, profile=Profile.STRICT):
        finding = problem.finding
        assert 1 <= finding.line <= len(lines) + 1
        assert finding.column >= 1
        assert finding.message
        assert "\n" not in finding.message, finding


def test_a_message_is_one_line_of_no_great_length() -> None:
    name = "concurency" + "_x" * 490
    text = good_record().replace("  concurrency: {value", f'  "{name}\\na": {{value')
    (problem,) = check(catalog_of(text), as_of=AS_OF, profile=Profile.STRICT)
    assert problem.finding.code == "ATL120"
    assert len(problem.finding.message) == MAX_MESSAGE
    assert "\n" not in str(problem)
