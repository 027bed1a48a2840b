"""Tables that programs export, told by the names of their columns: tasks of TickTick, templates of Todoist."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from tracker.core.importing.outline import Warned
from tracker.core.roadmap.model import Link, Mark
from tracker.core.text import plain
from tracker.formats.address import KIND, bare_addresses
from tracker.formats.outline_builder import DEEPEST, Draft
from tracker.formats.table.columns import Table
from tracker.formats.table.status import not_understood

_Row = Mapping[str, str]
_TICKTICK = frozenset(("folder name", "list name", "title", "status", "taskid"))
_TODOIST = frozenset(("type", "content", "indent"))
_TICKTICK_MARKS = {"0": Mark.TODO, "1": Mark.DONE, "2": Mark.DONE, "-1": Mark.SKIPPED}  # 2 is done and archived


def program_tree(table: Table, warnings: list[Warned]) -> Draft | None:
    """The drafts of a table that a known program wrote; None for every other table."""
    names = [name.casefold() for name in table.names]
    readers: tuple[tuple[frozenset[str], Callable[[Sequence[tuple[int, _Row]], list[Warned]], Draft]], ...] = (
        (_TICKTICK, _ticktick),
        (_TODOIST, _todoist),
    )
    for keys, read in readers:
        if keys <= set(names):
            rows = [dict(zip(names, row, strict=True)) for row in table.rows]
            return read(list(zip(table.lines, rows, strict=True)), warnings)
    return None


def _ticktick(rows: Sequence[tuple[int, _Row]], warnings: list[Warned]) -> Draft:
    """Folders and lists are groups; a task stands below its parent."""
    root = Draft("")
    groups: dict[tuple[str, ...], Draft] = {(): root}
    tasks: dict[str, Draft] = {}
    placed: list[tuple[Draft, _Row]] = []
    for line, row in rows:
        draft = Draft(row["title"], line, _TICKTICK_MARKS.get(row["status"], Mark.TODO), row["taskid"])
        draft.done_at = _moment(row.get("completed time", "")) if draft.mark is Mark.DONE else ""
        content = row.get("content", "").replace("▪", "\n▪").replace("▫", "\n▫").strip("\n")
        draft.notes = content.split("\n") if content else []
        draft.links = [Link(KIND, url, url) for url in bare_addresses(f"{draft.title}\n{content}")]
        tasks.setdefault(draft.anchor, draft)
        placed.append((draft, row))
    for draft, row in placed:
        parent = tasks.get(row.get("parentid", ""))
        if parent is None or _stands_below(parent, draft):
            parent = _group(groups, tuple(filter(None, (row["folder name"], row["list name"]))), draft.line)
        parent.children.append(draft)
    if unknown := not_understood(row["status"] for _, row in rows if row["status"] not in _TICKTICK_MARKS):
        warnings.append(Warned(0, f'in the column "Status" this is unknown, taken as to do: {", ".join(unknown)}'))
    return root


def _stands_below(draft: Draft, other: Draft) -> bool:
    """Whether `draft` is `other` or stands below it already."""
    return draft is other or any(_stands_below(draft, child) for child in other.children)


def _group(groups: dict[tuple[str, ...], Draft], path: tuple[str, ...], line: int) -> Draft:
    if path not in groups:
        groups[path] = Draft(path[-1], line)
        _group(groups, path[:-1], line).children.append(groups[path])
    return groups[path]


def _moment(text: str) -> str:
    """`2026-01-03T19:00:00+0000` with the colon that ISO 8601 has in the difference to UTC."""
    return f"{text[:-2]}:{text[-2:]}" if text[-5:-4] in {"+", "-"} else text


def _todoist(rows: Sequence[tuple[int, _Row]], warnings: list[Warned]) -> Draft:
    """Sections are groups, and the indent says what stands below what; the file holds open tasks only."""
    root = Draft("")
    path: list[tuple[int, Draft]] = [(0, root)]
    section = root
    for line, row in rows:
        kind, content = row["type"].casefold(), row["content"]
        if kind == "section":
            section = Draft(content, line)
            root.children.append(section)
            path = [(0, section)]
        elif kind == "task":
            depth = int(row["indent"]) if row["indent"].isdecimal() and len(row["indent"]) < DEEPEST else 1
            while path[-1][0] >= depth:
                path.pop()
            draft = Draft(content.removeprefix("* "), line, Mark.TODO)
            draft.notes = list(_lines(row.get("description", "")))
            draft.links = [Link(KIND, url, url) for url in bare_addresses(content)]
            path[-1][1].children.append(draft)
            path.append((depth, draft))
        elif kind == "note" and content:
            path[-1][1].notes += _lines(content)
        elif content and kind != "meta":
            warnings.append(Warned(line, f"a row of an unknown type: {plain(content)[:80]}", skipped=True))
    return root


def _lines(text: str) -> Iterator[str]:
    return iter(text.split("\n")) if text else iter(())
