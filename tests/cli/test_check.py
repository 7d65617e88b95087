"""``sphinx-atlas check``, and the command line as a whole: what it prints where, and its exit status."""

from __future__ import annotations

import errno
import gc
import io
import os
import re
import subprocess
import sys
import weakref
from pathlib import Path

import pytest

from sphinx_atlas import __version__
from sphinx_atlas.catalog.catalog import bundled
from sphinx_atlas.catalog.model import CaseStudy
from sphinx_atlas.catalog.reading import Read, read_path
from sphinx_atlas.cli import main
from sphinx_atlas.rules import many
from tests.cli.conftest import BAD, BARE, GOOD, Make, Streams, run

ROOT = Path(__file__).resolve().parents[2]
LINE = re.compile(r"(?P<path>[^:]+):(?P<line>\d+):(?P<column>\d+): (?P<severity>error|warning|info) ATL\d{3} \S.*")


def test_a_good_catalogue_has_no_problems(catalogue: Make, capsys: Streams) -> None:
    assert run(capsys, "check", catalogue(GOOD)) == (0, [], ["1 record: no problems"])


def test_a_bad_record_is_reported_at_its_place(catalogue: Make, capsys: Streams) -> None:
    status, out, err = run(capsys, "check", catalogue(BAD))
    before, _nam, _after = BAD.partition("nam: p1")
    place = f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"
    assert status == 1
    assert any(line.startswith(f"data/case-studies/messaging/r0.yaml:{place}: error ATL101 ") for line in out)
    assert err == [f"1 record: {len(out)} errors"]


def test_every_line_has_the_form_that_editors_read_and_they_are_sorted(catalogue: Make, capsys: Streams) -> None:
    broken = "a: [\n"
    section_e = (ROOT / "tests/fixtures/section-e.yaml").read_text(encoding="utf-8")
    status, out, err = run(capsys, "check", catalogue(section_e, broken, BAD.replace("CS-FERRY-CHAT", "CS-OTHER")))
    found = [LINE.fullmatch(line) for line in out]
    assert status == 1
    assert all(found), [line for line, match in zip(out, found, strict=True) if not match]
    places = [(match["path"], int(match["line"]), int(match["column"])) for match in found if match]
    assert len({path for path, _line, _column in places}) == 3
    assert places == sorted(places)
    counts = {kind: sum(f": {kind} ATL" in line for line in out) for kind in ("error", "warning", "info")}
    assert err == [f"2 records: {counts['error']} errors, {counts['warning']} warnings, {counts['info']} info"]


@pytest.mark.parametrize(
    ("manifest", "arguments", "status", "severity"),
    [
        ("profile: strict\n", [], 1, "error"),
        ("profile: lenient\n", [], 0, "warning"),
        ("profile: strict\n", ["--profile", "lenient"], 0, "warning"),
        ("profile: lenient\n", ["--profile", "strict"], 1, "error"),
        ("profile: lenient\nseverities: {ATL301: error}\n", [], 1, "error"),
        ("profile: strict\nseverities: {ATL301: error}\n", ["--profile", "lenient"], 1, "error"),
    ],
)
def test_the_profile_weighs(
    catalogue: Make, capsys: Streams, manifest: str, arguments: list[str], status: int, severity: str
) -> None:
    found, (line,), err = run(capsys, "check", *arguments, catalogue(BARE, manifest=manifest))
    assert (found, err) == (status, [f"1 record: 1 {severity}"])
    assert f": {severity} ATL301 " in line


def test_staleness_is_judged_on_the_day_given(catalogue: Make, capsys: Streams) -> None:
    folder = catalogue(GOOD)
    assert run(capsys, "check", "--as-of", "2026-11-15", folder)[:2] == (0, [])
    status, (line,), _err = run(capsys, "check", "--as-of", "2026-11-16", folder)
    assert status == 0
    assert "ATL506" in line


@pytest.mark.parametrize("epoch", ["", "soon", "²", "99999999999999999999"])
def test_without_a_day_it_is_judged_today(
    catalogue: Make, capsys: Streams, monkeypatch: pytest.MonkeyPatch, epoch: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    status, out, _err = run(capsys, "check", catalogue(GOOD))
    assert status == 0
    assert [line for line in out if "ATL506" not in line] == []


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["check", "--as-of", "2026-02-30"], "argument --as-of: '2026-02-30' is not "),
        (["check", "--as-of", "2026-02"], "argument --as-of: '2026-02' is not a whole date: write YYYY-MM-DD"),
        (["check", "--profile", "strct"], "invalid choice: 'strct'"),
        (["diagrams"], "the following arguments are required: --out"),
        (["diagrams", "--out", "o", "--format", "gif"], "invalid choice: 'gif'"),
        (["diagram", "CS-X"], "the following arguments are required: KIND"),
        (["check", "a", "--profile", "strict", "b", "--fast"], "unrecognized arguments: b --fast"),
        (["chek"], "invalid choice: 'chek'"),
        ([], "the following arguments are required: COMMAND"),
    ],
)
def test_a_wrong_call_is_told_and_ends_with_2(capsys: Streams, arguments: list[str], says: str) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert says in capsys.readouterr().err


def test_version(capsys: Streams) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--version"])
    assert stopped.value.code == 0
    assert capsys.readouterr().out == f"sphinx-atlas {__version__}\n"


def test_without_a_path_it_takes_data_where_there_is_some(catalogue: Make, capsys: Streams) -> None:
    catalogue(BAD)
    status, out, _err = run(capsys, "check")
    assert status == 1
    assert out[0].startswith("data/case-studies/messaging/r0.yaml:")


def test_without_data_it_takes_the_catalogue_of_the_package(
    catalogue: Make, capsys: Streams, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = catalogue(GOOD, name="elsewhere")
    assert bundled().joinpath("case-studies").is_dir()
    monkeypatch.setattr("sphinx_atlas.cli.arguments.bundled", lambda: seen)
    assert run(capsys, "check")[2] == ["1 record: no problems"]


def test_a_single_record_is_judged_by_the_catalogue_it_lies_in(catalogue: Make, capsys: Streams) -> None:
    record = catalogue(BARE) / "case-studies/messaging/r0.yaml"
    assert run(capsys, "check", record)[0] == 1
    alone = Path("alone.yaml")
    alone.write_text(BARE, encoding="utf-8")
    status, (line,), _err = run(capsys, "check", alone)
    assert status == 0
    assert line.startswith("alone.yaml:")


def test_several_paths_make_one_catalogue(catalogue: Make, capsys: Streams) -> None:
    first, second = catalogue(GOOD, name="first"), catalogue(GOOD, name="second")
    status, (line,), err = run(capsys, "check", first, second)
    assert (status, err) == (1, ["1 record: 1 error"])
    assert "id 'CS-FERRY-CHAT' is taken by first/case-studies/messaging/r0.yaml" in line


@pytest.mark.parametrize(
    ("path", "says"), [("nowhere.yaml", "ATL001 does not exist"), ("empty", "ATL012 has no folder 'case-studies'")]
)
def test_a_path_of_nothing_is_a_problem(catalogue: Make, capsys: Streams, path: str, says: str) -> None:
    catalogue()
    Path("empty").mkdir()
    status, (line,), err = run(capsys, "check", path)
    assert (status, err) == (1, ["0 records: 1 error"])
    assert line.startswith(f"{path}:1:1: error {says}")


@pytest.mark.parametrize("encoding", ["ascii", "utf-8"])
def test_what_the_output_cannot_hold_is_written_as_an_escape(
    catalogue: Make, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    catalogue()
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding=encoding, errors="strict"))
    assert main(["check", os.fsdecode(b"no\xffwhere\xc3\xa9.yaml")]) == 1
    name = "no\\udcffwhereé" if encoding == "utf-8" else "no\\udcffwhere\\xe9"
    assert raw.getvalue().decode(encoding).startswith(f"{name}.yaml:1:1: error ATL001")


class Gone(io.StringIO):
    """Output that nobody reads any more, noticed when it is flushed: what is short waits till then."""

    def __init__(self, error: OSError, descriptor: int) -> None:
        super().__init__()
        self.error, self.descriptor = error, descriptor

    def flush(self) -> None:
        raise self.error

    def fileno(self) -> int:
        if self.descriptor < 0:
            raise io.UnsupportedOperation
        return self.descriptor


@pytest.mark.parametrize("has_descriptor", [True, False])
def test_a_reader_who_has_gone_is_told_nothing(
    catalogue: Make, capsys: Streams, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, has_descriptor: bool
) -> None:
    folder = catalogue(GOOD)
    with (tmp_path / "pipe").open("w") as pipe:
        gone = Gone(BrokenPipeError(errno.EPIPE, "Broken pipe"), pipe.fileno() if has_descriptor else -1)
        monkeypatch.setattr(sys, "stdout", gone)
        assert main(["check", str(folder)]) == 1
        pipe.write("lost")
    assert (tmp_path / "pipe").read_text() == ("" if has_descriptor else "lost")
    assert capsys.readouterr().err == "1 record: no problems\n"


def test_a_full_disk_is_one_line(catalogue: Make, capsys: Streams, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = catalogue(GOOD)
    monkeypatch.setattr(sys, "stdout", Gone(OSError(errno.ENOSPC, "No space left on device"), -1))
    assert main(["check", str(folder)]) == 2
    assert capsys.readouterr().err.splitlines()[1:] == ["sphinx-atlas: No space left on device"]


def test_the_module_is_the_command(catalogue: Make) -> None:
    command = [sys.executable, "-m", "sphinx_atlas", "check", str(catalogue(BAD))]
    found = subprocess.run(
        command,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
        encoding="utf-8",
    )
    assert found.returncode == 1
    assert LINE.fullmatch(found.stdout.splitlines()[0])
    assert found.stderr.startswith("1 record: ")


def test_records_are_judged_one_by_one(catalogue: Make, capsys: Streams, monkeypatch: pytest.MonkeyPatch) -> None:
    """A catalogue of any size is checked in the memory of one record."""
    folder = catalogue(*(GOOD.replace("CS-FERRY-CHAT", f"CS-FERRY-{number}") for number in range(5)))
    alive: list[weakref.ref[CaseStudy]] = []
    most = 0

    def counting(path: Path) -> Read:
        nonlocal most
        gc.collect()
        most = max(most, sum(one() is not None for one in alive))
        read = read_path(path)
        alive.extend(weakref.ref(record) for record in read[:1] if record)
        return read

    monkeypatch.setattr(many, "read_path", counting)
    run(capsys, "check", folder)
    assert len(alive) == 5
    assert most <= 1


def test_several_processes_find_what_one_finds(tmp_path: Path) -> None:
    """In a program of its own: a process with threads, as pytest's are, must not fork."""
    folder = tmp_path / "case-studies" / "messaging"
    folder.mkdir(parents=True)
    for number in range(70):
        text = GOOD.replace("CS-FERRY-CHAT", f"CS-FERRY-{number % 68}").replace("Ferry Chat", f"Ferry {number}", 1)
        text = text.replace("daily_messages:", "daily_mesages:" if number % 2 else "daily_messages:", 1)
        (folder / f"ferry-{number:02}.yaml").write_text(text if number != 50 else f"{text}nam: x\n", encoding="utf-8")
    (folder / "broken.yaml").write_text("id: [", encoding="utf-8")
    command = [sys.executable, "-m", "sphinx_atlas", "check", str(tmp_path), "--as-of", "2026-01-10", "--jobs"]
    one, several, many_more = (
        subprocess.run([*command, jobs], capture_output=True, text=True, check=False, cwd=ROOT) for jobs in "129"
    )
    assert one.returncode == 1
    assert one.stdout.count("ATL110") == 2
    assert one.stdout.count("ATL120") > 30
    assert one.stdout.count("ATL101") == 1
    assert (several.stdout, several.stderr) == (many_more.stdout, many_more.stderr) == (one.stdout, one.stderr)


def test_where_there_can_be_no_other_process_one_does_it_all(
    catalogue: Make, capsys: Streams, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*arguments: object, **named: object) -> None:
        raise NotImplementedError("this system has no semaphores")

    monkeypatch.setattr(many, "ProcessPoolExecutor", refuse)
    monkeypatch.setattr(many, "_AT_A_TIME", 1)
    folder = catalogue(*(GOOD.replace("CS-FERRY-CHAT", f"CS-FERRY-{number}") for number in range(3)))
    assert run(capsys, "check", "--jobs", "2", folder)[2][0].startswith("3 records: ")


@pytest.mark.parametrize("jobs", ["0", "-1", "two"])
def test_a_number_of_processes_is_one(capsys: Streams, jobs: str) -> None:
    with pytest.raises(SystemExit):
        run(capsys, "check", "--jobs", jobs)
    assert "--jobs" in capsys.readouterr().err
