"""What HTML in a Markdown file says of the tree: parts that fold, boxes, and tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html.parser import HTMLParser
from typing import NamedTuple

from tracker.core.roadmap.model import Mark

_SPECIAL = re.compile(r"<(?:/?details|summary|input|table)\b", re.IGNORECASE)
_CELLS = frozenset(("td", "th"))
_LINES = frozenset(("li", "p", "br", "div", "ul", "ol", "tr", "label", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd"))
_LONGEST_ADDRESS = 2_000


class Fold(NamedTuple):
    """A part that folds begins, with the words of its summary; or the last one ends, where `title` is None."""

    title: str | None
    line: int


class Ticked(NamedTuple):
    """A box with the words behind it; links are Markdown."""

    mark: Mark
    words: str
    line: int


class Rows(NamedTuple):
    """A table: the cells of each row, as Markdown."""

    rows: tuple[tuple[str, ...], ...]
    line: int


class Words(NamedTuple):
    """A line of other text."""

    words: str
    line: int


Part = Fold | Ticked | Rows | Words


def parts(html: str, line: int) -> Sequence[Part] | None:
    """The parts of a block of HTML that begins on `line`; None where it has neither folds, boxes nor tables."""
    if not _SPECIAL.search(html):
        return None
    parser = _Parser(line)
    parser.feed(html)
    parser.close()
    parser.end_line()
    return parser.found


class _Parser(HTMLParser):
    def __init__(self, line: int) -> None:
        super().__init__(convert_charrefs=True)
        self.first = line
        self.found: list[Part] = []
        self.text: list[str] = []
        self.mark: Mark | None = None
        self.begins = line
        self.rows: list[list[str]] | None = None
        self.href = ""
        self.summary = False
        self.folds = 0

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
        if self.mark is not None:
            self.found.append(Ticked(self.mark, words, self.begins))
        elif words:
            self.found.append(Words(words, self.begins))
        self.mark, self.begins = None, self.here

    def words(self) -> str:
        """The text that was collected, in one line."""
        words = " ".join("".join(self.text).split())
        self.text = []
        return words

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "input" and values.get("type", "").casefold() == "checkbox":
            mark = Mark.DONE if "checked" in values and values["checked"] != "false" else Mark.TODO
            if self.rows is not None:
                self.text.append("[x]" if mark is Mark.DONE else "[ ]")
            else:
                self.end_line()
                self.mark, self.begins = mark, self.here
        elif tag == "details":
            self.end_line()
            self.folds += 1
            self.found.append(Fold("", self.here))
        elif tag == "summary":
            self.end_line()
            self.summary = True
        elif tag == "table":
            self.end_line()
            self.rows = []
            self.begins = self.here
        elif self.rows is not None and tag == "tr":
            self.rows.append([])
        elif self.rows is not None and tag in _CELLS:
            self.text = []
        elif tag == "a":
            self.href = values.get("href", "")[:_LONGEST_ADDRESS]
            self.text.append("[" if self.href else "")
        elif tag in _LINES and not (tag == "label" and self.mark is not None):
            self.end_line()

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
        elif tag == "details":
            self.end_line()
            self.found.append(Fold(None, self.here))
        elif tag in _CELLS and self.rows:
            self.rows[-1].append(self.words())
        elif tag == "table" and self.rows is not None:
            rows = [row for row in self.rows if any(row)]
            width = max(map(len, rows), default=0)
            full = tuple((*row, *[""] * (width - len(row))) for row in rows)
            self.rows = None
            self.words()
            if full:
                self.found.append(Rows(full, self.begins))
        elif tag in _LINES:
            self.end_line()

    def handle_data(self, data: str) -> None:
        self.text.append(data)
        if self.mark is not None and "\n" in data and self.text and "".join(self.text).strip():
            self.end_line()
