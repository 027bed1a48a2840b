"""What HTML in a Markdown file says of the tree: headings, parts that fold, boxes, and tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from html.parser import HTMLParser
from typing import NamedTuple

from tracker.core.roadmap.model import Mark
from tracker.formats.table.status import is_status_header, status

_SPECIAL = re.compile(r"<(?:/?details|summary|input|table|h[1-6])\b|>\s*\[[ xX]\][ \t]+\S", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_WRITTEN = re.compile(r"\[([ xX])\][ \t]+(?=\S)")  # a box in words
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_CELLS = frozenset(("td", "th"))
_LISTS = frozenset(("ul", "ol"))
_PARTS = frozenset(("details", "summary", "table"))
_LINES = frozenset(("li", "p", "br", "div", "ul", "ol", "tr", "label", "dt", "dd"))
_LONGEST_ADDRESS = 2_000


class Fold(NamedTuple):
    """A part that folds begins, with the words of its summary; or the last one ends, where `title` is None."""

    title: str | None
    line: int


class Heading(NamedTuple):
    """A heading of a level from 1 to 6; `mark` is that of a box in it, or None."""

    level: int
    title: str
    mark: Mark | None
    line: int


class Ticked(NamedTuple):
    """A box with the words behind it; links are Markdown. `depth` says in how many lists it stands."""

    mark: Mark
    words: str
    line: int
    depth: int = 0


class Rows(NamedTuple):
    """A table: the cells of each row, as Markdown. The first row has the names of the columns, or is empty."""

    rows: tuple[tuple[str, ...], ...]
    line: int


class Words(NamedTuple):
    """A line of other text. Where it has a list below it, `depth` says in how many lists it stands itself."""

    words: str
    line: int
    depth: int = 0


Part = Fold | Heading | Ticked | Rows | Words


def parts(html: str, line: int) -> Sequence[Part] | None:
    """The parts of a block of HTML that begins on `line`; None where it is only text."""
    if not _SPECIAL.search(html):
        return None
    parser = _Parser(line)
    parser.feed(html)
    parser.close()
    parser.end_line()
    return parser.found


def visible_lines(text: str) -> list[str]:
    """The lines of HTML that a browser would show."""
    shown, place = [], 0
    while (start := text.find("<!--", place)) >= 0:
        shown.append(text[place:start])
        end = text.find("-->", start + 4)
        place = end + 3 if end >= 0 else len(text)
    shown.append(text[place:])
    lines = (unescape(line).strip() for line in _TAG.sub("", "".join(shown)).split("\n"))
    return [line for line in lines if line]


class _Parser(HTMLParser):
    def __init__(self, line: int) -> None:
        super().__init__(convert_charrefs=True)
        self.first = line
        self.found: list[Part] = []
        self.text: list[str] = []
        self.blank = True  # whether no word was collected yet
        self.mark: Mark | None = None
        self.begins = line
        self.rows: list[list[str]] | None = None
        self.href = ""
        self.summary = False
        self.level = 0  # of the heading that is open
        self.label: Words | None = None  # the last one that stood before its box
        self.named = False  # whether the table that is open begins with cells for names alone
        self.depth = 0  # of lists
        self.cell = False  # whether one is open

    @property
    def here(self) -> int:
        """The line that is read."""
        return self.first + self.getpos()[0] - 1

    def end_line(self) -> None:
        """The text since the last end, as a box or a line; inside a cell and a summary lines go on."""
        if self.rows is not None or self.summary:
            self.text.append(" ")
            return
        words = self.words()
        if self.level:
            if words:
                self.found.append(Heading(self.level, words, self.mark, self.begins))
            self.level = 0
        elif self.mark is None and (written := _WRITTEN.match(words)):
            mark = Mark.TODO if written[1] == " " else Mark.DONE
            self.found.append(Ticked(mark, words[written.end() :], self.begins, self.depth))
        elif self.mark is not None:
            if not words and self.label and self.found[-1:] == [self.label]:
                words = self.label.words
                self.found.pop()
            self.found.append(Ticked(self.mark, words, self.begins, self.depth))
        elif words:
            self.found.append(Words(words, self.begins))
        self.mark, self.begins = None, self.here

    def words(self) -> str:
        """The text that was collected, in one line."""
        words = " ".join("".join(self.text).split())
        self.text, self.blank = [], True
        return words

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "input" and values.get("type", "").casefold() == "checkbox":
            self._box(Mark.DONE if "checked" in values and values["checked"] != "false" else Mark.TODO)
        elif tag == "a":
            self.href = values.get("href", "")[:_LONGEST_ADDRESS]
            self.text.append("[" if self.href else "")
        elif self.rows is not None and (tag == "tr" or tag in _CELLS):
            self._in_table(tag, self.rows)
        elif tag in _LISTS and self.rows is None:
            self._begin_list()
        elif tag in _LINES | _HEADINGS and not (tag == "label" and self.mark is not None):
            self.end_line()
            self.level = int(tag[1]) if tag in _HEADINGS and self.rows is None and not self.summary else 0
        elif tag in _PARTS:
            self.end_line()
            self._begin(tag)

    def _begin_list(self) -> None:
        before = len(self.found)
        self.end_line()
        if self.depth and len(self.found) > before and isinstance(last := self.found[-1], Words):
            self.found[-1] = last._replace(depth=self.depth)
        self.depth += 1

    def _box(self, mark: Mark) -> None:
        if self.rows is not None:
            self.text.append("[x]" if mark is Mark.DONE else "[ ]")
        elif self.level:
            self.mark = mark
        else:
            self.end_line()
            self.mark, self.begins = mark, self.here

    def _in_table(self, tag: str, rows: list[list[str]]) -> None:
        self._end_cell()
        if tag == "tr" or not rows:
            rows.append([])
        if tag in _CELLS:
            self.text, self.cell = [], True
            self.named = tag == "th" and (self.named or not rows[0]) if len(rows) == 1 else self.named

    def _end_cell(self) -> None:
        """Keep the words of the cell that is open: in HTML it need not be closed."""
        if self.cell and self.rows:
            self.rows[-1].append(self.words())
        self.cell = False

    def _begin(self, tag: str) -> None:
        if tag == "details":
            self.found.append(Fold("", self.here))
        elif tag == "summary":
            self.summary = True
        else:
            self.rows, self.named = [], False
            self.begins = self.here

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self.href:
            self.text.append(f"](<{self.href}>)")
            self.href = ""
        elif tag == "summary" and self.summary:
            self.summary = False
            title = self.words()
            last = self.found[-1] if self.found else None
            if isinstance(last, Fold) and last.title == "":
                self.found[-1] = last._replace(title=title)
            else:
                self.text = [title]
                self.end_line()
        elif tag == "details":
            self.end_line()
            self.found.append(Fold(None, self.here))
        elif tag == "label" and self.mark is None and self.rows is None:
            self.end_line()
            self.label = last if self.found and isinstance(last := self.found[-1], Words) else None
        elif tag in _CELLS:
            self._end_cell()
        elif tag == "table" and self.rows is not None:
            self._end_cell()
            self._end_table([row for row in self.rows if any(row)])
        elif tag in _LINES or tag in _HEADINGS:
            self.end_line()
            if tag in _LISTS and self.rows is None:
                self.depth = max(0, self.depth - 1)

    def _end_table(self, rows: list[list[str]]) -> None:
        self.rows = None
        self.words()
        if rows and not self.named and not any(is_status_header(cell) and not status(cell) for cell in rows[0]):
            rows.insert(0, [])
        width = max(map(len, rows), default=0)
        if rows:
            self.found.append(Rows(tuple((*row, *[""] * (width - len(row))) for row in rows), self.begins))

    def handle_data(self, data: str) -> None:
        if self.blank and self.mark is None and self.rows is None:
            self.begins = self.here + data[: len(data) - len(data.lstrip())].count("\n")
        self.blank = self.blank and data.isspace()
        self.text.append(data)
        if self.mark is not None and "\n" in data and self.text and "".join(self.text).strip():
            self.end_line()
