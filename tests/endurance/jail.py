"""A folder in which a stranger's files are tried: only the home in it and a folder for exports may change."""

from __future__ import annotations

import csv
import json
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.endurance.homes import run, store
from tests.endurance.poison import JAIL, Poison

Current = frozenset[tuple[str, str, str]]
FORMATS = ("markdown", "json", "csv", "org", "opml", "toml", "html")
_LIVE = re.compile(
    r"\[\[(?:elisp|shell|file\+sys|help|info):|(?<!\w)src_sh\{|^#\+(?:call|include):", re.IGNORECASE | re.MULTILINE
)
_SCRIPT = re.compile(
    r"<script\b|<svg/onload|<img[^>]*onerror|href\s*=\s*[\"']?\s*(?:javascript|data|file):", re.IGNORECASE
)


class Jail:
    """The home is a copy of `first`; commands run three folders down, where `../../..` still is inside."""

    def __init__(self, place: Path, first: Path) -> None:
        self.place = place
        self.first = first
        self.home, self.files, self.out, self.cwd = (place / name for name in ("home", "files", "out", "a/b/c"))
        for folder in (self.files, self.cwd):
            folder.mkdir(parents=True)
        self.renew()
        self._before: dict[str, int] = {}

    def renew(self) -> None:
        """Begin anew with the home; the files stay."""
        shutil.rmtree(self.home, ignore_errors=True)
        shutil.copytree(self.first, self.home)

    def put(self, name: str, content: bytes) -> Path:
        """Write a stranger's file; where it speaks of the jail, the real path stands."""
        path = self.files / name
        path.write_bytes(content.replace(JAIL.encode(), str(self.place).encode()))
        self._before = self._tree()
        return path

    def escaped(self) -> list[str]:
        """Files that were written or changed outside the home and the folder for exports."""
        after = self._tree()
        return sorted(path for path, when in after.items() if self._before.get(path) != when)

    def _tree(self) -> dict[str, int]:
        files = {}
        for path in self.place.rglob("*"):
            inside = path.relative_to(self.place).parts[0]
            if inside not in {"home", "out"} and path.is_file():
                files[str(path)] = path.stat().st_mtime_ns
        return files

    def current(self) -> Current:
        """Field, subject and value of everything that holds, without which version of the library is in use."""
        with closing(_opened(self.home)) as connection:
            rows = connection.execute("select field, subject, value from current where value is not null").fetchall()
        return frozenset(row for row in rows if row[:2] != ("edition", "library"))

    def undoable(self) -> int:
        """How many transactions undo can take back: those done, without those undone, with those done again."""
        asked = "select why, count(distinct act) from event group by why"
        with closing(_opened(self.home)) as connection:
            counts = dict(connection.execute(asked).fetchall())
        return int(counts.get("do", 0) - counts.get("undo", 0) + counts.get("redo", 0))

    def own(self) -> list[str]:
        """The ids of the user's own roadmaps; none where the program cannot tell them, which is found elsewhere."""
        ran = run(self.home, "own", "--json")
        try:
            return [row["roadmap"] for row in ran.json()]
        except (ValueError, TypeError, KeyError):
            return []

    def topics(self, roadmap: str) -> list[str]:
        """The ids of the topics of a roadmap, from the top."""
        try:
            return list(_ids(run(self.home, "show", roadmap, "--json").json()))
        except ValueError:
            return []

    def bad_exports(self) -> list[str]:
        """What another program would run in one of the exported files."""
        problems = []
        for path in sorted(self.out.rglob("*")):
            if path.is_symlink() or not path.resolve().is_relative_to(self.out.resolve()):
                problems.append(f"{path.name} leads out of the folder")
            elif path.is_file():
                problems += [f"{path.suffix} export: {what}" for what in _live(path)]
        return problems


def _opened(home: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{store(home)}?mode=ro", uri=True)


def _ids(value: Any) -> list[str]:
    """Every `id` of a node with a mark, in a tree of JSON."""
    if isinstance(value, list):
        return [id_ for part in value for id_ in _ids(part)]
    if not isinstance(value, dict):
        return []
    own = [str(value["id"])] if "mark" in value and "id" in value else []
    return own + [id_ for part in value.values() for id_ in _ids(part)]


def _live(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8", errors="replace")
    if path.suffix == ".org":
        return [f"live {match!a}" for match in _LIVE.findall(text)[:1]]
    if path.suffix == ".html":
        return [f"live {match!a}" for match in _SCRIPT.findall(text)[:1]]
    if path.suffix == ".csv":
        csv.field_size_limit(10**9)
        cells = [cell for row in csv.reader(text.splitlines(keepends=True)) for cell in row]
        return [f"a formula {cell[:40]!a}" for cell in cells if cell[:1] and cell[0] in "=+@\t\r"][:1]
    return []


def fill_by_hand(home: Path, p: Poison) -> None:
    """Put trouble into a store as somebody with a program for SQLite would: events and a roadmap with any value."""
    connection = sqlite3.connect(store(home))
    edition = connection.execute("select max(id) + 1 from edition").fetchone()[0]
    source = _stored(f"{p.id('hand')}{edition if p.hit(0.5) else ' ' * edition}")
    with connection:
        connection.execute(
            "insert into edition values (?, ?, ?, ?)", (edition, source, f"v{edition}", _stored(p.text()))
        )
        _insert_event(connection, p, 0, "edition", source, f"v{edition}")
        root = json.dumps([source, p.text(), 0, "", ""])
        nodes = json.dumps([[p.any(p.id()), p.any(p.text()), "", 0.0, [], 0] for _ in range(3)])
        tree = f"{root}\n{nodes}\nnull" if not p.types or p.hit(0.5) else _stored(p.text())
        profile = json.dumps([p.text() for _ in range(5)] + [[]])
        row = (edition, source, 0, "own", _stored(p.text()), _stored(p.text()), profile, tree)
        connection.execute("insert into roadmap values (?, ?, ?, ?, ?, ?, ?, ?)", row)
        for number in range(p.chance.randrange(1, 6)):
            field = p.chance.choice(("mark", "note", "choice", "target", "watch", "link", "layer", "archive"))
            _insert_event(connection, p, number + 1, field, _stored(p.id()), _value(p, field))
    connection.close()


def _value(p: Poison, field: str) -> str:
    if field in {"layer", "archive"}:
        record = {"roadmap": "docker", "under": p.chance.choice(("docker", p.id())), "title": p.any(p.text())}
        return p.chance.choice(
            (json.dumps(record | {"group": True, "hours": p.any(1.5)}), "{nope", "[]", _stored(p.text()))
        )
    return "done" if field == "mark" and p.hit(0.7) else _stored(p.text())


def _insert_event(connection: sqlite3.Connection, p: Poison, number: int, field: str, subject: str, value: str) -> None:
    uid = f"01a21f70-cb6c-7362-8a2c-{p.chance.randrange(16**12):012x}"
    moment = f"2026-01-02T03:04:{number:02}.678Z" if not p.hit(p.dose / 4) else _stored(p.text())
    connection.execute(
        "insert into event (uid, at, device, act, why, reverses, field, subject, value, was, clock)"
        " values (?, ?, ?, ?, 'do', null, ?, ?, ?, null, (select max(clock) + 1 from event))",
        (uid, moment, _stored(p.text("elsewhere")), uid, field, subject, value),
    )


def _stored(text: str) -> str:
    """`text` as SQLite can hold it."""
    return text.encode("utf-8", "replace").decode()
