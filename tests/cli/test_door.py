"""Whatever stands in the store, the environment or an argument: a terminal gets text and our own colours from it."""

from __future__ import annotations

import json
import re
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pexpect
import pytest

from tests.conftest import Run, environment
from tracker.cli import output
from tracker.workspace.paths import find_paths

EVIL = (
    "\x1b]52;c;aGk=\x07\x1b[2J\x1b[31m\x9b2J\x9d0;x\x9c\u202e\u061c\xad\u2060\U000e0041\x08\r\x1b]8;;http://evil\x1b\\"
)
OBEYED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f\u2028\u2029\ufeff\xad\u2060-\u2065\U000e0000-\U000e00ff]"
)
OURS = re.compile(r"\x1b\[(?:0|1|2|32|33)m")


def spoil(store: Path) -> None:
    """Put escapes into every text of a store, by hand."""
    quoted = json.dumps(EVIL)[1:-1]
    with closing(sqlite3.connect(store)) as connection, connection:
        triggers = connection.execute("select name, sql from sqlite_master where type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f"drop trigger {name}")
        connection.execute("update roadmap set title = title || ?, summary = summary || ?", (EVIL, EVIL))
        connection.execute("update roadmap set profile = replace(profile, '[\"', '[\"' || ?)", (quoted,))
        connection.execute("update roadmap set tree = replace(tree, 'Tie a', 'Tie a' || ?)", (quoted,))
        connection.execute("update topic set title = title || ?, names = names || ?", (EVIL, EVIL))
        connection.execute("update topic set card = replace(card, '[\"', '[\"' || ?)", (quoted,))
        connection.execute("update topic set card = replace(card, 'https://', 'https://' || ?)", (quoted,))
        connection.execute("update event set at = at || ?, device = device || ?, was = was || ?", (EVIL, EVIL, EVIL))
        for field, subject, value in (
            ("note", "knots/bowline", f"n{EVIL}"),
            ("watch", f"knots{EVIL}", "yes"),
            ("link", f"x{EVIL}", "knots/bowline"),
            ("layer", "knots/splice", json.dumps({"title": f"T{EVIL}", "links": [[EVIL, EVIL, f"https://x{EVIL}"]]})),
            (f"field{EVIL}", f"subject{EVIL}", EVIL),
        ):
            row = (f"u{EVIL}{field}", EVIL, EVIL, f"act{EVIL}", field, subject, value)
            columns = "uid, at, device, act, why, field, subject, value, clock"
            connection.execute(f"insert into event ({columns}) values (?,?,?,?,'do',?,?,?,1)", row)
            connection.execute("insert or replace into current values (?,?,?,?,'','',0)", (field, subject, value, EVIL))
        for _, sql in triggers:
            connection.execute(sql)


COMMANDS = [
    ["roles"], ["skills"], ["show", "knots"], ["show", "knots/bowline"], ["show", "knots/splice"], ["next", "knots"],
    ["status", "knots"], ["status", "deckhand", "--why"], ["history"], ["history", "knots/bowline"], ["link"],
    ["watch"], ["choose", "deckhand"], ["note", "knots/bowline"], ["tick", "knots/bowline"], ["undo"], ["redo"],
    ["remove", f"no{EVIL}"], ["show", EVIL], [f"no{EVIL}"], ["status", f"--{EVIL}"], ["watch", "knots", "--off"],
]  # fmt: skip
WITH_JSON = [[*words, "--json"] for words in COMMANDS[:17]]
EXPORTS = [["export", "knots", "--format", form] for form in ("markdown", "json", "csv", "org", "opml", "toml", "html")]


def test_no_command_lets_anything_through(small_home: Path, cli: Run) -> None:
    spoil(find_paths().store)
    for words in [*COMMANDS, *WITH_JSON, *EXPORTS, ["export", "--all", "--format", "json"]]:
        ran = cli(*words)
        assert OBEYED.findall(ran.stdout.replace("\r\n", "\n") + ran.stderr) == [], words
        assert "Traceback" not in ran.stderr
        if words[-1] == "--json" and not ran.code:
            json.loads(ran.stdout)
    assert "T ]52;c;aGk= [2J" in cli("show", "knots").stdout


def test_on_a_terminal_only_our_own_colours_are_obeyed(small_home: Path, tmp_path: Path) -> None:
    spoil(find_paths().store)
    env = environment(small_home, TERM="xterm-256color")
    coloured = 0
    for words in (["show", "knots"], ["history"], ["next", "knots"], ["status", "deckhand", "--why"], ["show", EVIL]):
        said = pexpect.run(
            f"{sys.executable} -m tracker {' '.join(map(_quoted, words))}", env=env, cwd=str(tmp_path), timeout=60
        )
        assert isinstance(said, bytes)
        text = said.decode().replace("\r\n", "\n")
        coloured += len(OURS.findall(text))
        assert OBEYED.findall(OURS.sub("", text)) == [], words
    assert coloured


def _quoted(word: str) -> str:
    return f"'{word}'"


def test_exported_files_hold_nothing_that_is_obeyed(small_home: Path, cli: Run, tmp_path: Path) -> None:
    spoil(find_paths().store)
    for words in EXPORTS:
        file = tmp_path / words[-1]
        assert cli(*words, "-o", str(file)).code == 0
        assert OBEYED.findall(file.read_text(encoding="utf-8")) == []
        assert "javascript" not in file.read_text(encoding="utf-8")


def test_a_title_cannot_pass_as_a_colour(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    title = "a\x1b[31mb\x1b[0m"
    cell = output.paint(title, "bold")
    (text,) = output.columns([[cell, title, "end"]])
    output.line(text)
    assert capsys.readouterr().out == "\x1b[1ma [31mb [0m\x1b[0m  a [31mb [0m  end\n"
    assert output.width_of(cell) == output.width_of(title) == len("a [31mb [0m")


@pytest.mark.parametrize("text", ["\x1b", "\x1b[2J", "\x1b]52;c;x\x07", "漢\x1b[2J", "\x1b" * 5_000])
def test_the_width_of_any_text_is_told(text: str) -> None:
    assert output.width_of(text) >= len(text)


def test_paths_in_a_home_with_an_escape(program: Run, tmp_path: Path) -> None:
    home = str(tmp_path / "\x1b[31mred")
    for words in (
        ["paths"],
        ["paths", "--json"],
        ["settings"],
        ["--help"],
        ["status", "--help"],
        ["completions", "zsh"],
    ):
        ran = program(*words, TRACKER_HOME=home)
        assert ran.code == 0
        assert OBEYED.findall(ran.stdout + ran.stderr) == [], words


def test_everything_that_is_printed_goes_through_the_door() -> None:
    folder = Path(output.__file__).parent
    allowed = {
        "output.py",
        "step_shown.py",
        "check_links.py",
    }  # the door, and two bars without a word of a file
    found = [
        path.name
        for path in folder.rglob("*.py")
        if re.search(r"\bprint\(|std(?:out|err)\.write\(", path.read_text(encoding="utf-8"))
    ]
    assert set(found) <= allowed
