"""`doctor`: what is wrong is named, nothing private is said, and a damaged store gives out what it still has."""

from __future__ import annotations

import json
import random
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.bad_stores import BAD_STORES, GARBLED_STORES
from tests.conftest import Run

pytestmark = pytest.mark.usefixtures("bundled_home")
PAGE = 4096


@pytest.fixture
def store(home: Path) -> Path:
    """The file of the store."""
    return home / "data" / "tracker.db"


def findings(cli: Run, code: int = 0) -> dict[str, Any]:
    ran = cli("doctor", "--json")
    assert ran.code == code
    told = json.loads(ran.stdout)
    assert told["sound"] is (code == 0)
    return {finding["about"]: finding for finding in told["findings"]}


def test_a_sound_store_is_said_to_be_so(cli: Run) -> None:
    cli("tick", "docker/compose")
    by_name = findings(cli)
    assert {"tracker", "Python", "SQLite", "Textual", "file system", "free disk", "newest backup", "TERM"} <= set(
        by_name
    )
    assert (by_name["integrity"]["said"], by_name["references"]["said"]) == ("ok", "ok")
    assert by_name["current values"]["said"] == "as the journal has them"
    assert cli("doctor").stdout.splitlines()[-1] == "the store is sound"


def test_nothing_private_is_said(cli: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(home))
    cli("note", "docker/compose", "my secret diary")
    said = cli("doctor").stdout + cli("doctor", "--json").stdout
    assert "secret" not in said
    assert str(home) not in said
    assert "~/data/tracker.db" in said


def test_a_value_that_differs_from_the_journal_is_named(cli: Run, store: Path) -> None:
    cli("tick", "docker/compose", "docker/volumes")
    with closing(sqlite3.connect(store)) as connection, connection:
        connection.execute("update current set value = 'skipped' where subject = 'docker/compose'")
        connection.execute("delete from current where subject = 'docker/volumes'")
    by_name = findings(cli, 5)
    assert by_name["current values"]["said"] == "3 values differ from the journal"
    made = cli("doctor", "--repair", "--json").json()
    assert made["missing"] == 0
    cli("restore", made["file"], "--yes")
    assert cli("status", "docker", "--json").json()["done"] == 2


def test_a_record_that_cannot_be_read_is_named_by_its_event(cli: Run, store: Path) -> None:
    with closing(sqlite3.connect(store)) as connection, connection:
        connection.execute(
            "insert into event (uid, at, device, act, why, field, subject, value, clock) "
            "values ('0-bad', '2025-01-01T00:00:00.000Z', 'boat', '0-bad', 'do', 'layer', 'docker', '{nope', 1)"
        )
    assert "0-bad" in findings(cli, 5)["records"]["said"]


@pytest.mark.parametrize("spoil", [*BAD_STORES, *GARBLED_STORES], ids=lambda spoil: spoil.__name__)
def test_a_store_that_cannot_be_used_is_a_finding_and_left_alone(spoil: Any, cli: Run, store: Path) -> None:
    cli("tick", "knots/bowline" if spoil.__name__ == "a_mark_that_is_none" else "docker/compose")
    spoil(store)
    before = store.read_bytes() if store.is_file() else None
    findings(cli, 5)
    assert (store.read_bytes() if store.is_file() else None) == before


@pytest.mark.parametrize(
    ("name", "program"), [("Dropbox", "Dropbox"), ("OneDrive - Work", "OneDrive"), ("Nextcloud", "Nextcloud")]
)
def test_a_folder_that_is_synchronised_is_pointed_out(
    name: str, program: str, cli: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path / name / "tracker"))
    finding = findings(cli)["synchronised"]
    assert (finding["said"], finding["state"]) == (f"by {program}", "note")
    assert "tracker backup" in finding["advice"]


def test_a_folder_is_known_by_what_syncthing_leaves_in_it(cli: Run, home: Path) -> None:
    assert "synchronised" not in findings(cli)
    (home / ".stfolder").mkdir()
    assert findings(cli)["synchronised"]["said"] == "by Syncthing"


def events_of(path: Path) -> list[Any]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("select uid, at, act, why, field, subject, value from event order by seq").fetchall()


def pages_of(path: Path, table: str) -> list[int]:
    """The numbers of the leaf pages of a table."""
    with closing(sqlite3.connect(path)) as connection:
        query = "select pageno from dbstat where name = ? and pagetype = 'leaf'"
        try:
            return [number for (number,) in connection.execute(query, (table,))]
        except sqlite3.OperationalError:  # this SQLite was built without it
            pytest.skip("this SQLite cannot tell the pages of a table")


def test_all_but_a_bad_page_of_the_journal_is_saved(cli: Run, store: Path, tmp_path: Path) -> None:
    for n in range(24):
        cli("note", "docker/volumes", f"note {n} " + "x" * 900)
    cli("tick", "docker/compose")
    whole = events_of(store)
    content = bytearray(store.read_bytes())
    bad = pages_of(store, "event")[2]
    content[(bad - 1) * PAGE : bad * PAGE] = random.Random(1).randbytes(PAGE)
    store.write_bytes(content)
    ran = cli("doctor", "--repair", "-o", str(tmp_path / "new.db"), "--json").json()
    assert store.read_bytes() == bytes(content)
    saved = events_of(tmp_path / "new.db")
    assert 0 < ran["missing"] < 20
    assert len(saved) >= len(whole) - 20
    assert set(saved[: ran["events"]]) <= set(whole)
    assert cli("restore", str(tmp_path / "new.db"), "--yes").code == 0
    assert cli("show", "docker/compose", "--json").json()["mark"] == "done"
    assert findings(cli)["integrity"]["said"] == "ok"


def test_the_bundled_roadmaps_are_loaded_again_when_they_cannot_be_read(cli: Run, store: Path) -> None:
    cli("tick", "docker/compose")
    before = events_of(store)
    content = bytearray(store.read_bytes())
    for number in pages_of(store, "topic")[3:9]:
        content[(number - 1) * PAGE : number * PAGE] = bytes(PAGE)
    store.write_bytes(content)
    made = cli("doctor", "--repair")
    assert made.code == 0
    assert "the bundled roadmaps were loaded again" in made.stdout
    new = store.with_name("tracker-repaired.db")
    assert events_of(new)[: len(before)] == before
    assert cli("restore", str(new), "--yes").code == 0
    assert cli("status", "docker", "--json").json()["done"] == 1
    assert cli("doctor", "--repair").stdout.splitlines()[0].endswith("tracker-repaired-2.db")


def test_a_store_whose_first_page_is_gone_gives_its_journal(cli: Run, store: Path) -> None:
    cli("tick", "docker/compose")
    before = events_of(store)
    store.write_bytes(b"\xfe" * PAGE + store.read_bytes()[PAGE:])
    made = cli("doctor", "--repair", "--json").json()
    assert events_of(Path(made["file"]))[: len(before)] == before
