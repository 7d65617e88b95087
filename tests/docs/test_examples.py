"""The invented record, the tutorial that writes it, and the pieces of real records in the README."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from sphinx_atlas.catalog.catalog import Catalog
from sphinx_atlas.catalog.manifest import Profile, Severity
from sphinx_atlas.rules.check import check
from tests.docs.conftest import DOCS, Site
from tests.records import whole_catalog

ROOT = DOCS.parent
AS_OF = date(2026, 11, 23)


def weights(path: Path, profile: Profile | None = None) -> set[Severity]:
    """How much the problems of a catalogue or a record weigh."""
    catalog = Catalog.load([path])
    assert catalog.records
    return {problem.severity for problem in check(catalog, as_of=AS_OF, profile=profile)}


def test_the_example_passes_the_strict_check() -> None:
    assert Catalog.load([DOCS / "examples"]).manifest.profile is Profile.STRICT
    assert weights(DOCS / "examples") <= {Severity.INFO}


def test_the_first_record_of_the_quickstart_builds() -> None:
    assert Severity.ERROR not in weights(DOCS / "examples" / "quickstart.yaml", Profile.LENIENT)


def test_the_example_says_that_it_is_invented_and_is_in_no_catalogue() -> None:
    ours = whole_catalog().records
    for record in Catalog.load([DOCS / "examples"]).records.values():
        assert "fictitious" in record.name
        assert "fictitious" in (record.org or "")
        assert "invented" in (record.attribution or "")
        assert record.id not in ours


def test_every_mistake_of_the_tutorial_is_one(site: Site) -> None:
    page = site.page("writing")
    mistakes = page.select(".site-mistake")
    source = (DOCS / "writing.rst").read_text(encoding="utf-8")
    assert len(mistakes) == source.count(".. record-mistake::") > 0
    for mistake in mistakes:
        assert re.search(r"postcard\.yaml:\d+:\d+: (error|warning) ATL\d{3} ", mistake.text)
    assert [line for line in site.warnings if "writing.rst" in line and "ERROR" in line] == []


def test_what_the_tutorial_shows_of_the_record_is_in_it(site: Site) -> None:
    page = site.page("writing")
    assert len(page.select(".site-result table")) == 1
    assert len(page.select(".site-result figure.atlas-diagram")) == 2
    assert [line for line in site.warnings if "pattern not found" in line] == []


def test_the_pieces_in_the_readme_are_in_the_records() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    pieces = re.findall(r"```yaml\n(.*?)```", readme, re.DOTALL)
    record = (ROOT / "data/case-studies/social-feeds/discord.yaml").read_text(encoding="utf-8")
    assert pieces
    assert [piece for piece in pieces if piece not in record] == []
