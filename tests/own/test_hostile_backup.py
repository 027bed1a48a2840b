"""A backup or an overlay of a stranger: refused with what and where, whole, or cleaned as every import is."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from tests.own.conftest import Write
from tracker.core.journal.events import LIBRARY
from tracker.workspace import Workspace
from tracker.workspace.paths import find_paths

ESCAPES = "\x1b]52;c;aGk=\x07\x1b[2J\x9b31m\u202e\x08"
UNSAFE = set("\x1b\x07\x08\x9b\u202e")
WHEN = "2026-01-31T12:00:00.000Z"


def event(field: str, subject: str, value: str | None, **more: Any) -> dict[str, Any]:
    uid = more.pop("uid", f"{field}-{len(subject)}")
    head = {"uid": uid, "at": WHEN, "device": "theirs", "act": uid, "why": "do", "reverses": None}
    return {**head, "field": field, "subject": subject, "value": value, "was": None, **more}


def edition(id_: str = "evil", title: str = "Evil", topic: str = "evil/a") -> dict[str, Any]:
    root = {"key": id_, "title": title, "children": [{"id": topic, "title": title}]}
    profile = {"about": title, "day": "", "neighbours": "", "way_in": "", "ready": "", "aliases": []}
    head = {"id": id_, "kind": "own", "title": title, "summary": title, "profile": profile, "root": root, "ready": None}
    links = [{"kind": "link", "title": title, "url": "javascript:x", "checked": False}]
    card = {"done_when": title, "links": links, "aliases": [], "former_ids": []}
    return {
        "source": id_, "version": "v1", "loaded_at": WHEN, "roadmaps": [head], "cards": {topic: card},
        "anchors": {},
    }  # fmt: skip


def backup(events: list[dict[str, Any]], editions: list[dict[str, Any]]) -> str:
    return json.dumps({"format": "tracker-backup", "version": 1, "journal": events, "editions": editions})


def overlay(*records: dict[str, Any]) -> str:
    return json.dumps({"format": "tracker-overlay", "version": 1, "records": list(records)})


def record(**parts: Any) -> str:
    return json.dumps(parts)


BAD_IDS = ["../../../x", "/x", "C:\\x", "con", "a\nb", "x" * 100, "\uff45vil", "d\u043ecker", "", "..", "a/b", "A"]
EVENTS: dict[str, tuple[list[dict[str, Any]], str]] = {
    "a uid twice": ([event("mark", "git/a", "done", uid="u"), event("mark", "git/b", "done", uid="u")], "event 2 has"),
    "a field that is none": ([event("mark", "a/b", "done"), event("colour", "a/b", "red")], 'event 2, "field"'),
    "a mark that is none": ([event("mark", "git/a", "finished")], 'event 1, "value"'),
    "a kind of act that is none": ([event("mark", "git/a", "done", why="else")], 'event 1, "why"'),
    "a time of day": ([event("mark", "git/a", "done", at="yesterday")], 'event 1, "at"'),
    "a time with an escape": ([event("mark", "git/a", "done", at=f"{WHEN}\x1b[2J")], 'event 1, "at"'),
    "a subject with an escape": ([event("mark", "git/\x1b[2J", "done")], 'event 1, "subject"'),
    "a subject that is half a sign": ([event("mark", "git/\ud800", "done")], 'event 1, "subject"'),
    "a record that is damaged": ([event("layer", "git/a", "{nope")], 'event 1, "value": it is damaged'),
    "an archive that is damaged": ([event("archive", "git/a", "[" * 100_000)], 'event 1, "value": it is damaged'),
    "hours that are a text": ([event("layer", "git/a", record(hours="x"))], 'its "hours"'),
    "hours that are no number": ([event("layer", "git/a", '{"hours": NaN}')], 'its "hours"'),
    "an addition below itself": (
        [event("layer", "git/a", record(roadmap="git", under="git/a", title="t"))],
        "git/a: it stands below itself",
    ),
    "a circle of three": (
        [
            event("layer", f"git/{a}", record(roadmap="git", under=f"git/{b}", title="t"), uid=a)
            for a, b in ("xy", "yz", "zx")
        ],
        "it stands below itself",
    ),
    "the id of a roadmap": (
        [event("layer", "git", record(roadmap="git", under="git", group=True, title="loop"))],
        "cannot have the id of a roadmap",
    ),
    "no end of additions": (
        [
            event("layer", f"git/{n}", record(roadmap="git", under=f"git/{n - 1}" if n else "", title="t"), uid=f"u{n}")
            for n in range(2_000)
        ],
        "it stands below more than 50 additions",
    ),
}


@pytest.mark.parametrize("name", EVENTS)
def test_an_event_that_cannot_be_is_refused_with_its_number(
    name: str, small_home: Path, cli: Run, write: Write
) -> None:
    events, said = EVENTS[name]
    before = find_paths().store.read_bytes()
    ran = cli("import", write("evil.json", backup(events, [])), "--yes")
    assert (ran.code, ran.stdout) == (4, "")
    assert said in ran.stderr
    assert not set(ran.stderr) & UNSAFE
    assert find_paths().store.read_bytes() == before


@pytest.mark.parametrize("id_", BAD_IDS)
def test_an_id_that_is_none_is_refused(id_: str, small_home: Path, cli: Run, write: Write) -> None:
    ran = cli("import", write("evil.json", backup([event("edition", id_, "v1")], [edition(id_)])), "--yes")
    assert ran.code == 4
    assert "is not the id of a roadmap" in ran.stderr
    ran = cli("import", write("evil.json", backup([], [edition(id_)])), "--yes")
    assert ran.code == 4
    assert "edition 1," in ran.stderr


def test_titles_notes_and_links_of_a_backup_are_cleaned(small_home: Path, program: Run, cli: Run, write: Write) -> None:
    events = [event("edition", "evil", "v1", device=f"d{ESCAPES}"), event("note", "evil/a", f"one\n\ttwo{ESCAPES}")]
    path = write("evil.json", backup(events, [edition(title=f"Evil{ESCAPES}")]))
    assert cli("import", path, "--yes").code == 0
    with Workspace.open() as workspace:
        kept = [workspace.title("evil"), *workspace.card("evil/a"), workspace.state().notes["evil/a"]]
        assert not set(repr(kept)) & UNSAFE
        assert "\\x1b" not in repr(kept)
        assert workspace.state().notes["evil/a"].startswith("one\n\ttwo")
        assert workspace.card("evil/a").links == ()
    for words in (["show", "evil"], ["show", "evil/a"], ["history"], ["next", "evil"], ["tick", "evil/a"], ["undo"]):
        ran = program(*words)
        assert ran.code == 0
        assert not set(ran.stdout + ran.stderr) & UNSAFE


def test_a_backup_changes_nothing_of_which_bundled_roadmaps_are_in_use(
    small_home: Path, cli: Run, write: Write
) -> None:
    roles = cli("roles", "--json").json()
    theirs = edition("knots", "HACKED", "knots/bowline")
    theirs["source"] = LIBRARY
    theirs["roadmaps"][0]["kind"] = "skill"
    events = [event("edition", LIBRARY, "v666"), event("mark", "knots/bowline", "done")]
    for version, used in (("v1", "v1"), ("v1", "v666")):
        theirs["version"], events[0]["value"] = version, used
        cli("import", write("evil.json", backup(events, [theirs])), "--yes")
        with Workspace.open() as workspace:
            assert workspace.title("knots/bowline") != "HACKED"
            assert workspace.state().marks["knots/bowline"] == "done"
        assert [role["roadmap"] for role in cli("roles", "--json").json()] == [role["roadmap"] for role in roles]
    cli("undo")
    assert [role["roadmap"] for role in cli("roles", "--json").json()] == [role["roadmap"] for role in roles]


def test_a_planted_version_of_the_bundled_roadmaps_is_never_used(small_home: Path, cli: Run, write: Write) -> None:
    with Workspace.open() as workspace:
        news = workspace.library_updates.pending()
    assert news
    theirs = edition("knots", "HACKED", "knots/bowline")
    theirs.update(source=LIBRARY, version=news.version)
    theirs["roadmaps"][0]["kind"] = "skill"
    assert cli("import", write("evil.json", backup([], [theirs])), "--yes").code == 0
    assert cli("update").code == 0
    assert "HACKED" not in cli("skills").stdout
    assert len(cli("roles", "--json").json()) > 2


OVERLAYS: dict[str, tuple[dict[str, Any], str]] = {
    "below itself": ({"id": "knots/x", "roadmap": "knots", "under": "knots/x", "title": "t"}, "below itself"),
    "called like a roadmap": (
        {"id": "knots", "roadmap": "knots", "under": "knots", "group": True, "title": "loop"},
        "the id of a roadmap",
    ),
    "below a topic of another roadmap": (
        {"id": "knots/x", "roadmap": "knots", "under": "sails/hoist", "title": "t"},
        "sails/hoist",
    ),
    "hours that are a text": ({"id": "knots/bowline", "hours": "x"}, '"hours"'),
}


@pytest.mark.parametrize("name", OVERLAYS)
def test_an_overlay_that_no_tree_can_hold_is_refused(name: str, small_home: Path, cli: Run, write: Write) -> None:
    table, said = OVERLAYS[name]
    ran = cli("import", write("evil.json", overlay({"id": "knots/ok", "title": "fine"}, table)), "--yes")
    assert ran.code == 4
    assert said in ran.stderr
    assert "record 2" in ran.stderr
    assert cli("show", "knots").code == 0


def test_own_backups_of_any_script_come_back(small_home: Path, cli: Run, write: Write, tmp_path: Path) -> None:
    for number, title in enumerate(("漢字", "Étude no 5", "con", "Python для всех", "𝒳 and ﬁ")):
        assert cli("import", write(f"{number}.md", f"# {title}\n\n- [x] One\n"), "--yes").code == 0
    out = tmp_path / "all.json"
    assert cli("export", "--all", "--format", "json", "-o", str(out)).code == 0
    ran = cli("import", str(out), "--yes")
    assert (ran.code, ran.stderr) == (0, "")


def test_a_file_that_is_exported_has_a_name_of_ours(small_home: Path, cli: Run, tmp_path: Path) -> None:
    import sqlite3

    id_ = "../../../trav"
    with sqlite3.connect(find_paths().store) as connection:
        (number,) = connection.execute("insert into edition values (null, ?, 'v', '') returning id", (id_,)).fetchone()
        row = "insert into roadmap select ?, ?, position, 'own', title, summary, profile, tree from roadmap limit 1"
        connection.execute(row, (number, id_))
        connection.execute(
            "insert into event (uid, at, device, act, why, field, subject, value, clock) "
            "values ('u', '', '', 'u', 'do', 'edition', ?, 'v', 1)",
            (id_,),
        )
    connection.close()
    out = tmp_path / "a" / "b" / "c" / "out"
    before = {path for path in tmp_path.rglob("*") if "home" not in path.parts}
    assert cli("export", "--all", "-o", str(out)).code == 0
    written = set(tmp_path.rglob("*.md")) - before
    assert written
    assert all(path.parent == out for path in written)
    assert any(path.name.startswith("roadmap-trav-") for path in written)
    assert not os.path.lexists(tmp_path / "a" / "trav.md")


def test_no_event_brings_the_clocks_to_their_end(small_home: Path, cli: Run, write: Write, tmp_path: Path) -> None:
    """What is done after it would come behind it, and no other machine would take that."""
    end = 253_402_300_800_000 << 15
    last = write("last.json", backup([event("mark", "knots/splice", "done", clock=end)], []))
    ran = cli("import", last, "--yes")
    assert (ran.code, "event 1 is dated more than 1,000 years ahead" in ran.stderr) == (4, True)
    far = write("far.json", backup([event("mark", "knots/splice", "done", clock=end // 8)], []))
    assert cli("import", far, "--yes").code == 0
    cli("reset", "knots/splice")
    assert cli("export", "--all", "--format", "json", "-o", str(tmp_path / "mine.json")).code == 0
    assert cli("import", str(tmp_path / "mine.json"), "--yes").code == 0
    assert cli("status", "knots", "--json").json()["done"] == 0


@pytest.mark.parametrize("at", ["2026-02-30T00:00:00.000Z", "2025-02-29T00:00:00.000Z", "2026-04-31T00:00:00.000Z"])
def test_a_day_that_no_calendar_has_is_refused(at: str, small_home: Path, cli: Run, write: Write) -> None:
    ran = cli("import", write("a.json", backup([event("mark", "knots/splice", "done", at=at)], [])), "--yes")
    assert (ran.code, '"at" is not a moment in UTC' in ran.stderr) == (4, True)


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z"])
@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Tokyo"])
def test_the_ends_of_the_calendar_stop_nothing(
    at: str, zone: str, small_home: Path, program: Run, write: Write
) -> None:
    marks = [
        event("mark", "knots/splice", "done", at=at, clock=1),
        event("mark", "knots/bowline", "doing", at=at, clock=2, uid="b"),
    ]
    assert program("import", write("a.json", backup(marks, [])), "--yes").code == 0
    for words in ("pace knots", "week", "doing", "history", "report knots", "export knots --format org"):
        assert program(*words.split(), TZ=zone).stderr == ""
