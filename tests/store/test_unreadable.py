"""A store that holds records which cannot be read: it opens, shows the rest, names them, and lets go of them."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import Run
from tracker.workspace import Workspace
from tracker.workspace.paths import device_name, find_paths


def put(field: str, subject: str, value: str, uid: str = "u1") -> None:
    """Write an event into the store by hand, as the last transaction of this device."""
    with closing(sqlite3.connect(find_paths().store)) as connection, connection:
        row = (uid, "2030-01-01T00:00:00.000Z", device_name(find_paths()), uid, "do", field, subject, value)
        columns = "uid, at, device, act, why, field, subject, value, clock"
        highest = "(select max(clock) + 1 from event)"
        connection.execute(f"insert into event ({columns}) values (?,?,?,?,?,?,?,?,{highest})", row)


def addition(**parts: object) -> str:
    return json.dumps({"roadmap": "knots", "title": "t", **parts})


BAD: dict[str, tuple[str, str, str]] = {
    "damaged": ("layer", "knots/bowline", "{nope"),
    "brackets": ("layer", "knots/bowline", "[" * 200_000),
    "a list": ("layer", "knots/bowline", "[]"),
    "hours": ("layer", "knots/bowline", '{"hours": "x"}'),
    "endless hours": ("layer", "knots/bowline", '{"hours": 1e999}'),
    "title": ("layer", "knots/bowline", '{"title": 5}'),
    "level": ("layer", "knots/bowline", '{"level": "high"}'),
    "links": ("layer", "knots/bowline", '{"links": [["a"]]}'),
    "order": ("layer", "knots/x", addition(order="first")),
    "itself": ("layer", "knots/x", addition(under="knots/x")),
    "a roadmap": ("layer", "knots", addition(under="knots", group=True)),
    "a roadmap at its top": ("layer", "knots", addition(group=True)),
    "archive": ("archive", "knots/bowline", "{nope"),
    "mark": ("mark", "knots/bowline", "finished"),
    "field": ("colour", "knots/bowline", "red"),
    "edition": ("edition", "gone", "v666"),
}
COMMANDS: tuple[str, ...] = (
    "roles",
    "skills",
    "next knots",
    "show knots",
    "show knots/bowline",
    "history",
    "link",
    "export knots",
)
COMMANDS += ("status knots", "show deckhand", "note knots/bowline", "choose deckhand", "export --all --format json")


@pytest.mark.parametrize("name", BAD)
def test_everything_works_and_names_the_record_until_undo_takes_it_away(name: str, small_home: Path, cli: Run) -> None:
    cli("tick", "knots/splice")
    right = cli("show", "knots").stdout
    field, subject, value = BAD[name]
    put(field, subject, value)
    for words in COMMANDS:
        ran = cli(*words.split())
        assert ran.code == 0, (words, ran.stderr)
        called = {"layer": "overlay", "edition": "snapshot"}.get(field, field)
        assert f"left out, {called} of {subject}: " in ran.stderr
    assert cli("show", "knots").stdout == right
    assert cli("undo").code == 0
    ran = cli("show", "knots")
    assert (ran.stdout, ran.stderr) == (right, "")


@pytest.mark.parametrize("name", BAD)
def test_remove_takes_it_away_as_well(name: str, small_home: Path, cli: Run) -> None:
    field, subject, value = BAD[name]
    put(field, subject, value)
    assert cli("remove", subject).code == 0
    ran = cli("roles")
    assert (ran.code, ran.stderr) == (0, "")


def test_circles_and_depth_without_end_leave_what_hangs_on_them_visible(small_home: Path, cli: Run) -> None:
    for a, b in ("xy", "yz", "zx"):
        put("layer", f"knots/{a}", addition(under=f"knots/{b}", title=f"circle {a}"), f"c{a}")
    put("layer", "knots/w", addition(under="knots/x", title="hangs on it"), "w")
    for n in range(1_500):
        put("layer", f"knots/d{n}", addition(under=f"knots/d{n - 1}" if n else "", title=f"deep {n}"), f"d{n}")
    ran = cli("show", "knots")
    assert ran.code == 0
    assert "hangs on it" in ran.stdout
    assert "circle" not in ran.stdout
    assert "deep 49 " in ran.stdout
    assert "and 1,4" in ran.stderr
    with Workspace.open() as workspace:
        assert {record.id for record in workspace.unreadable()} >= {"knots/x", "knots/y", "knots/z", "knots/d1499"}


@pytest.mark.parametrize(
    ("field", "subject", "value"),
    [
        ("link", "knots/bowline", "knots/bowline"),
        ("link", "knots/bowline", "no-such-skill"),
        ("choice", "deckhand", "no-such-option"),
        ("choice", "nothing/at/all", "x"),
        ("mark", "nothing", "done"),
        ("note", "nothing", "a note on nothing"),
        ("watch", "nothing", "yes"),
        ("target", "", "nothing"),
        ("archive", "nothing", '{"roadmap": "nowhere", "title": "t"}'),
    ],
)
def test_words_about_nothing_stop_nothing(field: str, subject: str, value: str, small_home: Path, cli: Run) -> None:
    put(field, subject, value)
    for words in COMMANDS:
        assert cli(*words.split()).code == 0
    assert cli("undo").code == 0


def test_two_links_that_lead_to_each_other_stop_nothing(small_home: Path, cli: Run) -> None:
    put("link", "knots/bowline", "knots/splice", "a")
    put("link", "knots/splice", "knots/bowline", "b")
    for words in (*COMMANDS, "tick knots/bowline", "undo 3"):
        assert cli(*words.split()).code == 0


def test_a_store_that_holds_such_a_record_has_a_backup_that_comes_in(
    small_home: Path, cli: Run, tmp_path: Path
) -> None:
    cli("note", "knots/bowline", "mine")
    for number, name in enumerate(("damaged", "mark", "field", "archive")):
        put(*BAD[name], uid=f"u{number}")
    out = tmp_path / "all.json"
    assert cli("export", "--all", "--format", "json", "-o", str(out)).code == 0
    find_paths().store.unlink()
    assert cli("import", str(out), "--yes").code == 0
    with Workspace.open() as workspace:
        assert workspace.state().notes["knots/bowline"] == "mine"
        assert workspace.unreadable() == []


def test_a_record_can_hold_half_a_sign_and_nothing_breaks(small_home: Path, cli: Run, tmp_path: Path) -> None:
    put("layer", "knots/bowline", '{"title": "half \\ud800 sign"}')
    assert "half   sign" in cli("show", "knots").stdout
    for form in ("markdown", "json", "csv", "org", "opml", "toml", "html"):
        out = str(tmp_path / form)
        assert cli("export", "knots", "--format", form, "-o", out).code == 0
