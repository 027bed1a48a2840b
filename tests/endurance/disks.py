"""Disks that are full, read-only, gone or odd, and stores that are changed under the open app: nothing is silent."""

from __future__ import annotations

import contextlib
import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.endurance.homes import ROOT, Homes, Ran, command, homes, run, store
from tests.endurance.outsider import Looked, bytes_of, look
from tests.endurance.plans import ids_of, open_plan, write_plan
from tests.endurance.result import Result
from tests.endurance.terminal import Terminal, app

_PATIENCE = 20.0
_REFUSED = 5
_TOPICS = 60
_ROOM = "24m"  # of the small disk: the store, its WAL and what an open app writes beside it
_READS = (("status",), ("roles",), ("show", "plan"), ("own", "--json"), ("export", "--all", "--format", "json"))
_NOTICED = re.compile(
    r"removed|replaced|emptied|gone|not written|not kept|no longer|another file|cannot be", re.IGNORECASE
)
_NOBODY = "12345"  # a user id without a name and home


class Disks:
    """A home to try things on, and what is found."""

    def __init__(self, made: Homes, result: Result) -> None:
        self.homes, self.result = made, result
        self.topics = ids_of(made.first, "plan")

    def expect(self, fits: bool, what: str) -> bool:
        """Count a broken promise where it is not so."""
        if not fits:
            self.result.fail(what)
        return fits

    def reads(self, home: Path, what: str) -> None:
        """Everything that only reads works."""
        for words in _READS:
            ran = run(home, *words, patience=_PATIENCE)
            self.expect(ran.code == 0, f"{what}, {words[0]}: {ran}")

    def refuses(self, ran: Ran, names: str, what: str) -> None:
        """One sentence that names the reason, and no traceback."""
        said = " ".join(ran.err.split())
        is_one = ran.is_plain and ran.code in (1, 2, _REFUSED) and re.search(names, said, re.IGNORECASE)
        self.expect(bool(is_one), f"{what}: {ran}")


@contextlib.contextmanager
def mounted(*words: str, place: Path) -> Iterator[bool]:
    """Something mounted at `place`, and unmounted in any case; False, said on the screen, where that cannot be done."""
    place.mkdir(exist_ok=True)
    done = subprocess.run(["mount", *words, str(place)], capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"disks: one case is left out, because nothing can be mounted here ({done.stderr.strip()})")
        yield False
        return
    try:
        yield True
    finally:
        subprocess.run(["umount", "-l", str(place)], check=False)


def full_disk(d: Disks) -> None:
    """On a full disk everything can be read, and a write says that it is full."""
    home = d.homes.empty()
    with mounted("-t", "tmpfs", "-o", f"size={_ROOM}", "tracker", place=home) as is_there:
        if not is_there:
            return
        shutil.copytree(d.homes.first, home, dirs_exist_ok=True)
        with (home / "filler").open("wb", buffering=0) as filler, contextlib.suppress(OSError):
            while True:
                filler.write(bytes(65536))
        before = look(home)
        d.reads(home, "full disk")
        d.refuses(run(home, "tick", d.topics[5], patience=_PATIENCE), r"\bfull\b|no space", "full disk, tick")
        with app(home) as terminal:
            if d.expect(open_plan(terminal), f"full disk, the app: {terminal.text()[:200]}"):
                terminal.press("space")
                d.expect(terminal.until(lambda: "full" in flat(terminal)), "full disk: the app does not say so")
            leave(terminal)
        d.expect(look(home).events == before.events, "full disk: an event was written")
        (home / "filler").unlink()
        d.expect(run(home, "tick", d.topics[5]).code == 0, "after the disk was full, a tick")


def read_only(d: Disks) -> None:
    """On a read-only disk everything can be read, and a write says why it cannot be."""
    home, bound = d.homes.copy(), d.homes.empty()
    with mounted("--bind", str(home), place=bound) as is_there:
        if not is_there:
            return
        subprocess.run(["mount", "-o", "remount,ro,bind", str(bound)], check=True)
        d.reads(bound, "read-only disk")
        d.refuses(run(bound, "tick", d.topics[5], patience=_PATIENCE), r"read.only", "read-only disk, tick")
        with app(bound) as terminal:
            if d.expect(open_plan(terminal), f"read-only disk, the app: {terminal.text()[:200]}"):
                terminal.press("space")
                said = terminal.until(lambda: bool(re.search("read.only", flat(terminal), re.IGNORECASE)))
                d.expect(said, "read-only disk: the app does not say so")
            leave(terminal)


def flat(terminal: Terminal) -> str:
    """What stands on the screen, in one line."""
    return " ".join(re.sub(r"[^\w.,:;'/ -]", " ", terminal.text()).split())


def leave(terminal: Terminal) -> int | None:
    """Leave the app, also where it asks first whether what waits may be lost."""
    terminal.press("ctrl+q")
    if not terminal.until(lambda: not terminal.child.isalive(), 3):
        terminal.press("ctrl+q", "enter")
    return terminal.leaves(10)


Change = Callable[[Path, Path], None]


def removed(path: Path, other: Path) -> None:
    """Nothing in its place."""
    path.unlink()


def folder_removed(path: Path, other: Path) -> None:
    """Nor its folder."""
    shutil.rmtree(path.parent)


def home_moved(path: Path, other: Path) -> None:
    """The home has another name."""
    path.parent.parent.rename(path.parent.parent.with_name(path.parent.parent.name + "-moved"))


def emptied(path: Path, other: Path) -> None:
    """A file of no bytes."""
    os.truncate(path, 0)


def renamed_over(path: Path, other: Path) -> None:
    """Another store, moved there as a sync client does."""
    shutil.copyfile(other, path.with_name(".incoming"))
    path.with_name(".incoming").rename(path)


def copied_over(path: Path, other: Path) -> None:
    """Another store, written into the same file."""
    path.write_bytes(other.read_bytes())


CHANGES: tuple[Change, ...] = (removed, folder_removed, home_moved, emptied, renamed_over, copied_over)


def changed_under_the_app(d: Disks, change: Change) -> None:
    """What is ticked after the change is on disk, or the app says that it is not; another store stays whole."""
    home, there = d.homes.copy(), d.homes.copy()
    run(there, "tick", *d.topics[30:40])
    others = look(there)
    what = f"store {change.__name__} under the app"
    with app(home) as terminal:
        if not d.expect(open_plan(terminal), f"{what}: the plan did not open"):
            return
        terminal.press("space", "j", "space", "j")
        terminal.until(lambda: len(look(home).done("plan/")) == 2)
        change(store(home), store(there))
        terminal.press("space", "j", "space", "j", gap=0.3)
        noticed = terminal.until(lambda: bool(_NOTICED.search(flat(terminal))), 8)
        d.expect("Traceback" not in terminal.text(), f"{what}: a traceback")
        leave(terminal)
        noticed |= bool(_NOTICED.search(flat(terminal)))
    moved = home.with_name(home.name + "-moved")
    kept = [look(folder) for folder in (home, moved) if store(folder).exists() and store(folder).stat().st_size]
    is_kept = any(len(looked.done("plan/")) >= 4 and not looked.fault() for looked in kept)
    if not noticed and not is_kept:
        d.result.lost += 2
        d.result.notes.append(f"{what}: two ticks are nowhere, and nothing was said")
    if change in {renamed_over, copied_over}:
        d.expect(_holds(home, others), f"{what}: the other store is not whole any more")


def _holds(home: Path, others: Looked) -> bool:
    try:
        looked = look(home)
    except Exception:  # noqa: BLE001  # whatever it is, the store is not whole
        return False
    return not looked.fault() and {e.uid for e in others.events} <= {e.uid for e in looked.events}


def odd_files(d: Disks) -> None:
    """A pipe, a device or a folder in the store's place: one sentence, soon, and it stays what it is."""
    makers: tuple[Callable[[Path], None], ...] = (
        os.mkfifo,
        lambda path: path.symlink_to("/dev/zero"),
        lambda path: path.symlink_to("/dev/full"),
        Path.mkdir,
    )
    for number, make in enumerate(makers):
        home = d.homes.copy()
        store(home).unlink()
        make(store(home))
        before = store(home).lstat()
        for words in (("status",), ("tick", d.topics[0])):
            d.refuses(run(home, *words, patience=_PATIENCE), "store|file", f"odd file {number} as store, {words[0]}")
        d.expect(store(home).lstat().st_mode == before.st_mode, f"odd file {number} as store was replaced")


def emptied_while_closed(d: Disks) -> None:
    """A store of no bytes where there was one is refused, and its WAL is kept."""
    home = d.homes.copy()
    os.truncate(store(home), 0)
    Path(f"{store(home)}-wal").write_bytes(b"what was written last" * 99)
    there = bytes_of(store(home))
    for words in (("roles",), ("tick", d.topics[0])):
        d.refuses(run(home, *words), "empty|damaged|no bytes", f"emptied store, {words[0]}")
        d.expect(bytes_of(store(home)) == there, f"emptied store, {words[0]}: it was changed")


def no_shared_memory(d: Disks) -> None:
    """Where there can be no shared memory, the program works, or one sentence says why not."""
    home = d.homes.copy()
    Path(f"{store(home)}-shm").mkdir()
    for words in (*_READS, ("tick", d.topics[7])):
        ran = run(home, *words, patience=_PATIENCE)
        if ran.code:
            d.refuses(ran, "store", f"no shared memory, {words[0]}")
        elif words[0] == "tick":
            d.expect(d.topics[7] in look(home).done(), "no shared memory: a tick was acknowledged and is not there")


def no_home(d: Disks) -> None:
    """Without a home there is one sentence that says what to set."""
    d.refuses(run(None, "status", TRACKER_HOME="~nosuchuser/x"), "home|TRACKER_HOME", "TRACKER_HOME of nobody")
    words = ("setpriv", f"--reuid={_NOBODY}", f"--regid={_NOBODY}", "--clear-groups")
    if os.geteuid() or not shutil.which("setpriv"):
        print("disks: a user without a home is not tried, because that needs root and setpriv")
        return
    probe = [*words, sys.executable, "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); import tracker.cli.main"]
    if subprocess.run(probe, capture_output=True, check=False, cwd="/").returncode:
        print("disks: a user without a home is not tried, because this Python cannot be read by others")
        return
    done = subprocess.run(
        ["env", "-i", f"PATH={os.environ['PATH']}", f"PYTHONPATH={ROOT}", "LC_ALL=C.UTF-8", *words, *command("status")],
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
    )
    d.refuses(Ran(done.returncode, done.stdout, done.stderr), "TRACKER_HOME", "a user without a home")


def run_disks(rounds: int, seed: int) -> Result:
    """Try every case, so many times, in an order of its own each time."""
    result, rng = Result("disks"), random.Random(seed)
    cases: list[Callable[[Disks], None]] = [
        full_disk,
        read_only,
        odd_files,
        emptied_while_closed,
        no_shared_memory,
        no_home,
    ]
    cases += [lambda d, change=change: changed_under_the_app(d, change) for change in CHANGES]  # type: ignore[misc]
    with homes() as made:
        run(made.first, "import", str(write_plan(made.first / "plan.md", "Plan", _TOPICS)), "--yes")
        disks = Disks(made, result)
        for _ in range(rounds):
            rng.shuffle(cases)
            for case in cases:
                result.tried += 1
                case(disks)
    return result
