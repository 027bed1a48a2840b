"""Random damage of the store, its WAL and its shared memory: nothing wrong is shown unsaid, what is left comes back."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

from tests.endurance.homes import Homes, Ran, has_command, homes, run, store
from tests.endurance.outsider import Event, bytes_of, events_read_plainly, look, look_at
from tests.endurance.plans import ids_of, write_plan
from tests.endurance.result import Result
from tests.endurance.terminal import app

_PATIENCE = 30.0  # seconds for a command on a damaged store
_REFUSED = 5  # the exit code of a store that cannot be used
_READS = (("show", "plan", "--json"), ("status", "--json"), ("history", "-n", "200", "--json"))
_PAGE = 4096
_AT_ONCE = 2  # rounds that run at the same time: a round waits for processes
_APP_EVERY = 9  # rounds; no multiple of the number of targets, so that each is opened in the app too


def flip_bits(content: bytearray, rng: random.Random) -> None:
    """Turn some bits over."""
    for _ in range(rng.choice((1, 8, 64))):
        content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)


def zero_pages(content: bytearray, rng: random.Random) -> None:
    """Fill some pages with zeros."""
    for _ in range(rng.choice((1, 3, 10))):
        place = rng.randrange(-(-len(content) // _PAGE)) * _PAGE
        content[place : place + _PAGE] = bytes(len(content[place : place + _PAGE]))


def cut_off(content: bytearray, rng: random.Random) -> None:
    """Leave out the end."""
    del content[rng.randrange(1, len(content)) :]


def swap_pages(content: bytearray, rng: random.Random) -> None:
    """Let two pages change places."""
    whole = len(content) // _PAGE
    if whole > 1:
        start, other = (_PAGE * n for n in rng.sample(range(whole), 2))
        first, second = content[start : start + _PAGE], content[other : other + _PAGE]
        content[start : start + _PAGE], content[other : other + _PAGE] = second, first


def spoil_header(content: bytearray, rng: random.Random) -> None:
    """Write noise over the beginning."""
    many = rng.choice((4, 32, 100))
    content[:many] = rng.randbytes(min(many, len(content)))


def write_noise(content: bytearray, rng: random.Random) -> None:
    """Write noise somewhere."""
    place = rng.randrange(len(content))
    many = len(content[place : place + rng.choice((16, 512, 8192))])
    content[place : place + many] = rng.randbytes(many)


DAMAGES: tuple[Callable[[bytearray, random.Random], None], ...] = (
    flip_bits,
    zero_pages,
    cut_off,
    swap_pages,
    spoil_header,
    write_noise,
)


class Case:
    """A home whose store is known, to be damaged in copies."""

    def __init__(self, made: Homes) -> None:
        self.homes = made
        self.closed = made.first
        write_plan(self.closed / "plan.md", "Plan", 40)
        run(self.closed, "import", str(self.closed / "plan.md"), "--yes")
        topics = ids_of(self.closed, "plan")
        run(self.closed, "tick", *topics[:20])
        run(self.closed, "note", topics[0], "a note of my own")
        self.live = made.copy()
        self._write_into_a_wal(topics)
        self.targets = (closed := (self.closed, "")), closed, (self.live, ""), (self.live, "-wal"), (self.live, "-shm")
        self.truths = {home: self._truth(home) for home in (self.closed, self.live)}

    def _write_into_a_wal(self, topics: list[str]) -> None:
        """Tick while an outsider reads, so that the ticks stay in the WAL; keep the files as they stand then."""
        working = self.homes.copy()
        with closing(sqlite3.connect(store(working))) as reader:
            reader.execute("begin")
            reader.execute("select count(*) from event").fetchone()
            for topic in topics[20:30]:
                run(working, "tick", topic)
            shutil.rmtree(self.live)
            shutil.copytree(working, self.live)

    def _truth(self, home: Path) -> tuple[list[str], dict[str, Event]]:
        shown = [run(copy, *words).out for copy in [self.homes.copy(home)] for words in _READS]
        return shown, {event.uid: event for event in look(home).events}


def run_damaged(rounds: int, seed: int) -> Result:
    """Damage so many copies of a store, each in a way that seed and round tell."""
    result = Result("damaged")
    with homes() as made, ThreadPoolExecutor(_AT_ONCE) as pool:
        case = Case(made)
        for outcome in pool.map(lambda n: _round(case, n, random.Random(f"{seed}/{n}")), range(rounds)):
            result.tried += 1
            result.failed += outcome.failed
            result.lost += outcome.lost
            result.notes += outcome.notes
    return result


def _round(case: Case, number: int, rng: random.Random) -> Result:
    before, ending = case.targets[number % len(case.targets)]
    home = case.homes.copy(before)
    damage = rng.choice(DAMAGES)
    path = Path(f"{store(home)}{ending}")
    content = bytearray(path.read_bytes())
    damage(content, rng)
    path.write_bytes(content)
    result, what = Result(""), f"round {number}, {damage.__name__} of {path.name}"
    with result.counting(what):
        _judge(case, before, home, result, what)
        if number % _APP_EVERY == 0:
            path.write_bytes(content)
            _open_the_app(home, result, what)
    shutil.rmtree(home)
    return result


def _judge(case: Case, before: Path, home: Path, result: Result, what: str) -> None:
    truth, events = case.truths[before]
    plain = {uid for uid, event in events_read_plainly(store(home)).items() if events.get(uid) == event}
    repaired = case.homes.copy(home)  # repaired as it was found, not as the readers leave it
    rans, is_wrong = [], False
    for words, right in zip(_READS, truth, strict=True):
        there = bytes_of(store(home))
        ran = run(home, *words, patience=_PATIENCE)
        rans.append(ran)
        is_wrong |= ran.code == 0 and ran.out != right
        if fault := _fault(ran):
            result.fail(f"{what}, {words[0]}: {fault}")
        elif ran.code == _REFUSED and (changed := _changed(there, bytes_of(store(home)))):
            result.fail(f"{what}, {words[0]}: refused, yet changed: {changed}")
    told = any(ran.err for ran in rans)
    if has_command("doctor"):
        is_refused = any(ran.code == _REFUSED for ran in rans)
        told |= _doctor(repaired, len(plain) == len(events), is_refused, result, what)
        _repair(case, repaired, plain, result, what)
    elif any(ran.code for ran in rans) and len(plain) == len(events):
        result.fail(f"{what}: refused, though the whole journal can be read; no command gives it back")
    if is_wrong and not told:
        result.lost += 1
        result.notes.append(f"{what}: shown wrong, and nothing said of it")
    shutil.rmtree(repaired)


def _open_the_app(home: Path, result: Result, what: str) -> None:
    """The app opens, or says in one sentence why not; it neither crashes nor hangs."""
    with app(home) as terminal:
        if terminal.until(lambda: terminal.has("Quit"), _PATIENCE):
            terminal.press("ctrl+q")
        code = terminal.leaves()
        said = " ".join(terminal.text().split())
        if code not in (0, _REFUSED) or "Traceback" in said or "did not expect" in said:
            result.fail(f"{what}, the app: exit {code}: {said[-200:]}")


def _fault(ran: Ran) -> str:
    """What is wrong with how a command ended; empty when nothing is."""
    if not ran.is_plain or ran.code not in (0, _REFUSED):
        return str(ran)
    if ran.code and len([line for line in ran.err.splitlines() if line.startswith("tracker:")]) != 1:
        return f"not one sentence: {ran}"
    return ""


def _changed(before: dict[str, bytes], after: dict[str, bytes]) -> str:
    names = sorted(f"tracker.db{e}" for e in {*before, *after} if before.get(e) != after.get(e))
    return ", ".join(names)


def _doctor(home: Path, is_whole: bool, is_refused: bool, result: Result, what: str) -> bool:
    """Whether the doctor finds something; it does when the journal is not whole, or a command is refused.

    It changes nothing in a store that is refused.
    """
    there = bytes_of(store(home))
    ran = run(home, "doctor", patience=_PATIENCE)
    if not ran.is_plain or ran.code not in (0, _REFUSED):
        result.fail(f"{what}, doctor: {ran}")
    if ran.code == 0 and not is_whole:
        result.fail(f"{what}: the doctor calls a store sound whose journal is not whole")
    if ran.code == 0 and is_refused:
        result.fail(f"{what}: the doctor calls a store sound that a command refuses")
    if is_refused and (changed := _changed(there, bytes_of(store(home)))):
        result.fail(f"{what}: the doctor changed {changed}")
    return bool(ran.code)


def _repair(case: Case, home: Path, plain: set[str], result: Result, what: str) -> None:
    """Everything that SQLite still reads is in the new store, which the program opens; the old one is untouched."""
    there = bytes_of(store(home))
    ran = run(home, "doctor", "--repair", "-o", str(home / "new.db"), patience=_PATIENCE)
    if not ran.is_plain or ran.code not in (0, 1, _REFUSED):
        result.fail(f"{what}, repair: {ran}")
    if changed := _changed(there, bytes_of(store(home))):
        result.fail(f"{what}: the repair changed {changed}")
    if not (home / "new.db").exists():
        if plain:
            result.fail(f"{what}: {len(plain)} events can be read, and nothing was repaired: {ran}")
        return
    new = look_at(home / "new.db")
    if fault := new.fault():
        result.fail(f"{what}: the repaired store: {fault}")
    if missing := plain - {event.uid for event in new.events}:
        result.fail(f"{what}: {len(missing)} events can be read and are not in the repaired store")
    other = case.homes.empty()
    (other / "data").mkdir()
    shutil.copyfile(home / "new.db", store(other))
    if (out := run(other, "export", "--all", "--format", "json", patience=_PATIENCE)).code:
        result.fail(f"{what}: the repaired store cannot be exported: {out}")
    shutil.rmtree(other)
