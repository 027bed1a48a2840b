"""Boxes that people tick in Markdown: which mark each means, in lists and in the cells of tables."""

from __future__ import annotations

import re
from typing import NamedTuple

from tracker.core.roadmap.model import Mark
from tracker.formats.table.status import sign_mark, status

_MARKS = {
    " ": Mark.TODO,
    "\u00a0": Mark.TODO,
    **dict.fromkeys("xX✓✔√", Mark.DONE),
    **dict.fromkeys("/~", Mark.DOING),
    "-": Mark.SKIPPED,
}
_PLAIN = " xX"
_SEVERAL = 2  # bullets with a keyword, from which on keywords are marks and not words
_OTHER = ">?!*<+"  # signs that some programs put into a box and that say nothing about progress
TEXT = r"(?:[^\s(\[:]|:[a-z][\w+-]*:|\[[^\[\]]+\][\[(]|\[\[)"
"""What may stand right behind a box without a space: no address or label, which would make a link of the box."""
_BOX = re.compile(rf"\[ ?(.)\ufe0f? ?\](?:[ \t\n\v\f\r\u00a0]+|\Z|(?={TEXT}))", re.DOTALL)
_INPUT = re.compile(
    r"(?:<label\b[^<>]*>\s*)?<input\b(?=[^<>]*\btype\s*=\s*[\"']?checkbox)([^<>]*)>[ \t\u00a0]*", re.IGNORECASE
)
_WRITTEN = re.compile(r">\s*\[[ xX]\][ \t]+\S")  # a box in the words of an element
_CHECKED = re.compile(r"\bchecked\b(?!\s*=\s*[\"']?false)", re.IGNORECASE)
_KEYWORDS = {  # of Logseq, in both of its workflows
    **dict.fromkeys(("TODO", "LATER", "WAITING", "WAIT"), Mark.TODO),
    **dict.fromkeys(("DOING", "NOW", "IN-PROGRESS"), Mark.DOING),
    "DONE": Mark.DONE,
    **dict.fromkeys(("CANCELED", "CANCELLED"), Mark.SKIPPED),
}
_KEYWORD = re.compile(rf"({'|'.join(_KEYWORDS)}):?[ \t]+(?:\[#[A-Z]\][ \t]*)?(?=\S)")
_ANY_BOX = re.compile(r"^[\s>]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[[ xX]\](?:[ \t]|(?=[^\s(\[:]))", re.MULTILINE)
_KEYWORD_LINE = re.compile(rf"^[\s>]*[-*+][ \t]+(?:#+[ \t]+)?(?:{'|'.join(_KEYWORDS)})[ \t]+\S", re.MULTILINE)
_TASK_LINE = re.compile(rf"[\s>]*(?:[-*+]|\d{{1,9}}[.)])[ \t]+(?:#+[ \t]+)?(?:{'|'.join(_KEYWORDS)}):?[ \t]+\S")
_OPEN_BALLOT = re.compile(r"^[\s>]*(?:[-*+]|\d{1,9}[.)])[ \t]+[☐⬜🔲◻□▢]\ufe0f?[ \t]", re.MULTILINE)
_BARE_BALLOT = re.compile(r"^[☐☑⬜🔲]\ufe0f?[ \t]+\S", re.MULTILINE)
_SPACE = " \t\n\v\f\r\u00a0"

_IN_CELL = re.compile(r"`?\[([ xX])\](?!\()`?")
_CELL_BULLET = re.compile(r"[-*+][ \t]+(?=\[)")
_BREAK = re.compile(r"</?(?:ul|ol|li|br|p)\s*/?>", re.IGNORECASE)
_BALLOTS = {"☐": Mark.TODO, "☑": Mark.DONE, "☒": Mark.DONE}


def with_bullets(text: str) -> str:
    """A text with a bullet before each line that begins with a sign, where some signs are empty boxes, as in ☐ Knots.

    Notes of phones are written so.
    """
    if _ANY_BOX.search(text) or len(_BARE_BALLOT.findall(text)) < _SEVERAL or _OPEN_BALLOT.search(text):
        return text
    lines = text.split("\n")
    return "\n".join(f"- {line}" if sign_mark(line) else line for line in lines)


class Style(NamedTuple):
    """How a file marks its tasks beside boxes.

    With `letters` a letter in a box is a mark of the user's own: the file has boxes too. With `keywords` a bullet may
    begin with a keyword of Logseq, with `signs` with a sign such as ✅.
    """

    letters: bool = False
    keywords: bool = False
    signs: bool = False


def begins_with_keyword(line: str) -> bool:
    """Whether a line is a bullet with a keyword of Logseq."""
    return _TASK_LINE.match(line) is not None


def style_of(text: str) -> Style:
    """The style of a file. Signs are marks where the file has no boxes and some signs are empty ones."""
    boxed = _ANY_BOX.search(text) is not None
    keywords = any(word in text for word in _KEYWORDS) and len(_KEYWORD_LINE.findall(text)) >= _SEVERAL
    return Style(boxed, keywords, not boxed and not keywords and _OPEN_BALLOT.search(text) is not None)


class Box(NamedTuple):
    """A box at the beginning of a text: its mark, the text behind it, and what was unusual about it.

    `remark` is a warning for the user; `note` is text that goes into the topic's note.
    """

    mark: Mark
    rest: str
    remark: str = ""
    note: str = ""


def box(text: str, style: Style = Style()) -> Box | None:  # noqa: B008  an immutable value
    """The box that `text` begins with, or none. `text` is the Markdown of a list item's first paragraph."""
    match = _BOX.match(text) if text.startswith("[") else None
    if not match:
        return _other(text, style)
    sign, rest = match[1], text[match.end() :]
    if match[0][-1] not in _SPACE:
        remark = "no space after the box" if rest else ""
        return Box(_MARKS[sign], rest, remark) if sign in _MARKS else None
    # A letter before a bracket is a link with a space too many: - [C] (https://…)
    if sign in _OTHER or (style.letters and sign.isalpha() and sign not in _MARKS and not rest.startswith("(")):
        return Box(Mark.TODO, rest, f"the mark [{sign}] is unknown: taken as to do", f"[{sign}]")
    second = _BOX.match(rest) if rest.startswith("[") else None
    if second and second[1] in _PLAIN:
        return Box(_MARKS[sign], rest[second.end() :], "two boxes in one line: the first one counts")
    if mark := _MARKS.get(sign) or status(sign):
        return None if sign.isdecimal() else Box(mark, rest)
    return None


def _other(text: str, style: Style) -> Box | None:
    """A mark that is no box in brackets: an HTML box, a keyword of Logseq, or a sign."""
    if text.startswith("<") and (match := _INPUT.match(text)):
        return Box(Mark.DONE if _CHECKED.search(match[1]) else Mark.TODO, text[match.end() :])
    if style.keywords and (match := _KEYWORD.match(text)):
        return Box(_KEYWORDS[match[1]], text[match.end() :])
    if style.signs and (reading := sign_mark(text)):
        return Box(*reading)
    return None


def cell_mark(text: str) -> Mark | None:
    """The mark of a table's cell that holds one box and nothing else."""
    pieces = cell_pieces(text)
    if len(pieces) != 1:
        return None
    match = _IN_CELL.fullmatch(pieces[0])
    return _MARKS[match[1]] if match else _BALLOTS.get(pieces[0].rstrip("\ufe0f"))


def cell_pieces(text: str) -> list[str]:
    """The lines of a table's cell. HTML lists and `<br>` separate them, since Markdown has no line breaks in cells."""
    pieces = (_CELL_BULLET.sub("", piece.strip(), count=1) for piece in _BREAK.split(text))
    return [piece for piece in pieces if piece]


def holds_input(text: str) -> bool:
    """True where HTML has a box."""
    return "<" in text and (_INPUT.search(text) is not None or _WRITTEN.search(text) is not None)


def holds_box(text: str) -> bool:
    """True when a table's cell is a box, or has lines that begin with one."""
    if not text or ("[" not in text and not any(sign in text for sign in _BALLOTS)):
        return False
    return cell_mark(text) is not None or any(
        line_box is not None and line_box.rest != "" for line_box in map(box, cell_pieces(text))
    )
