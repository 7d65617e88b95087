"""Names of figures that are one slip away from a known one, and names that are only like it."""

from __future__ import annotations

import pytest

from sphinx_atlas.rules.names import intended


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("concurency", "concurrency"),
        ("conccurrency", "concurrency"),
        ("concurrecny", "concurrency"),
        ("concarrency", "concurrency"),
        ("voice_latancy_p99_ms", "voice_latency_p99_ms"),
        ("requets_per_sec", "requests_per_sec"),
        ("concurrency", None),
        ("events", None),
        ("partition_write_limit", None),
        ("pool_sizes", None),
        ("jobs", None),
        ("steam_users", None),
        ("latency_p90", None),
        ("", None),
        ("_", None),
    ],
)
def test_a_name_anywhere(name: str, meant: str | None) -> None:
    assert intended(name) == meant


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("arival_rate", "arrival_rate"),
        ("inflight", "in_flight"),
        ("pool_sizes", "pool_size"),
        ("partition", "partitions"),
        ("latancy_p95", "latency_p95"),
        ("latency_p90", None),
        ("latency_p999", None),
        ("latency_p", None),
        ("pool_size", None),
        ("names", None),
        ("nodes", None),
    ],
)
def test_a_name_in_a_tier(name: str, meant: str | None) -> None:
    assert intended(name, in_tier=True) == meant
