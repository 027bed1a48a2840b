"""`note`: shown, written, read from standard input, and edited in a terminal."""

from __future__ import annotations

import sys
from pathlib import Path

import pexpect
import pytest

from tests.conftest import Run, environment

pytestmark = pytest.mark.usefixtures("small_home")


def test_a_note_is_written_shown_and_taken_away(cli: Run) -> None:
    assert cli("note", "splice", "  with a fid \n").stdout == "with a fid\n"
    assert cli("note", "splice").stdout == "with a fid\n"
    assert cli("note", "splice", "--json").json() == {"topic": "knots/splice", "note": "with a fid"}
    assert cli("note", "splice", "").stdout == ""
    assert cli("note", "splice", "--json").json() == {"topic": "knots/splice", "note": ""}


def test_a_note_comes_from_standard_input(program: Run) -> None:
    ran = program("note", "splice", "-", stdin="first\nzweite Zeile ✓\n".encode())
    assert (ran.code, ran.stdout, ran.stderr) == (0, "first\nzweite Zeile ✓\n", "")


def test_bytes_that_are_no_text_are_kept_as_far_as_they_are(program: Run, cli: Run) -> None:
    assert program("note", "splice", "-", stdin=b"before \xff\xfe after").code == 0
    assert cli("note", "splice", "--json").json()["note"] == "before \ufffd\ufffd after"


def test_a_word_that_is_no_text_is_kept_as_far_as_it_is(program: Run, cli: Run) -> None:
    assert program("note", "splice", "before \udcff after").code == 0
    assert cli("note", "splice", "--json").json()["note"] == "before \ufffd after"


def test_a_note_that_is_far_too_long_is_refused_and_the_old_one_stays(program: Run, cli: Run) -> None:
    cli("note", "splice", "short")
    assert program("note", "splice", "-", stdin=b"x" * 100_000).code == 0
    ran = program("note", "splice", "-", stdin=b"x" * 5_000_000)
    assert (ran.code, ran.stdout) == (2, "")
    assert ran.stderr == "tracker: a note has at most 100,000 characters\n"
    assert cli("note", "splice", "x" * 100_001).code == 2
    assert cli("note", "splice", "--json").json()["note"] == "x" * 100_000


def test_where_there_is_no_terminal_the_note_is_printed_and_no_editor_started(program: Run, cli: Run) -> None:
    cli("note", "splice", "with a fid")
    assert program("note", "splice", EDITOR="no-such-editor").stdout == "with a fid\n"


EDITS = """
import sys
from pathlib import Path
file = Path(sys.argv[1])
print("editing", repr(file.read_text(encoding="utf-8")))
file.write_text(sys.argv[0].split("/")[-1] + "\\nsecond line é", encoding="utf-8")
"""


@pytest.fixture
def editor(tmp_path: Path) -> str:
    """An editor that replaces the text by its own name."""
    script = tmp_path / "my-editor.py"
    script.write_text(EDITS, encoding="utf-8")
    return f"{sys.executable} {script}"


def in_a_terminal(home: Path, *words: str, **variables: str) -> tuple[str, int | None]:
    """What a command writes to a terminal, and its exit code."""
    env = environment(home, TERM="xterm-256color", **variables)
    child = pexpect.spawn(sys.executable, ["-m", "tracker", *words], env=env, timeout=30, encoding="utf-8")
    child.expect(pexpect.EOF)
    child.close()
    return str(child.before).replace("\r\n", "\n"), child.exitstatus


def test_in_a_terminal_the_note_opens_in_the_editor(home: Path, editor: str, cli: Run) -> None:
    cli("note", "splice", "before")
    shown, code = in_a_terminal(home, "note", "splice", EDITOR=editor)
    assert code == 0
    assert shown == "editing 'before'\nmy-editor.py\nsecond line é\n"
    assert cli("note", "splice", "--json").json()["note"] == "my-editor.py\nsecond line é"


def test_an_editor_that_gives_up_leaves_the_note_as_it_was(home: Path, cli: Run) -> None:
    cli("note", "splice", "before")
    shown, code = in_a_terminal(home, "note", "splice", EDITOR="false")
    assert (shown, code) == ('tracker: the editor "false" gave up (exit code 1); the note is as it was\n', 1)
    shown, code = in_a_terminal(home, "note", "splice", EDITOR="no-such-editor")
    assert code == 1
    assert "cannot be started" in shown
    assert cli("note", "splice", "--json").json()["note"] == "before"
