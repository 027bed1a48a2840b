"""Old and new stores: opened, brought up to date with a copy put aside and named, or left as they were."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.endurance.homes import Homes, finish, homes, run, start, store
from tests.endurance.outsider import Looked, bytes_of, look, look_at
from tests.endurance.result import Result
from tests.endurance.stores import VERSIONS, old_home
from tests.endurance.terminal import app

_AT_ONCE = 6
_NEWER = 99
_FOREIGN = b"Dear diary, today I learned to tie a bowline.\n"
_REFUSED = 5


def run_versions(rounds: int, seed: int) -> Result:
    """Open a store of every schema in every way, so many times."""
    result, rng = Result("old and new stores"), random.Random(seed)
    with homes() as made:
        newest = look(made.first).version
        for _ in range(rounds):
            for version in VERSIONS:
                _opened(made, version, newest, result)
                _opened_by_the_app(made, version, newest, result)
                _opened_at_once(made, version, newest, result)
                _opened_and_killed(made, version, newest, result, rng)
                _beside_a_foreign_file(made, version, newest, result)
            _newer(made, result)
    return result


def _compare(home: Path, before: Looked, newest: int, result: Result, what: str) -> None:
    result.tried += 1
    try:
        after = look(home)
    except sqlite3.Error as error:
        result.fail(f"{what}: {error}")
        return
    if fault := after.fault():
        result.fail(f"{what}: {fault}")
    if after.version != newest:
        result.fail(f"{what}: the store still has schema {after.version}")
    gone = {(e.uid, e.at, e.field, e.subject, e.value) for e in before.events} - {
        (e.uid, e.at, e.field, e.subject, e.value) for e in after.events
    }
    if gone:
        result.lost += len(gone)
        result.notes.append(f"{what}: {len(gone)} events are gone")


def _opened(made: Homes, version: int, newest: int, result: Result) -> None:
    """The copy that is put aside is whole, of the old schema, and named."""
    home = old_home(made.empty(), version)
    before = look(home)
    ran = run(home, "own")
    what = f"schema {version}, opened by a command"
    if ran.code or "60 %" not in ran.out:
        result.fail(f"{what}: {ran}")
    _compare(home, before, newest, result, what)
    if version == newest:
        return
    copies = [copy for copy in (home / "data").rglob("*.db") if copy != store(home)]
    old = [copy for copy in copies if look_at(copy).version == version]
    if not old or look_at(old[0]).events != before.events:
        result.fail(f"{what}: no whole copy of the old store was made")
    elif old[0].name not in ran.err:
        result.fail(f"{what}: the copy {old[0].name} is not named")


def _opened_by_the_app(made: Homes, version: int, newest: int, result: Result) -> None:
    home = old_home(made.empty(), version)
    before = look(home)
    what = f"schema {version}, opened by the app"
    with app(home) as terminal:
        if not terminal.shows("Newer roadmaps are installed"):
            result.fail(f"{what}: {terminal.text()[:200]}")
        terminal.press("ctrl+q")
        if (code := terminal.leaves()) != 0:
            result.fail(f"{what}: it left with {code}")
    _compare(home, before, newest, result, what)


def _opened_at_once(made: Homes, version: int, newest: int, result: Result) -> None:
    home = old_home(made.empty(), version)
    before = look(home)
    what = f"schema {version}, {_AT_ONCE} processes at once"
    for ran in [finish(process) for process in [start(home, "own") for _ in range(_AT_ONCE)]]:
        if ran.code or "60 %" not in ran.out:
            result.fail(f"{what}: {ran}")
    _compare(home, before, newest, result, what)


def _opened_and_killed(made: Homes, version: int, newest: int, result: Result, rng: random.Random) -> None:
    home = old_home(made.empty(), version)
    before = look(home)
    what = f"schema {version}, killed and opened again"
    for _ in range(3):
        finish(start(home, "own"), rng.uniform(0.02, 0.6))
    if (ran := run(home, "own")).code:
        result.fail(f"{what}: {ran}")
    _compare(home, before, newest, result, what)


def _beside_a_foreign_file(made: Homes, version: int, newest: int, result: Result) -> None:
    """A file that already has the name of the copy is left alone, and does not stop anything."""
    if version == newest:
        return
    home = old_home(made.empty(), version)
    before = look(home)
    foreign = home / "data" / f"tracker-before-schema-{version + 1}.db"
    foreign.write_bytes(_FOREIGN)
    what = f"schema {version}, with a foreign file where the copy would go"
    if (ran := run(home, "own")).code:
        result.fail(f"{what}: {ran}")
    if foreign.read_bytes() != _FOREIGN:
        result.fail(f"{what}: the file was overwritten")
    _compare(home, before, newest, result, what)


def _newer(made: Homes, result: Result) -> None:
    """A store of a newer version is left byte for byte as it is, its WAL too."""
    home, live = made.copy(), made.empty()
    with closing(sqlite3.connect(store(home))) as connection:
        connection.execute(f"pragma user_version = {_NEWER}")
        connection.execute("pragma wal_checkpoint(truncate)")
        connection.execute("create table tomorrow (x)")  # stands in the WAL
        (live / "data").mkdir()
        for ending, content in bytes_of(store(home)).items():
            Path(f"{store(live)}{ending}").write_bytes(content)
    there = bytes_of(store(live))
    for words in (("status",), ("tick", "git/rebase"), ("export", "--all", "--format", "json"), ()):
        result.tried += 1
        what = f"a newer store, {words[0] if words else 'the app'}"
        if words:
            ran = run(live, *words)
            code, said, is_plain = ran.code, ran.err, ran.is_plain
        else:
            with app(live) as terminal:
                code = terminal.leaves() or 0
                said, is_plain = terminal.text(), "Traceback" not in terminal.text()
        if code != _REFUSED or not is_plain or "newer" not in said:
            result.fail(f"{what}: exit {code}: {said[-200:]}")
        if bytes_of(store(live)) != there:
            result.fail(f"{what}: the store was changed")
