"""What `status` says from what is kept is, to the byte, what it says from the roadmaps and the journal."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import Run

ROLE = "machine-learning-engineer"
TICKS = ("tick docker --level basic --yes", "start docker/compose", "skip git/rebase", "tick python --yes")
CHOICES = ("choose mle aws", "choose mle cloud --auto")
LIST = "# Plan\n\n- [x] One\n- [ ] Two\n"
OWN_ROLE = 'role new Tester --needs "docker:basic,git:working" --useful "sql:basic"'
STORES = {
    "nothing done": (),
    "ticked, doing and skipped": TICKS,
    "all of a skill": ("target data-engineer", "tick sql --yes"),
    "an option chosen": (*TICKS, CHOICES[0]),
    "an option chosen no longer": (*TICKS, *CHOICES),
    "an overlay": (
        *TICKS,
        "add docker Mine --level basic",
        "edit docker/compose --hours 60",
        f"edit {ROLE} --title Mine",
    ),
    "something removed again": ("add docker Mine --level basic", "undo"),
    "own roadmap beside": (*TICKS, "import LIST --yes", "tick plan/one"),
    "a role of their own": (OWN_ROLE, "target tester", "tick docker/compose"),
    "a review": (*TICKS, "review --on docker"),
    "no target": ("undo",),
    "a target that is gone": (OWN_ROLE, "target tester", "role remove tester"),
}


@pytest.mark.usefixtures("bundled_home")
@pytest.mark.parametrize("commands", STORES.values(), ids=STORES)
def test_the_target_as_it_is_kept_stands_as_it_is_measured(cli: Run, tmp_path: Path, commands: tuple[str, ...]) -> None:
    (tmp_path / "list.md").write_text(LIST, encoding="utf-8")
    cli("target", ROLE)
    for command in commands:
        words = [word.strip('"') for word in command.replace("LIST", str(tmp_path / "list.md")).split()]
        assert cli(*words).code == 0, words
    target = cli("target", "--json").json()["target"]
    for options in ((), ("--json",)):
        first, again = cli("status", *options), cli("status", *options)  # measured and kept by the first at the latest
        assert first == again
        if target and "review" not in str(commands):
            assert again == cli("status", *options, "--at", "2100-01-01")
            assert again == cli("status", *options, target)


@pytest.mark.usefixtures("small_home")
def test_a_newer_library_that_waits_changes_nothing_in_it(cli: Run) -> None:
    cli("target", "skipper")
    cli("tick", "knots/bowline")
    assert cli("status") == cli("status", "skipper") == cli("status", "--at", "2100-01-01")


def test_what_is_kept_is_what_is_said(cli: Run, bundled_home: Path) -> None:
    cli("target", ROLE)
    cli("tick", "docker/compose")
    measured = cli("status", "--json").json()
    with closing(sqlite3.connect(bundled_home / "data" / "tracker.db", isolation_level=None)) as store:
        text = store.execute("select value from meta where key = 'standings'").fetchone()[0]
        kept = text.replace(f'"{measured["title"]}"', '"Another title"')
        store.execute("update meta set value = ? where key = 'standings'", (kept,))
    assert cli("status", "--json").json() == {**measured, "title": "Another title"}
    cli("tick", "git/rebase")
    assert cli("status", "--json").json()["done"] == measured["done"] + 1


def test_a_kept_tally_that_is_none_is_measured_again(cli: Run, bundled_home: Path) -> None:
    cli("target", ROLE)
    said = cli("status")
    assert "ready to apply" in said.stdout
    with closing(sqlite3.connect(bundled_home / "data" / "tracker.db", isolation_level=None)) as store:
        kept = json.loads(store.execute("select value from meta where key = 'standings'").fetchone()[0])
        kept["standings"] = [[*row[:-1], []] for row in kept["standings"]]
        store.execute("update meta set value = ? where key = 'standings'", (json.dumps(kept),))
    assert cli("status") == said


@pytest.mark.parametrize("kept", ["{", "[]", '{"program": 3}', '{"last": [1], "standings": [[]]}', "null"])
def test_what_is_kept_and_cannot_be_read_is_measured_again(cli: Run, bundled_home: Path, kept: str) -> None:
    cli("target", ROLE)
    said = cli("status")
    with closing(sqlite3.connect(bundled_home / "data" / "tracker.db", isolation_level=None)) as store:
        store.execute("update meta set value = ? where key = 'standings'", (kept,))
    assert cli("status") == said
