"""``sphinx-atlas completion``: scripts that shells take, and what bash makes of one."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

from tests.cli.conftest import Streams, run

BASH = shutil.which("bash")
#: What a key press does: the words of the line so far are handed to the function that is bound to the command.
PRESS = """
{script}
COMP_WORDS=({words})
COMP_CWORD=$(( ${{#COMP_WORDS[@]}} - 1 ))
COMP_LINE="${{COMP_WORDS[*]}}"; COMP_POINT=${{#COMP_LINE}}
function=$(complete -p sphinx-atlas | sed 's/.*-F \\([^ ]*\\).*/\\1/')
"$function" sphinx-atlas "${{COMP_WORDS[-1]}}" "${{COMP_WORDS[-2]}}"
printf '%s\\n' "${{COMPREPLY[@]}}"
"""


@pytest.mark.parametrize(
    ("shell", "mark"), [("bash", "complete "), ("zsh", "#compdef sphinx-atlas"), ("tcsh", "complete sphinx-atlas")]
)
def test_each_shell_has_its_script(capsys: Streams, shell: str, mark: str) -> None:
    status, out, err = run(capsys, "completion", shell)
    assert (status, err) == (0, [])
    assert any(line.lstrip().startswith(mark) for line in out)


def test_another_shell_is_refused(capsys: Streams) -> None:
    with pytest.raises(SystemExit) as stopped:
        run(capsys, "completion", "fish")
    assert stopped.value.code == 2
    assert "invalid choice: 'fish'" in capsys.readouterr().err


def test_without_the_extra_it_says_what_to_install(capsys: Streams, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "shtab", None)
    assert run(capsys, "completion", "bash") == (
        2,
        [],
        ["sphinx-atlas: completion needs shtab: pip install 'sphinx-atlas[cli]'"],
    )


@pytest.mark.skipif(BASH is None, reason="bash is not there")
@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("sphinx-atlas che", {"check"}),
        ("sphinx-atlas dia", {"diagram", "diagrams"}),
        ("sphinx-atlas check --f", {"--format"}),
        ("sphinx-atlas check --format s", {"sarif"}),
        ("sphinx-atlas completion z", {"zsh"}),
    ],
)
def test_bash_completes(capsys: Streams, words: str, offered: set[str]) -> None:
    _status, out, _err = run(capsys, "completion", "bash")
    script = "\n".join(out)
    assert BASH
    subprocess.run([BASH, "-n"], input=script, check=True, text=True, encoding="utf-8")
    press = PRESS.format(script=script, words=words)
    done = subprocess.run([BASH, "--norc"], input=press, check=True, text=True, encoding="utf-8", capture_output=True)
    assert set(done.stdout.split()) == offered, done.stderr
