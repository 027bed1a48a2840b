"""What a backup would bring and tick is told before anything is asked or saved."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import Run
from tests.own.conftest import Write
from tests.own.test_hostile_backup import backup, edition, event


def test_a_backup_tells_what_it_would_bring_and_tick(small_home: Path, cli: Run, write: Write) -> None:
    events = [event("edition", "evil", "v1", uid="e"), event("mark", "evil/a", "done", uid="m1")]
    events += [event("mark", "knots/bowline", "done", uid="m2"), event("mark", "gone/x", "doing", uid="m3")]
    path = write("theirs.json", backup(events, [edition(title="Evil plan")]))
    title = cli("show", "knots/bowline", "--json").json()["title"]
    told = cli("import", path, "--dry-run", "--json").json()
    assert (told["events"], told["new"], told["roadmaps"], told["saved"]) == (4, 4, ["Evil plan"], False)
    assert told["ticked"] == [{"id": "knots/bowline", "title": title}]
    assert [(change["id"], change["was"], change["mark"]) for change in told["changes"]] == [
        ("evil/a", None, "done"), ("knots/bowline", None, "done"), ("gone/x", None, "doing"),
    ]  # fmt: skip
    shown = cli("import", path, "--dry-run").stdout
    assert "4 events, 4 of them new here" in shown
    assert "1 roadmap of its own:\n  Evil plan\n3 marks would change" in shown
    assert f"1 topic of the library would be ticked:\n  {title}\n" in shown
    assert cli("show", "knots/bowline", "--json").json()["mark"] == "todo"
    assert cli("import", path, "--yes").code == 0
    marks = {id_: cli("show", id_, "--json").json()["mark"] for id_ in ("knots/bowline", "evil/a")}
    assert marks == {"knots/bowline": "done", "evil/a": "done"}
    again = cli("import", path, "--dry-run", "--json").json()
    assert (again["new"], again["changes"], again["ticked"]) == (0, [], [])


def test_what_was_said_here_later_is_not_told_as_a_change(small_home: Path, cli: Run, write: Write) -> None:
    cli("skip", "knots/bowline")
    path = write("theirs.json", backup([event("mark", "knots/bowline", "done")], []))
    told = cli("import", path, "--dry-run", "--json").json()
    assert (told["new"], told["changes"], told["ticked"]) == (1, [], [])
    cli("import", path, "--yes")
    assert cli("show", "knots/bowline", "--json").json()["mark"] == "skipped"


def test_of_many_roadmaps_a_few_are_named(small_home: Path, cli: Run, write: Write) -> None:
    kept = [edition(f"plan-{n}", f"Plan {n}", f"plan-{n}/a") for n in range(8)]
    shown = cli("import", write("theirs.json", backup([], kept)), "--dry-run").stdout
    assert "8 roadmaps of its own:\n  Plan 0\n" in shown
    assert "  Plan 4\n  and 3 more\n" in shown
    assert (
        len(json.loads(cli("import", write("b.json", backup([], kept)), "--dry-run", "--json").stdout)["roadmaps"]) == 8
    )
