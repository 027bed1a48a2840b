"""Boxes that people tick in Markdown: which mark each means, in lists and in the cells of tables."""

from __future__ import annotations

import re
from typing import NamedTuple

from tracker.core.roadmap.model import Mark

_MARKS = {
    " ": Mark.TODO,
    "\u00a0": Mark.TODO,
    **dict.fromkeys("xX✓✔√", Mark.DONE),
    **dict.fromkeys("/~", Mark.DOING),
    "-": Mark.SKIPPED,
}
_PLAIN = " xX"
_OTHER = ">?!*<+"  # signs that some programs put into a box and that say nothing about progress
_BOX = re.compile(r"\[(.)\](?:[ \t\n\v\f\r\u00a0]+|\Z|(?=[^\s(\[:]))", re.DOTALL)
_SPACE = " \t\n\v\f\r\u00a0"

_IN_CELL = re.compile(r"\[([ xX])\](?!\()")
_BREAK = re.compile(r"</?(?:ul|ol|li|br|p)\s*/?>", re.IGNORECASE)
_BALLOTS = {"☐": Mark.TODO, "☑": Mark.DONE, "☒": Mark.DONE}


class Box(NamedTuple):
    """A box at the beginning of a text: its mark, the text behind it, and what was unusual about it.

    `remark` is a warning for the user; `note` is text that goes into the topic's note.
    """

    mark: Mark
    rest: str
    remark: str = ""
    note: str = ""


def box(text: str) -> Box | None:
    """The box that `text` begins with, or none. `text` is the Markdown of a list item's first paragraph."""
    match = _BOX.match(text) if text.startswith("[") else None
    if not match:
        return None
    sign, rest = match[1], text[match.end() :]
    if match[0][-1] not in _SPACE:
        remark = "no space after the box" if rest else ""
        return Box(_MARKS[sign], rest, remark) if sign in _PLAIN else None
    if sign in _OTHER:
        return Box(Mark.TODO, rest, f"the mark [{sign}] is unknown: taken as to do", f"[{sign}]")
    second = _BOX.match(rest) if rest.startswith("[") else None
    if second and second[1] in _PLAIN:
        return Box(_MARKS[sign], rest[second.end() :], "two boxes in one line: the first one counts")
    return Box(_MARKS[sign], rest) if sign in _MARKS else None


def cell_mark(text: str) -> Mark | None:
    """The mark of a table's cell that holds one box and nothing else."""
    pieces = cell_pieces(text)
    if len(pieces) != 1:
        return None
    match = _IN_CELL.fullmatch(pieces[0])
    return _MARKS[match[1]] if match else _BALLOTS.get(pieces[0].rstrip("\ufe0f"))


def cell_pieces(text: str) -> list[str]:
    """The lines of a table's cell. HTML lists and `<br>` separate them, since Markdown has no line breaks in cells."""
    pieces = (piece.strip() for piece in _BREAK.split(text))
    return [piece for piece in pieces if piece]


def holds_box(text: str) -> bool:
    """True when a table's cell is a box, or has lines that begin with one."""
    if not text or ("[" not in text and not any(sign in text for sign in _BALLOTS)):
        return False
    return cell_mark(text) is not None or any(
        line_box is not None and line_box.rest != "" for line_box in map(box, cell_pieces(text))
    )
