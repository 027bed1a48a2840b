"""Titles and notes with markup, escape sequences, right-to-left text, emoji and 400 characters are shown as text."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import pytest
from wcwidth import wcswidth

from tests.conftest import Run, paths_in
from tracker.workspace import Workspace
from tracker.workspace.paths import library_folder

TITLES = {
    "markup": "[bold red]x[/] <b>&amp;</b> `code` *a* $warning {0} %s \\n",
    "escapes": "\x1b[31mred\x1b[0m \x1b]0;pwned\x07 \x9b2J \x08\x00 end",
    "right-to-left": "שלום עולם \u202eevil\u202c مرحبا",
    "emoji": "👩\u200d🚀 🏳️\u200d🌈 é e\u0301 漢字",
    "long": "x" * 400,
    "wide": "漢" * 400,
}
NOTE = "first \x1b]52;c;aGk=\x07\x1b[2J\nsecond \x9b31m\u202eevil\r\nthird " + "🚀" * 400
UNSAFE = set("\x1b\x07\x08\x9b\x00\x7f\u202e\u202c\u2066\u2028")


def toml(text: str) -> str:
    """`text` as TOML has it between quotes."""
    return '"' + "".join(c if c.isprintable() and c not in '"\\' else f"\\U{ord(c):08x}" for c in text) + '"'


def skill() -> str:
    head = f'id = "odd"\ntitle = {toml(TITLES["wide"])}\nsummary = {toml(TITLES["markup"])}\nabout = "a"\n'
    link = f'links = [{{ kind = "docs", title = {toml(TITLES["escapes"])}, url = "https://example.org" }}]\n'
    topics = "".join(
        f'[[sections.topics]]\nid = "odd/{name}"\ntitle = {toml(title)}\nlevel = "basic"\nhours = 1\n'
        f"done_when = {toml(title)}\n{link}"
        for name, title in TITLES.items()
    )
    return f"{head}[[sections]]\ntitle = {toml(TITLES['right-to-left'])}\n{topics}"


def role(name: str, title: str) -> str:
    texts = "".join(f'{key} = "text"\n' for key in ("about", "day", "neighbours", "way_in"))
    head = f'id = "odd-{name}"\ntitle = {toml(title)}\nsummary = "s"\n{texts}'
    return f'{head}[[needs]]\nskill = "odd"\nlevel = "basic"\n'


@pytest.fixture(scope="module")
def odd_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with roadmaps full of odd titles."""
    library, home = tmp_path_factory.mktemp("odd-library"), tmp_path_factory.mktemp("odd-home")
    (library / "skills").mkdir()
    (library / "roles").mkdir()
    (library / "skills" / "odd.toml").write_text(skill(), encoding="utf-8")
    for name, title in TITLES.items():
        (library / "roles" / f"odd-{name}.toml").write_text(role(name, title), encoding="utf-8")
    for source in (library, library_folder()):
        Workspace(paths_in(home, source)).close()
    return home


@pytest.fixture(autouse=True)
def _odd(odd_home: Path, home: Path) -> None:
    shutil.copytree(odd_home, home)


def shown(cli: Run, *words: str) -> list[str]:
    """The lines of a command that went well, without anything that a terminal obeys."""
    ran = cli(*words)
    assert ran.code == 0
    assert not set(ran.stdout + ran.stderr) & UNSAFE
    return ran.stdout.splitlines()


def test_lists_keep_their_columns_on_a_terminal_of_120(cli: Run) -> None:
    shown(cli, "target", "odd-wide")
    lines = shown(cli, "roles")
    assert len(lines) == len(TITLES)
    assert max(wcswidth(line) for line in lines) <= 120
    bars = {wcswidth(line[: line.index("░")]) for line in lines}
    assert len(bars) == 1
    (skill,) = shown(cli, "skills")
    assert wcswidth(skill) <= 120


def test_a_title_is_shown_as_it_is_written(cli: Run) -> None:
    lines = shown(cli, "show", "odd")
    assert f"    ○ {TITLES['markup']}  odd/markup  basic" in lines
    assert f"    ○ {TITLES['emoji']}  odd/emoji  basic" in lines
    assert f"    ○ {TITLES['long']}  odd/long  basic" in lines
    assert [line for line in lines if "odd/escapes" in line] == [
        "    ○ [31mred [0m  ]0;pwned   2J   end  odd/escapes  basic"
    ]
    assert "    ○ שלום עולם  evil  مرحبا  odd/right-to-left  basic" in lines


@pytest.mark.parametrize("name", TITLES)
def test_every_command_shows_a_title_on_one_line(name: str, cli: Run) -> None:
    topic, roadmap = f"odd/{name}", f"odd-{name}"
    assert len([line for line in shown(cli, "tick", topic) if topic in line]) == 1
    assert len(shown(cli, "history", "-n", "1")) == 1
    assert len(shown(cli, "undo")) == 1
    assert len(shown(cli, "target", roadmap)) == 1
    status = shown(cli, "status")
    assert len(status) == 1
    assert wcswidth(status[0]) <= 120
    assert shown(cli, "show", topic)
    assert shown(cli, "status", "--why")


def test_a_note_is_shown_on_its_own_lines(cli: Run) -> None:
    assert shown(cli, "note", "odd/emoji", NOTE) == [
        "first  ]52;c;aGk= [2J",
        "second  31m evil",
        "third " + "🚀" * 400,
    ]
    assert "    second  31m evil" in shown(cli, "show", "odd/emoji")
    assert cli("note", "odd/emoji", "--json").json()["note"] == NOTE


@pytest.mark.parametrize("form", ["markdown", "json", "csv"])
def test_exports_hold_nothing_that_a_terminal_obeys(form: str, cli: Run) -> None:
    cli("note", "odd/emoji", NOTE)
    assert shown(cli, "export", "odd", "--format", form)


def test_json_and_tables_give_the_titles_back(cli: Run) -> None:
    titles = {
        row["id"]: row["title"] for row in csv.DictReader(io.StringIO(cli("export", "odd", "--format", "csv").stdout))
    }
    for name in ("markup", "emoji", "long", "wide"):
        assert titles[f"odd/{name}"] == TITLES[name]
    topics = cli("show", "odd", "--json").json()["children"][0]["children"]
    assert topics[0]["title"] == TITLES["markup"]


@pytest.mark.parametrize("command", ["tick", "show", "history", "proof"])
def test_a_name_with_bytes_that_are_no_text_is_refused(command: str, cli: Run) -> None:
    ran = cli(command, "caf\udce9")
    assert (ran.code, ran.stdout) == (2, "")
    assert ran.stderr == "tracker: the line holds bytes that are no text in UTF-8\n"
