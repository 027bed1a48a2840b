"""`tracker sync` over a folder: what it says, what it leaves alone, and what is left when it is killed."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.test_two_machines import Machine
from tests.conftest import NOON
from tests.sync.conftest import FORKS, Device, steps_until_whole
from tracker.core.journal.commands import SetMark
from tracker.core.roadmap.model import Mark
from tracker.store.sync.folder import JOINED
from tracker.store.sync.ledger import Ledger

KILLED = f"""
import os, sys
import tracker.cli.commands.sync, tracker.store.sync.exchange
from tracker.cli.main import run
{FORKS}
def sync(left):
    def count(event, args):
        nonlocal left
        if event in ("open", "os.rename", "os.remove", "os.scandir", "os.mkdir") and sys.argv[1] in str(args[0]):
            left -= 1
            if left < 0:
                os._exit(9)
    sys.addaudithook(count)
    os._exit(run(["sync", sys.argv[1]]))
killed_at_each(sync)
"""
"""A sync that is killed before its n-th access to the folder."""


def files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.glob("*/*") if file.suffix in {".events", ".roadmap"})


def test_a_tick_goes_from_one_machine_to_the_other_and_is_said(both: tuple[Machine, Machine], folder: Path) -> None:
    laptop, desktop = both
    laptop("tick", "knots/bowline", "knots/splice")
    assert laptop("sync", str(folder)).stdout == "2 sent\n"
    desktop("note", "knots/bowline", "see page 4")
    assert desktop("sync", str(folder)).stdout == "2 from laptop, 1 sent\n"
    assert (desktop.mark("knots/bowline"), desktop.mark("knots/splice")) == ("done", "done")
    assert laptop("sync", str(folder)).stdout == "1 from desktop\n"
    assert laptop("sync", str(folder)).stdout == "nothing new on either side\n"
    assert laptop("note", "knots/bowline").stdout == "see page 4\n"


def test_what_both_have_marked_is_named_with_the_one_that_holds(both: tuple[Machine, Machine], folder: Path) -> None:
    laptop, desktop = both
    laptop("skip", "knots/bowline")
    desktop.clock.forward(60)
    desktop("tick", "knots/bowline")
    desktop("sync", str(folder))
    said = "1 from desktop, 1 sent; 1 topic marked on both: done on desktop holds (Tie a bowline)\n"
    title = json.loads(laptop("show", "knots/bowline", "--json").stdout)["title"]
    assert laptop("sync", str(folder), "--dry-run").stdout == said.replace("Tie a bowline", title)
    assert laptop.mark("knots/bowline") == "skipped"
    assert laptop("sync", str(folder)).stdout == said.replace("Tie a bowline", title)
    assert laptop.mark("knots/bowline") == "done"
    other = desktop("sync", str(folder), "--json").json()
    assert other["both"] == []  # what the desktop had sent before was known when the laptop's answer came


def contents(machine: Machine) -> tuple[list[str], dict[str, bytes]]:
    """Everything in the store, and the other files of a home."""
    with closing(sqlite3.connect(machine.home / "data" / "tracker.db")) as store:
        rows = list(store.iterdump())
    others = (file for file in machine.home.rglob("*") if file.is_file() and not file.name.startswith("tracker.db"))
    return rows, {str(file): file.read_bytes() for file in others}


def test_a_dry_run_changes_nothing_and_the_status_says_what_waits(both: tuple[Machine, Machine], folder: Path) -> None:
    laptop, desktop = both
    desktop("tick", "knots/splice")
    desktop("sync", str(folder))
    there = files(folder)
    laptop("tick", "knots/bowline")
    before = contents(laptop)
    for _ in range(2):
        assert laptop("sync", str(folder), "--dry-run").stdout == "1 from desktop, 1 sent\n"
    assert contents(laptop) == before
    assert files(folder) == there
    never = laptop("sync", "status", str(folder), "--json").json()
    assert (never["last"], never["waiting"]) == ("", 1)
    laptop("sync", str(folder))
    after = laptop("sync", "status", str(folder), "--json").json()
    assert (after["waiting"], after["sent"], after["last"][:4]) == (0, 1, "2096")


def test_the_target_may_stand_in_the_settings(both: tuple[Machine, Machine], folder: Path) -> None:
    laptop, _ = both
    ran = laptop("sync")
    assert (ran.code, "nothing to sync with is set yet" in ran.stderr) == (2, True)
    (laptop.home / "config").mkdir(exist_ok=True)
    (laptop.home / "config" / "settings.toml").write_text(f"[sync]\ntarget = '{folder}'\n", encoding="utf-8")
    laptop("tick", "knots/bowline")
    assert laptop("sync").stdout == "1 sent\n"


def test_a_folder_that_is_not_there_is_one_line(both: tuple[Machine, Machine], folder: Path) -> None:
    laptop, _ = both
    ran = laptop("sync", str(folder / "stick"))
    assert (ran.code, ran.stdout, ran.stderr.count("\n")) == (1, "", 1)
    assert not (folder / "stick").exists()


def test_the_folder_of_the_store_is_no_target(both: tuple[Machine, Machine]) -> None:
    laptop, _ = both
    assert laptop("sync", str(laptop.home / "data")).code == 2
    assert laptop("sync", str(laptop.home)).code == 2


def test_an_own_roadmap_comes_with_its_ticks(both: tuple[Machine, Machine], folder: Path, tmp_path: Path) -> None:
    laptop, desktop = both
    (tmp_path / "plan.md").write_text("# Plan\n- [x] One\n- [ ] Two\n", encoding="utf-8")
    laptop("import", str(tmp_path / "plan.md"), "--yes")
    laptop("sync", str(folder))
    assert [file.suffix for file in files(folder)].count(".roadmap") == 1
    desktop("sync", str(folder))
    assert desktop("own", "--json").stdout == laptop("own", "--json").stdout
    assert desktop("export", "plan", "--format", "toml").stdout == laptop("export", "plan", "--format", "toml").stdout
    desktop("sync", str(folder))
    assert [file.suffix for file in files(folder)].count(".roadmap") == 1


def test_which_bundled_roadmaps_are_in_use_is_not_sent(both: tuple[Machine, Machine], folder: Path) -> None:
    laptop, _ = both
    laptop("update")
    laptop("tick", "git/commit")
    laptop("sync", str(folder))
    texts = [gzip.decompress(file.read_bytes()).decode() for file in files(folder)]
    assert all('"library"' not in text for text in texts)


def spoiled(data: bytes, old: str, new: str) -> bytes:
    """A segment with something else in it."""
    text = gzip.decompress(data).decode()
    assert old in text
    return gzip.compress(text.replace(old, new).encode(), mtime=0)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"version":1', '"version":2', "another version of tracker wrote it"),
        ('"fields":["mark"]', '"fields":["mark","mood"]', "another version of tracker wrote it"),
        ('"value":"done"', '"value":"\\u001b[2J"', '"value" is not one of'),
        ('"subject":"knots/bowline"', '"subject":"../../x"', '"subject" is not'),
        ('"format":"tracker-segment"', '"format":"x"', "it is no segment"),
        ("\n{", "\n{{", "a record in it is no JSON"),
    ],
)
def test_a_file_that_cannot_be_taken_is_named_and_left_and_the_others_are_taken(
    old: str, new: str, said: str, both: tuple[Machine, Machine], folder: Path
) -> None:
    from tracker.store.sync.segment import hash_of

    laptop, desktop = both
    laptop("tick", "knots/bowline")
    laptop("sync", str(folder))
    file = files(folder)[0]
    data = spoiled(file.read_bytes(), old, new)
    file.unlink()
    bad = file.with_name(f"{hash_of(data)}.events")
    bad.write_bytes(data)
    other = folder / "abcdefghij"
    other.mkdir()
    desktop("skip", "knots/splice")
    ran = desktop("sync", str(folder))
    assert (ran.code, ran.stdout) == (0, "1 sent\n")
    assert ran.stderr.count(said) == 1
    assert "\x1b" not in ran.stderr
    assert bad.exists()
    assert "left alone" in desktop("sync", str(folder)).stderr  # it is looked at again


def test_a_file_without_an_end_is_not_unpacked(both: tuple[Machine, Machine], folder: Path) -> None:
    from tracker.store.sync.segment import hash_of

    laptop, _ = both
    data = gzip.compress(b"\0" * (2**27 + 10), compresslevel=1)
    (folder / "abcdefghij").mkdir()
    (folder / "abcdefghij" / f"{hash_of(data)}.events").write_bytes(data)
    assert "it is larger than a segment can be" in laptop("sync", str(folder)).stderr


def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(both: tuple[Machine, Machine], folder: Path) -> None:
    laptop, desktop = both
    laptop("tick", "knots/bowline")
    laptop("sync", str(folder))
    os.mkfifo(files(folder)[0].with_name(f"{'0' * 32}.events"))
    ran = desktop("sync", str(folder))
    assert (ran.code, ran.stdout) == (0, "1 from laptop\n")
    assert "left for next time: 1 file" in ran.stderr


def test_small_files_are_joined_and_no_event_is_lost(tmp_path: Path, folder: Path) -> None:
    laptop, desktop, late = (
        Device(tmp_path / name / "t.db", name, NOON) for name in ("laptop", "desktop", "late-to-come")
    )
    for number in range(70):
        laptop.do(SetMark((f"a/{number}",), Mark.DONE))
        laptop.sync(laptop.folder(folder))
        if number % 20 == 0:
            desktop.sync(desktop.folder(folder))
    assert len(files(folder)) <= 3 * 7
    remembered = Ledger(laptop.database, str(folder)).page().position
    assert len(remembered["gone"]) <= 2 * JOINED  # a sync costs what is new, not what once was
    assert len(remembered["read"]) <= 2 * len(files(folder))
    for device in (desktop, late):
        device.sync(device.folder(folder))
        assert device.events() == laptop.events()
    for device in (laptop, desktop, late):
        device.database.close()


def test_an_own_file_that_was_damaged_is_written_anew(tmp_path: Path, folder: Path) -> None:
    laptop, late = (Device(tmp_path / name / "t.db", name, NOON) for name in ("laptop", "late-to-come"))
    for number in range(7):
        laptop.do(SetMark((f"a/{number}",), Mark.DONE))
        laptop.sync(laptop.folder(folder))
    files(folder)[0].write_bytes(b"damaged")
    laptop.do(SetMark(("a/7",), Mark.DONE))
    assert "was damaged" in laptop.sync(laptop.folder(folder)).remarks[-1]
    assert laptop.sync(laptop.folder(folder)).began_anew
    late.sync(late.folder(folder))
    assert late.events() == laptop.events()
    for device in (laptop, late):
        device.database.close()


def test_a_store_from_a_backup_and_a_copy_of_the_whole_home_lose_nothing(
    both: tuple[Machine, Machine], folder: Path
) -> None:
    """The copy writes into the same folder of its own as the first, under names that differ by what is in them."""
    laptop, desktop = both
    laptop("tick", "knots/bowline")
    laptop("sync", str(folder))
    copy = Machine(Path(shutil.copytree(laptop.home, laptop.home.with_name("copy"))), laptop._cli, laptop._monkeypatch)
    laptop("backup", str(folder.parent / "kept.db"))
    laptop("tick", "knots/splice")
    laptop("sync", str(folder))
    copy.clock.forward(600)
    copy("skip", "knots/sheet-bend")
    copy("sync", str(folder))
    laptop("restore", str(folder.parent / "kept.db"), "--yes")
    laptop("note", "knots/bowline", "again")
    for machine in (laptop, copy, desktop, laptop):
        assert machine("sync", str(folder)).code == 0
    marks = [
        (machine.mark("knots/bowline"), machine.mark("knots/splice"), machine.mark("knots/sheet-bend"))
        for machine in (*both, copy)
    ]
    assert marks == [("done", "done", "skipped")] * 3


def test_killed_before_any_step_it_goes_on_and_nothing_is_lost_or_doubled(
    both: tuple[Machine, Machine], folder: Path, events_of: Callable[[Machine], list[str]]
) -> None:
    laptop, desktop = both
    for number in range(7):  # with the one that is killed there are eight files, which are joined
        laptop("reset" if number % 2 else "tick", "knots/bowline")
        laptop("sync", str(folder))
    desktop("tick", "knots/bowline")
    desktop("sync", str(folder))
    laptop("note", "knots/bowline", "one more")
    assert steps_until_whole(KILLED, laptop.home, str(folder)) > 5
    desktop("sync", str(folder))
    laptop("sync", str(folder))
    assert events_of(laptop) == events_of(desktop)
    assert len(set(events_of(laptop))) == len(events_of(laptop))
    assert not list(folder.glob("*/.*.tmp"))
    assert len(files(folder)) == 2


@pytest.fixture
def events_of() -> Callable[[Machine], list[str]]:
    """The uids of all events that are synced."""

    def uids(machine: Machine) -> list[str]:
        history = machine("history", "-n", "1000", "--json").json()
        return sorted(event["uid"] for event in history if event["subject"] != "library")

    return uids
