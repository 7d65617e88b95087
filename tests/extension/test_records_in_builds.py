"""A bad record, vocabulary or configuration value stops the build, in every run, and costs nothing once it is
mended.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sphinx.errors import ConfigError, SphinxError

from tests.extension.conftest import Project
from tests.records import day_of_bundled, good_record

Make = Callable[..., Project]


@pytest.mark.parametrize("strict", [False, True])
def test_a_bad_record_fails_every_run_and_keeps_the_environment(
    make_project: Make, strict: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    project = make_project(".. atlas-system:: CS-FERRY-CHAT\n\n.. toctree::\n\n   other\n")
    project.write("other.rst", "Other\n=====\n")
    project.build(strict=strict)
    project.record(good_record().replace("name: p1_consistent_hash", "nam: p1_consistent_hash"))
    for _run in range(3):
        with pytest.raises(SphinxError, match="in the catalogue; see above"):
            project.build(strict=strict)
    project.record(good_record() + "# a remark\n")
    mended = project.build(strict=strict)
    assert mended.read == ["index"]
    assert mended.warnings == ""


def test_every_problem_is_logged_at_its_place(make_project: Make) -> None:
    project = make_project()
    project.record(
        good_record()
        .replace("name: p1_consistent_hash", "nam: p1_consistent_hash")
        .replace("category: messaging", "categry: messaging")
    )
    with pytest.raises(SphinxError, match=r"[2-9] errors"):
        project.build()


def test_a_broken_file_does_not_hide_the_others(make_project: Make) -> None:
    project = make_project()
    project.record("a: [\n", "messaging/broken.yaml")
    project.record("- list\n", "messaging/list.yaml")
    with pytest.raises(SphinxError, match="2 errors"):
        project.build()


def test_warnings_of_rules_have_a_type_that_can_be_silenced(make_project: Make) -> None:
    project = make_project(".. atlas-system:: CS-FERRY-CHAT")
    project.record(
        good_record().replace("Finds the node of a group., source: storage-2023}", "Finds the node of a group.}")
    )
    loud = project.build(atlas_profile="lenient", show_warning_types=True)
    assert "[atlas.record]" in loud.warnings
    quiet = project.build(atlas_profile="lenient", suppress_warnings=["atlas.record"])
    assert quiet.warnings == ""


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("atlas_profile", "strct", "'strct' is no profile; did you mean 'strict'?"),
        ("atlas_as_of", "2026-13-01", "is not in the calendar"),
        ("atlas_pages", "/tmp/x", "must lie within the sources"),
        ("atlas_pages", "../x", "must lie within the sources"),
        ("atlas_catalogs", [], "must be a list of folders"),
        ("atlas_catalogs", [3], "must be a list of folders"),
    ],
)
def test_a_wrong_configuration_value_is_named_with_its_remedy(
    make_project: Make, name: str, value: Any, message: str
) -> None:
    with pytest.raises(ConfigError, match=message.replace("?", r"\?")) as caught:
        make_project().build(**{name: value})
    assert name in str(caught.value)


def test_all_wrong_values_at_once(make_project: Make) -> None:
    with pytest.raises(ConfigError) as caught:
        make_project().build(atlas_profile="strct", atlas_as_of="yesterday")
    assert "atlas_profile" in str(caught.value)
    assert "atlas_as_of" in str(caught.value)


def test_a_catalogue_that_is_not_there_is_named(make_project: Make) -> None:
    with pytest.raises(SphinxError, match="1 error in the catalogue"):
        make_project().build(atlas_catalogs=["nowhere"])


def test_the_bundled_catalogue_is_the_default(make_project: Make) -> None:
    project = make_project(".. atlas-table:: summary\n   :system: CS-DISCORD\n")
    project.write(
        "conf.py", f'extensions = ["sphinx_atlas"]\nhtml_theme = "basic"\natlas_as_of = "{day_of_bundled()}"\n'
    )
    build = project.build()
    assert "Discord, Inc." in build.html()
    assert build.warnings == ""


def test_own_records_beside_the_bundled_ones(make_project: Make) -> None:
    project = make_project(
        ":atlas:system:`CS-FERRY-CHAT` and :atlas:system:`CS-SLACK`", 'atlas_catalogs = ["sphinx-atlas", "catalog"]\n'
    )
    project.write("conf.py", project.root.joinpath("conf.py").read_text().replace("2026-01-10", day_of_bundled()))
    html = project.build().html()
    assert "Ferry Chat" in html
    assert "Slack" in html
