"""Rules that look beyond one record: folders, ids of other records, and the manifest."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sphinx_atlas.catalog.catalog import Catalog
from sphinx_atlas.catalog.finding import Finding
from sphinx_atlas.catalog.manifest import Limits, Manifest, Profile, Severity
from sphinx_atlas.rules.check import Problem, check, has_errors
from tests.records import AS_OF, catalog_of, good_record, small_vocabulary

OTHER = good_record().replace("CS-FERRY-CHAT", "CS-OTHER").replace("[CS-FERRY]", "[CS-OLD]").replace("Ferry Chat", "X")
STALE = good_record().replace("last_verified: 2025-11-15", "last_verified: 2025-01-01")


def write(folder: Path, files: dict[str, str]) -> Catalog:
    """A catalogue of files below a folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Catalog.load([folder], small_vocabulary())


def found(problems: list[Problem], code: str) -> list[Finding]:
    """The findings of one code."""
    return [problem.finding for problem in problems if problem.finding.code == code]


def test_a_record_lies_in_its_categorys_folder(tmp_path: Path) -> None:
    catalog = write(tmp_path, {"case-studies/social-feeds/ferry.yaml": good_record()})
    (finding,) = found(check(catalog, as_of=AS_OF), "ATL111")
    assert (finding.line, finding.column) == (3, 11)
    assert "in folder 'social-feeds'; move it to case-studies/messaging/" in finding.message


def test_a_record_in_no_folder(tmp_path: Path) -> None:
    catalog = write(tmp_path, {"case-studies/ferry.yaml": good_record()})
    (finding,) = found(check(catalog, as_of=AS_OF), "ATL111")
    assert "in no category's folder" in finding.message


def test_a_record_in_the_right_folder_or_named_by_itself(tmp_path: Path) -> None:
    catalog = write(tmp_path, {"case-studies/messaging/ferry.yaml": good_record()})
    assert check(catalog, as_of=AS_OF, profile=Profile.STRICT) == []
    alone = Catalog.load([tmp_path / "case-studies/messaging/ferry.yaml"], small_vocabulary())
    assert check(alone, as_of=AS_OF, profile=Profile.STRICT) == []


@pytest.mark.parametrize(("former", "owner"), [("CS-OTHER", "CS-OTHER"), ("CS-OLD", "CS-FERRY-CHAT")])
def test_a_former_id_that_leads_elsewhere(former: str, owner: str) -> None:
    text = good_record().replace("[CS-FERRY]", f"[CS-FERRY, {former}]")
    (finding,) = found(check(catalog_of(text, OTHER), as_of=AS_OF), "ATL117")
    assert f"{former!r} leads to {owner};" in finding.message


def test_two_records_with_former_ids_of_their_own() -> None:
    assert check(catalog_of(good_record(), OTHER), as_of=AS_OF, profile=Profile.STRICT) == []


def test_one_source_is_an_error_only_in_strict() -> None:
    head, _, rest = good_record().partition("  - id: scale-2024\n")
    text = (head + rest[rest.index("license:") :]).replace("scale-2024", "storage-2023")
    for profile, severity in ((Profile.LENIENT, Severity.WARNING), (Profile.STRICT, Severity.ERROR)):
        (problem,) = check(catalog_of(text), as_of=AS_OF, profile=profile)
        assert (problem.finding.code, problem.severity) == ("ATL703", severity)
        assert text.splitlines()[problem.finding.line - 1].startswith("  - id: storage-2023")


def test_a_record_without_sources_has_no_primary_one() -> None:
    head, _, _ = good_record().partition("\nsources:\n")
    problems = check(catalog_of(f"{head}\nlicense: CC BY 4.0\nattribution: Ferry\n"), as_of=AS_OF)
    (finding,) = found(problems, "ATL702")
    assert (finding.line, finding.column) == (1, 1)
    assert not found(problems, "ATL703")


def test_a_manifest_may_tighten_but_not_loosen(tmp_path: Path) -> None:
    manifest = "profile: strict\nseverities:\n  ATL506: error\n  ATL507: warning\n  ATL999: error\n  ATL113: off\n"
    manifest += "  ATL501: error\n"
    catalog = write(tmp_path, {"atlas.yaml": manifest, "case-studies/messaging/ferry.yaml": STALE})
    problems = check(catalog, as_of=AS_OF)
    assert [(p.finding.code, p.finding.line, p.finding.column, p.severity) for p in problems] == [
        ("ATL804", 4, 11, Severity.ERROR),
        ("ATL803", 5, 11, Severity.ERROR),
        ("ATL804", 6, 11, Severity.ERROR),
        ("ATL506", 7, 16, Severity.ERROR),
    ]
    assert all(p.finding.path.endswith("atlas.yaml") for p in problems[:3])
    assert "ATL507 is error in the strict profile and cannot be warning" in problems[0].finding.message


def test_what_a_manifest_tightens_stays_so_in_another_profile(tmp_path: Path) -> None:
    files = {"atlas.yaml": "severities:\n  ATL506: error\n", "case-studies/messaging/ferry.yaml": STALE}
    (problem,) = check(write(tmp_path, files), as_of=AS_OF, profile=Profile.LENIENT)
    assert (problem.finding.code, problem.severity) == ("ATL506", Severity.ERROR)


def test_a_stale_record_never_fails_by_itself() -> None:
    problems = check(catalog_of(good_record()), as_of=date(2040, 1, 1), profile=Profile.STRICT)
    assert [problem.finding.code for problem in problems] == ["ATL506"]
    assert not has_errors(problems)


def test_limits_are_the_manifests() -> None:
    limits = Limits(source_years=1, stale_days=10, innovation_from=2024)
    problems = check(catalog_of(good_record(), manifest=Manifest(limits=limits)), as_of=AS_OF)
    assert {problem.finding.code for problem in problems} == {"ATL501", "ATL506", "ATL507"}


def test_problems_are_sorted_and_each_is_told_once() -> None:
    text = good_record().replace("{name: fan_out, how", "{name: zzz, how")
    catalog = catalog_of(text.replace("confidence: B\ncon", "confidence: A\ncon"))
    catalog.findings += [Finding("ATL101", "unknown key 'x'", "zzz.yaml", 9, 1)] * 2
    problems = check(catalog, as_of=AS_OF)
    places = [(p.finding.path, p.finding.line, p.finding.column) for p in problems]
    assert places == sorted(places)
    assert len(problems) == len(set(problems))
    assert str(problems[-1]) == "zzz.yaml:9:1: error ATL101 unknown key 'x'"
