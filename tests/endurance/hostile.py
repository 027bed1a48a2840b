"""A stranger's files: whatever stands in them, no terminal obeys it, no file is written by it, no command dies of it.

Files come in batches of ten into one home. Each is looked at, imported, and followed by a few commands; then every
command and the app go over what has come in, and undo takes all of it back.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path

from tests.endurance import hostile_app
from tests.endurance.grammar import GRAMMARS, made
from tests.endurance.homes import folder, homes, write_settings
from tests.endurance.homes import run as command
from tests.endurance.jail import FORMATS, Jail, fill_by_hand
from tests.endurance.poison import TOPICS, Poison
from tests.endurance.result import Result
from tests.endurance.seen import on_a_terminal, wrong

_BATCH = 10
_STORE = "store"
_ALONE = {"backup.json", _STORE}
"""What brings events of its own, which undo does not take back: these come in batches of their own."""
_CLAIMING = {"md", "org", "opml", "csv", "toml", "export.json", "backup.json"}
"""Formats in which a topic has an id of its own, which may be one of the library."""
_MOST_OWN = 5  # roadmaps of a batch that are looked at one by one


def run(rounds: int, seed: int) -> Result:
    """Try so many files."""
    result = Result("hostile", tried=rounds)
    with homes() as made_homes, folder() as place, ThreadPoolExecutor(2) as pool:
        batches = enumerate(_batches(rounds, seed))
        tried = pool.map(lambda batch: _Batch(place / str(batch[0]), made_homes.first, batch[1]).run(), batches)
        for notes in tried:
            for note in notes:
                result.fail(note)
    return result


def _batches(rounds: int, seed: int) -> Iterator[list[tuple[str, int]]]:
    """Formats and seeds, in turn; what has to stay alone is among its like."""
    kinds = [*GRAMMARS, _STORE, "backup.json", "overlay.json", "md", "backup.json"]
    files = [(kinds[n % len(kinds)], seed * 100_000 + n) for n in range(rounds)]
    for belongs in (lambda kind: kind not in _ALONE, "backup.json".__eq__, _STORE.__eq__):
        of_a_kind = iter([file for file in files if belongs(file[0])])
        while batch := list(islice(of_a_kind, _BATCH)):
            yield batch


class _Batch:
    """Ten files in one home."""

    def __init__(self, place: Path, first: Path, files: Sequence[tuple[str, int]]) -> None:
        self.jail = Jail(place, first)
        self.files = files
        self.chance = random.Random(files[0][1])
        self.paths: dict[str, Path] = {}
        self.inside: list[str] = []
        self.notes: dict[str, None] = {}
        self.alone = files[0][0] in _ALONE

    def run(self) -> list[str]:
        """Try them all; what went wrong."""
        result = Result("")
        with result.counting(f"{self.files[0][0]} {self.files[0][1]} and others"):
            self._try_all()
        shutil.rmtree(self.jail.place, ignore_errors=True)
        return [*self.notes, *result.notes]

    def _try_all(self) -> None:
        before, undoable = self.jail.current(), self.jail.undoable()
        for kind, seed in self.files:
            self._bring(kind, seed)
        self._look()
        self._export()
        self._app([])
        if not self.alone:
            self._undo(undoable)
            if self.jail.current() != before:
                self._note("undo", f"does not bring back what was before: {self._rest(before)}")
            self._app([path for path in self.paths.values() if path.suffix != ".toml"][:3])
        else:
            self._try("undo", "3")
            self._try("status")

    def _bring(self, kind: str, seed: int) -> None:
        """One file: looked at, brought in, and the program still answers and has the library as it was."""
        name = f"{kind} {seed}"
        if kind == _STORE:
            fill_by_hand(self.jail.home, Poison(random.Random(name)))
            self.inside.append(name)
            return self._probe(name)
        path = self.jail.put(f"{seed}.{kind}", made(kind, seed))
        if kind in {"skill.toml", "role.toml"}:
            self._try("check", str(path), blame=name)
        elif kind == "settings.toml":
            shutil.copy(path, self.jail.home / "config" / kind)
            self._try("settings", blame=name)
            self._try("settings", "--check", "--json", blame=name)
        else:
            self.paths[name] = path
            before = self.jail.current()
            self._try("import", str(path), "--dry-run", blame=name)
            if self.jail.current() != before:
                self._note(name, "--dry-run changed the store")
            self._try("import", str(path), "--yes", blame=name)
            if self.jail.current() != before:
                self.inside.append(name)
                self._probe(name)
        for written in self.jail.escaped():
            self._note(name, f"wrote {written}")
        return None

    def _probe(self, name: str) -> None:
        """Whether the program answers after `name` came in; if not, begin anew, so that the others are tried too."""
        asked = (self._ask("own"), self._ask("show", "docker"), self._ask("show", "git/rebase"))
        bad = [f"then {problem}" for problem in asked if problem]
        wrong_library = [] if bad else list(self._library(name))
        for problem in (*bad, *wrong_library):
            self._note(name, problem)
        if not bad and not wrong_library:
            return
        self.inside.remove(name)
        still = self._ask("undo") or self._ask("own")
        if still and not self.alone:
            self._note(name, f"and undo does not help: {still}")
        if still or self.alone:
            self.jail.renew()
            self.inside.clear()

    def _library(self, name: str) -> Iterator[str]:
        """What a file did to topics of the library: none is ticked or renamed by one."""
        marks = {subject: value for field, subject, value in self.jail.current() if field == "mark"}
        for topic, title in TOPICS.items() if name.split(maxsplit=1)[0] in _CLAIMING else ():
            ran = command(self.jail.home, "show", topic, "--json")
            if ran.code or ran.json()["title"] != title:
                yield f"{topic} has another title: {ran}"
            if not self.alone and topic in marks:
                yield f"{topic} was ticked unasked"

    def _look(self) -> None:
        """Every command over everything that came in."""
        for words in (("own",), ("roles",), ("status",), ("next",), ("history", "-n", "60"), ("target",), ("watch",)):
            self._try(*words)
        for roadmap in self.jail.own()[:_MOST_OWN]:
            self._try("status", roadmap, "--why")
            for word in ("show", self.chance.choice(("next", "archive", "link"))):
                self._try(word, roadmap)
            self._try("export", roadmap, "--format", self.chance.choice(FORMATS))
            self._try("watch", roadmap)
            for topic in self.jail.topics(roadmap)[:2]:
                doing = self.chance.choice(("tick", "start", "skip"))
                for word in (doing, "history", "show"):
                    self._try(word, topic)
        self._try("undo")
        self._try("redo")

    def _export(self) -> None:
        """Everything, to a folder and as a backup; nothing else may be written, nothing live be in it."""
        for format_ in ("json", self.chance.choice([name for name in FORMATS if name != "json"])):
            shutil.rmtree(self.jail.out, ignore_errors=True)
            self.jail.out.mkdir()
            where = self.jail.out / "backup.json" if format_ == "json" else self.jail.out
            self._try("export", "--all", "--format", format_, "-o", str(where))
            for bad in self.jail.bad_exports():
                self._note(self._who(), bad)
            for written in self.jail.escaped():
                self._note(self._who(), f"export --all --format {format_} wrote {written}")
                Path(written).unlink()

    def _undo(self, before: int) -> None:
        if (times := self.jail.undoable() - before) > 0:
            self._try("undo", str(times))

    def _rest(self, before: frozenset[tuple[str, str, str]]) -> str:
        return ascii(sorted(before ^ self.jail.current())[:2])[:200]

    def _app(self, imports: list[Path]) -> None:
        """The app over every row, with the files of `imports` brought in through its panel."""
        if self.alone or not any(kind == "settings.toml" for kind, _ in self.files):
            write_settings(self.jail.home)
        rows = [] if imports else [len(self.jail.topics(roadmap)) for roadmap in self.jail.own()[:_MOST_OWN]]
        for bad in hostile_app.walk(self.jail.home, rows, imports):
            self._note(self._who(), bad)

    def _try(self, *words: str, blame: str = "") -> None:
        """Run a command, and note what is wrong with it."""
        seen = on_a_terminal(self.jail.home, self.jail.cwd, *words)
        if bad := wrong(seen):
            said = ascii(" ".join(words)).replace(str(self.jail.place), "JAIL")[1:-1]
            self._note(blame or self._who(), f"tracker {said[:90]}: {bad}")

    def _ask(self, *words: str) -> str:
        """Run a command that has to succeed; what is wrong with it."""
        seen = on_a_terminal(self.jail.home, self.jail.cwd, *words)
        bad = wrong(seen) or (f"exit code {seen.code}" if seen.code else "")
        return bad and f"tracker {' '.join(words)}: {bad}"

    def _who(self) -> str:
        return ", ".join(self.inside) or "nothing"

    def _note(self, who: str, what: str) -> None:
        self.notes.setdefault(f"[{who}] {what}".replace(str(self.jail.place), "JAIL"))
