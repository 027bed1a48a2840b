"""SIGKILL at random moments of everything that writes; afterwards the store is sound and what was told is there."""

from __future__ import annotations

import contextlib
import json
import random
import signal
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from tests.endurance.homes import Homes, Ran, command, environment, has_command, homes, run, store
from tests.endurance.outsider import Looked, look, look_at
from tests.endurance.plans import ids_of, open_plan, shown_done, write_plan
from tests.endurance.result import Result
from tests.endurance.stores import VERSIONS, old_home
from tests.endurance.terminal import Terminal, app

_TOPICS = 300  # of the plan that is ticked
_LARGE = 3_000  # topics of a file whose import or update takes long enough to be hit
_LATEST = 1.15  # of the time that a whole run took: some rounds are to end by themselves
_SEEN = 0.5  # seconds; a sign that comes and goes with every tick would only flicker
_GUESS = 0.3  # seconds that a command takes, until one of its kind was not killed
_NOTE = 90_000  # characters; the longest note that a command takes has 100,000


class Killer:
    """Runs commands that may be killed on their way, and looks at what they leave."""

    def __init__(self, homes: Homes, rng: random.Random, result: Result) -> None:
        self.homes, self.rng, self.result = homes, rng, result
        self._took: dict[str, float] = {}

    def cut(self, home: Path, *words: str, stdin: str = "") -> bool:
        """Run a command and kill it at a random moment; whether it had acknowledged."""
        began = time.monotonic()
        moment = self.rng.uniform(0, _LATEST) * self._took.get(words[0], _GUESS)
        process = subprocess.Popen(
            command(*words),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment(home),
            cwd=home,
        )
        try:
            out, err = process.communicate(stdin.encode(), timeout=moment)
        except subprocess.TimeoutExpired:
            process.kill()
            out, err = process.communicate()
        if process.returncode != -signal.SIGKILL:
            self._took.setdefault(words[0], time.monotonic() - began)
            if process.returncode:
                ran = Ran(process.returncode, out.decode(errors="replace"), err.decode(errors="replace"))
                self.fail(f"{words[0]} was not killed, and refused: {ran}")
        return process.returncode == 0

    def fail(self, what: str) -> None:
        """Count a broken promise."""
        self.result.fail(f"round {self.result.tried}: {what}")

    def lose(self, many: int, what: str) -> None:
        """Count what was acknowledged and is gone."""
        if many:
            self.result.lost += many
            self.result.notes.append(f"round {self.result.tried}: {what}")

    def look(self, home: Path, what: str) -> Looked:
        """What stands in the store after the kill; it is sound, and the program opens it."""
        try:
            looked = look(home)
            if fault := looked.fault():
                self.fail(f"{what}: {fault}")
        except sqlite3.Error as error:
            self.fail(f"{what}: {error}")
            looked = Looked("", 0, (), {})
        self.opens(home, what)
        return looked

    def opens(self, home: Path, what: str) -> None:
        """The program opens the store after the kill."""
        if (ran := run(home, "roles")).code:
            self.fail(f"{what}, then roles: {ran}")


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
        found = k.look(home, "note").current.get(("note", topic), "").strip()
        if found not in (held, text.strip()):
            k.fail(f"a note of {len(found)} characters is neither the old one nor the new one")
        if told and found != text.strip():
            k.lose(1, "a note was acknowledged")
        held = found
        yield


def counted(k: Killer, home: Path, roadmap: str) -> int:
    """The topics of a roadmap of the user's own; 0 when there is none of that name."""
    ran = run(home, "own", "--json")
    if ran.code:
        k.fail(f"own: {ran}")
        return 0
    return next((int(one["counted"]) for one in ran.json() if one["roadmap"] == roadmap), 0)


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
        for one in home.glob("*.db"):
            if fault := look_at(one).fault():
                k.fail(f"the backup {one.name}: {fault}")
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


def app_ticks(k: Killer) -> Iterator[None]:
    """What the app's screen showed as done for a moment, without saying that it writes, is on disk."""
    for turn in count():
        home = k.homes.copy()
        with app(home) as terminal:
            if not open_plan(terminal):
                k.fail(f"the plan did not open: {terminal.text()[:160]}")
                yield
                continue
            shown = _Shown()
            terminal.on_frame = shown.look
            keys = ["space", "j"] * k.rng.randrange(5, 60)
            gap = k.rng.choice((0.0, 0.002, 0.01, 0.03))
            with _held(home) if turn % 2 else contextlib.nullcontext():
                terminal.press(*keys, gap=gap)
                terminal.read_for(k.rng.uniform(0, 2 * _SEEN))
                terminal.signal(signal.SIGKILL)
                seen = shown.seen()
                terminal.leaves()
        there = len(k.look(home, "app ticks").done("plan/"))
        k.lose(max(0, seen - there), f"the screen showed {seen} ticks as done, the disk has {there}")
        yield


class _Shown:
    """What a screen showed as done without saying that it writes, and since when."""

    def __init__(self) -> None:
        self._since: dict[int, float] = {}

    def look(self, terminal: Terminal) -> None:
        """Take in a frame. Where it says that it writes, what was not seen yet is not promised."""
        now = time.monotonic()
        if "writing" in terminal.text().lower() or "not written" in terminal.text().lower():
            self._since = {done: at for done, at in self._since.items() if now - at >= _SEEN}
        elif (done := shown_done(terminal)) is not None:
            self._since.setdefault(done, now)

    def seen(self) -> int:
        """How many ticks were seen as done, by now."""
        now = time.monotonic()
        return max((done for done, at in self._since.items() if now - at >= _SEEN), default=0)


@contextlib.contextmanager
def _held(home: Path) -> Iterator[None]:
    """Another program holds the store, and writes nothing."""
    with contextlib.closing(sqlite3.connect(store(home), isolation_level=None)) as connection:
        connection.execute("begin immediate")
        yield


def app_imports(k: Killer) -> Iterator[None]:
    """An import in the app is whole or absent."""
    while True:
        home = k.homes.copy()
        plan = write_plan(home / "large.md", "Large", _LARGE, lambda n: n % 2 == 0)
        with app(home) as terminal:
            terminal.shows("AI Engineer")
            terminal.press("I")
            terminal.shows("Ctrl+S saves")
            terminal.press(str(plan), "enter")
            if not terminal.shows("3,000 topics"):
                k.fail(f"the app did not read the file: {terminal.text()[:160]}")
            terminal.press("ctrl+s")
            terminal.read_for(k.rng.uniform(0, 1.0))
            shown = terminal.has("Large is one of your own now")
            terminal.signal(signal.SIGKILL)
            terminal.leaves()
        marks = len(k.look(home, "app import").done("large/"))
        topics = counted(k, home, "large")
        if (topics, marks) not in ((0, 0), (_LARGE, _LARGE // 2)):
            k.fail(f"half an import by the app: {topics} topics, {marks} ticks")
        if shown and not topics:
            k.lose(1, "the screen showed an import as done")
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
            next(going[n % len(going)])
    return result
