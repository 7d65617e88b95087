"""What ``conf.py`` may set, value by value."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sphinx_atlas.catalog.catalog import bundled
from sphinx_atlas.extension.config import AtlasConfig
from sphinx_atlas.extension.ids import diagram_anchor, evidence_anchor, system_anchor, term_anchor

CHECKS = {entry.name: entry.metadata["check"] for entry in fields(AtlasConfig)}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("catalogs", ["sphinx-atlas"]),
        ("catalogs", ("a", Path("b"))),
        ("pages", ""),
        ("pages", "catalogue/of/all"),
        ("profile", ""),
        ("profile", "strict"),
        ("as_of", ""),
        ("as_of", "2026-01-10"),
    ],
)
def test_a_right_value_passes(name: str, value: Any) -> None:
    assert CHECKS[name](value) is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("catalogs", "data"),
        ("catalogs", []),
        ("catalogs", [None]),
        ("pages", None),
        ("pages", "."),
        ("pages", "./"),
        ("pages", "a/../../b"),
        ("pages", "/a"),
        ("profile", "Strict"),
        ("profile", 3),
        ("as_of", "2026"),
        ("as_of", "2026-02-30"),
        ("as_of", None),
    ],
)
def test_a_wrong_value_is_told_in_one_line(name: str, value: Any) -> None:
    message = CHECKS[name](value)
    assert message
    assert "\n" not in message


def test_every_default_passes_and_is_explained() -> None:
    for entry in fields(AtlasConfig):
        assert CHECKS[entry.name](getattr(AtlasConfig(), entry.name)) is None
        assert entry.metadata["help"]


def test_folders_are_relative_to_the_configuration() -> None:
    config = AtlasConfig(catalogs=["sphinx-atlas", "mine", "/all"])
    assert config.folders(Path("/docs")) == [bundled(), Path("/docs/mine"), Path("/all")]


def test_the_day_is_the_one_set_or_that_of_the_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert AtlasConfig(as_of="2026-01-10").day() == date(2026, 1, 10)
    assert AtlasConfig().day() == date(1970, 1, 2)


def test_anchors_are_made_of_ids_alone() -> None:
    assert system_anchor("CS-AWS-S3") == "cs-aws-s3"
    assert diagram_anchor("CS-AWS-S3-FM-HOT-KEY") == "cs-aws-s3-fm-hot-key"
    assert evidence_anchor("CS-AWS-S3") == "cs-aws-s3-source"
    assert term_anchor("mechanism", "p9_circuit_breaker") == "mechanism-p9-circuit-breaker"
