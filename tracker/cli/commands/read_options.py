"""How a file is to be read, as a person says it to `import` and `update`; and what they are shown to say it by."""

from __future__ import annotations

import shlex
from argparse import ArgumentParser, Namespace
from typing import Any

from tracker.cli.output import columns, line, paint, width_of
from tracker.core.errors import UsageError
from tracker.core.importing.columns import SEVERAL, USES, Sheet
from tracker.core.importing.outline import Outline
from tracker.core.importing.preview import Way
from tracker.core.importing.stages import ProgressCallback
from tracker.core.text import plain, plural
from tracker.workspace.incoming.roadmap_import import Shared
from tracker.workspace.incoming.source import Reading, Source, read_outline, ways_of

_MOST_COLUMNS = 40
_MOST_SHARED = 20
_WIDEST, _WIDEST_VALUE = 23, 14


def arguments(parser: ArgumentParser) -> None:
    """Declare the options that say how a file is to be read."""
    parser.add_argument("--format", default="", help="what the file is; told by its content when left out")
    parser.add_argument("--mode", default="", help="what its topics are; where nothing is marked, the ways are shown")
    parser.add_argument(
        "--columns",
        default="",
        metavar="WHICH",
        help='which column of a table is what, by name or number: "title=Topic,groups=Unit+Part,status=4"; also link, '
        "notes, id, and split=yes where titles are lists; what is left out is guessed, what is empty is not used",
    )
    parser.add_argument("--unticked", action="store_true", help="leave the ticks of the file behind")
    parser.add_argument(
        "--share",
        action="store_true",
        help="topics that have the ids of topics you have are the same ones, with one tick and note",
    )


def refuse_options(args: Namespace, what: str) -> None:
    """Raise `UsageError` where options say how a roadmap is to be read, of a file that is `what`, and no roadmap."""
    if args.title or args.id or args.mode or args.columns or args.unticked or args.share:
        options = "--title, --id, --mode, --columns, --unticked, --share"
        raise UsageError(f"this is {what}: it comes in without {options}")


def read(args: Namespace, source: Source, advance: ProgressCallback) -> Outline:
    """What `source` is a roadmap of, read as the options say. Raises as `read_outline`."""
    return read_outline(source, _reading(args), advance)


def ways(args: Namespace, source: Source, outline: Outline) -> tuple[Way, ...]:
    """The ways of reading a file in which nothing is marked, while none is picked."""
    return ways_of(source, _reading(args)) if outline.modes and not outline.items else ()


def _reading(args: Namespace) -> Reading:
    return Reading(args.format, args.mode, args.columns, args.unticked)


def show_ways(found: tuple[Way, ...]) -> None:
    """Each way with what it would give."""
    line("nothing in this file is marked as a topic; its topics can be")
    for one in found:
        line(f"  --mode {one.mode}: {one.what}, {plural(one.topics, 'topic')}")
        line(f"    {_few(one.first, _WIDEST)}")


def show_sheet(sheet: Sheet | None, command: str) -> None:
    """Every column of a table, what it was read as, and its first values; and how to say it otherwise."""
    if sheet is None:
        return
    line(f"\n{paint('columns', 'bold')}")
    every = range(1, len(sheet.names) + 1)
    rows = [
        (
            f"  {number:>3}",
            _cut(sheet.names[number - 1], _WIDEST),
            sheet.columns.use(number).value,
            _few(sheet.first[number - 1], _WIDEST_VALUE),
        )
        for number in every[:_MOST_COLUMNS]
    ]
    for text in columns(rows):
        line(text)
    if len(every) > _MOST_COLUMNS:
        line(f"  and {len(every) - _MOST_COLUMNS:,} more (--json lists all)")
    if sheet.guessed:
        line("that is a guess; to say it otherwise, change what stands here:")
        line(f"  {command} --columns {shlex.quote(sheet.written(sheet.columns))}")


def sheet_object(sheet: Sheet | None) -> dict[str, Any]:
    """The columns that were used, by what they were used as, and all that there are; empty for what is no table."""
    if sheet is None:
        return {"columns": None, "all_columns": []}
    used: dict[str, Any] = {}
    for use in USES:
        names = [sheet.name(number) for number in sheet.columns.numbers(use)]
        used[use.value] = names if use in SEVERAL else "".join(names)
    every = [
        {"number": at, "name": name, "use": sheet.columns.use(at).value, "first": list(first)}
        for at, (name, first) in enumerate(zip(sheet.names, sheet.first, strict=True), 1)
    ]
    return {"columns": {**used, "split": sheet.columns.split}, "all_columns": every}


def show_shared(found: tuple[Shared, ...], share: bool) -> None:
    """The topics whose ids are here already, by title, with what sharing them does."""
    if not found:
        return
    how = "they have one tick and note" if share else "with --share they would have one tick and note"
    words = f"{plural(len(found), 'topic')} of it you have already, by their ids; {how}"
    line(f"\n{paint(words, 'yellow')}")
    for one in found[:_MOST_SHARED]:
        line(f"  {plain(one.words)}")
    if len(found) > _MOST_SHARED:
        line(f"  and {len(found) - _MOST_SHARED:,} more (--json lists all)")


def shared_object(found: tuple[Shared, ...]) -> list[dict[str, Any]]:
    """The same as a JSON list; `mark` is the mark that sharing gives."""
    return [one._asdict() for one in found]


def ways_object(found: tuple[Way, ...]) -> list[dict[str, Any]]:
    """The ways as a JSON list."""
    return [{"mode": one.mode, "what": one.what, "topics": one.topics, "first": list(one.first)} for one in found]


def _few(texts: tuple[str, ...], widest: int) -> str:
    return paint(" · ".join(_cut(text, widest) for text in texts), "dim")


def _cut(text: str, widest: int) -> str:
    shown = plain(text)
    if width_of(shown) <= widest:
        return shown
    while width_of(shown) > widest - 3:
        shown = shown[:-1]
    return f"{shown.rstrip()}..."
