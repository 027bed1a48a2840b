"""SIGKILL at random moments of everything that writes; afterwards the store is sound and what was told is there."""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Iterator
from itertools import count

from tests.endurance.homes import has_command, homes, run
from tests.endurance.killed_app import app_imports, app_ticks
from tests.endurance.killer import Killer, counted
from tests.endurance.outsider import look, look_at
from tests.endurance.plans import ids_of, write_plan
from tests.endurance.result import Result
from tests.endurance.stores import VERSIONS, old_home

_TOPICS = 300  # of the plan that is ticked
_LARGE = 3_000  # topics of a file whose import or update takes long enough to be hit
_NOTE = 90_000  # characters; the longest note that a command takes has 100,000


def ticks(k: Killer) -> Iterator[None]:
    """A tick that a command acknowledged is there."""
    home, kept = k.homes.copy(), set[str]()
    for topic in ids_of(home, "plan"):
        if k.cut(home, "tick", topic):
            kept.add(topic)
        gone = kept - k.look(home, "tick").done()
        k.lose(len(gone), f"ticks {sorted(gone)} were acknowledged")
        yield


def walks(k: Killer) -> Iterator[None]:
    """An undo or redo is whole or did not happen."""
    home = k.homes.copy()
    topics = ids_of(home, "plan")[:2]
    run(home, "tick", *topics)
    for turn in count():
        before = look(home)
        word = "undo" if before.done("plan/") else "redo"
        told = k.cut(home, word)
        looked = k.look(home, word)
        done = looked.done("plan/")
        if done not in (set(), set(topics)):
            k.fail(f"half an {word}: {sorted(done)} in turn {turn}")
        if told and done == before.done("plan/"):
            k.lose(1, f"an {word} was acknowledged")
        yield


def notes(k: Killer) -> Iterator[None]:
    """A long note is the old one or the new one."""
    home, topic = k.homes.copy(), ""
    topic = ids_of(home, "plan")[0]
    held = ""
    for n in count():
        text = f"{n:08} " * (_NOTE // 9)
        told = k.cut(home, "note", topic, "-", stdin=text)
        note = k.look(home, "note").current.get(("note", topic), "").strip()
        if note not in (held, text.strip()):
            k.fail(f"a note of {len(note)} characters is neither the old one nor the new one")
        if told and note != text.strip():
            k.lose(1, "a note was acknowledged")
        held = note
        yield


def imports(k: Killer) -> Iterator[None]:
    """An import is whole or absent: the roadmap and the ticks that its file has."""
    while True:
        home = k.homes.copy()
        plan = write_plan(home / "large.md", "Large", _LARGE, lambda n: n % 2 == 0)
        told = k.cut(home, "import", str(plan), "--yes")
        marks = len(k.look(home, "import").done("large/"))
        topics = counted(k, home, "large")
        if (topics, marks) not in ((0, 0), (_LARGE, _LARGE // 2)):
            k.fail(f"half an import: {topics} topics, {marks} ticks")
        if told and not topics:
            k.lose(marks, "an import was acknowledged")
        yield


def updates(k: Killer) -> Iterator[None]:
    """An update is whole or did not happen, and no tick goes with it."""
    first = k.homes.copy()
    run(first, "import", str(write_plan(first / "large.md", "Large", _LARGE, lambda n: n % 2 == 0)), "--yes")
    kept = look(first).done("large/")
    while True:
        home = k.homes.copy(first)
        plan = write_plan(home / "newer.md", "Large", _LARGE + 500, lambda n: n % 2 == 0)
        told = k.cut(home, "update", "large", str(plan), "--yes")
        looked = k.look(home, "update")
        topics = counted(k, home, "large")
        if topics not in (_LARGE, _LARGE + 500):
            k.fail(f"half an update: {topics} topics")
        if told and topics == _LARGE:
            k.fail("an update was acknowledged and is not there")
        gone = kept - looked.done("large/")
        k.lose(len(gone), f"{len(gone)} ticks are gone after an update")
        yield


def exports(k: Killer) -> Iterator[None]:
    """An export over the last one leaves the old file or the new one, whole."""
    home = k.homes.copy()
    file = home / "backup.json"
    topics = ids_of(home, "plan")
    for n in count():
        old = file.read_bytes() if file.exists() else b""
        run(home, "tick" if n % 2 else "reset", *topics)
        words = ("export", "--all", "--format", "json", "-o", str(file))
        told = k.cut(home, *words, *(["--yes"] if exports_ask() and old else []))
        new = file.read_bytes() if file.exists() else b""
        if new != old and not is_json(new):
            k.fail(f"the old export of {len(old)} bytes became {len(new)} bytes that are no JSON")
        if told and not new:
            k.lose(1, "an export was acknowledged")
        k.look(home, "export")
        yield


def exports_ask() -> bool:
    """Whether an export asks before it writes over a file."""
    return "--yes" in run(None, "export", "--help", TRACKER_HOME="/nowhere").out


def is_json(content: bytes) -> bool:
    """Whether it is a whole JSON text."""
    try:
        json.loads(content)
    except ValueError:
        return False
    return True


def backups(k: Killer) -> Iterator[None]:
    """A backup is a whole store or no file; the one that it is to replace stays whole."""
    home = k.homes.copy()
    for n in count():
        file = home / f"backup{n % 3}.db"  # most go over an older one
        told = k.cut(home, "backup", str(file), "--yes")
        for copied in (file for file in home.glob("*.db") if not file.name.startswith(".")):  # else not finished
            try:
                fault = look_at(copied).fault()
            except sqlite3.Error as error:
                fault = str(error)
            if fault:
                k.fail(f"the backup {copied.name}: {fault}")
        if told and not file.exists():
            k.lose(1, "a backup was acknowledged")
        k.look(home, "backup")
        yield


def restores(k: Killer) -> Iterator[None]:
    """A restore is whole or did not happen."""
    first = k.homes.copy()
    topics = ids_of(first, "plan")
    run(first, "tick", *topics[:50])
    run(first, "backup", str(first / "kept.db"))
    run(first, "tick", *topics[50:90])
    before, then = look(first).done(), look_at(first / "kept.db").done()
    while True:
        home = k.homes.copy(first)
        told = k.cut(home, "restore", str(home / "kept.db"), "--yes")
        done = k.look(home, "restore").done()
        if done not in (before, then):
            k.fail(f"half a restore: {len(done)} ticks, neither {len(before)} nor {len(then)}")
        if told and done != then:
            k.fail("a restore was acknowledged and is not there")
        yield


def first_starts(k: Killer) -> Iterator[None]:
    """A first start that was killed is followed by one that works."""
    while True:
        home = k.homes.empty()
        told = k.cut(home, "target", "data-scientist")
        k.opens(home, "first start")
        looked = k.look(home, "first start")
        if told and looked.current.get(("target", "")) != "data-scientist":
            k.lose(1, "the first target was acknowledged")
        yield


def migrations(k: Killer) -> Iterator[None]:
    """A migration is whole or did not happen, and keeps every event."""
    while True:
        home = old_home(k.homes.empty(), VERSIONS[0])
        before = look(home)
        k.cut(home, "own")
        for looked in (k.look(home, "migration"), k.look(home, "migration, then roles")):
            gone = {event.uid for event in before.events} - {event.uid for event in looked.events}
            k.lose(len(gone), f"{len(gone)} events are gone after a migration")
        if looked.version == before.version:
            k.fail("the store is of the old schema after the program has used it")
        yield


KINDS = (ticks, app_ticks, walks, notes, imports, updates, exports, first_starts, migrations, app_imports)


def run_killed(rounds: int, seed: int) -> Result:
    """Kill so many writers, every kind of them in turn."""
    result, rng = Result("killed"), random.Random(seed)
    with homes() as made:
        write_plan(made.first / "plan.md", "Plan", _TOPICS)
        run(made.first, "import", str(made.first / "plan.md"), "--yes")
        killer = Killer(made, rng, result)
        kinds = [*KINDS, *([backups, restores] if has_command("backup") else [])]
        going = [kind(killer) for kind in kinds]
        for n in range(rounds):
            result.tried += 1
            place = n % len(kinds)
            with result.counting(f"round {n}, {kinds[place].__name__}"):
                if next(going[place], True):  # it ended by an error, and begins anew
                    going[place] = kinds[place](killer)
                    next(going[place])
    return result
