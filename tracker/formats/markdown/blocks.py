"""The blocks of a Markdown file as a tree: headings, list items, paragraphs, code, tables, each with its line.

CommonMark with tables and front matter, by markdown-it; nothing here guesses structure from the look of a line.
"""

from __future__ import annotations

import re
from typing import Any, Literal

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from mdit_py_plugins.front_matter import front_matter_plugin

from tracker.core.errors import RoadmapFileError
from tracker.core.importing.stages import Part, untold
from tracker.formats.markdown.boxes import Box, box, holds_box
from tracker.formats.markdown.words import Parser
from tracker.formats.outline_builder import DEEPEST

_MOST_BLOCKS = 300_000  # a file of 100,000 boxes has half of it; beyond this a hostile one would run for minutes
_TOLD_EVERY = 1_000  # blocks
_ROW = 3  # as many blocks a row of a table takes the room of
_CONTAINERS = r"[ \t>*+\-\d.)]*"  # what may stand before a block in its line
_LEVELS = 2 * DEEPEST  # of the parser, which counts a list and its item as two


class Block:
    """One block. `text` is its Markdown, not yet read; `boxed` is true where it or a block below it can be ticked."""

    __slots__ = ("box", "boxed", "children", "kind", "level", "lines", "rows", "text")

    def __init__(self, kind: str, lines: list[int], text: str = "") -> None:
        self.kind = kind
        self.lines = lines  # the first, counted from 0, and the one behind the last
        self.level = 0  # of a heading, 1 to 6
        self.text = text
        self.box: Box | None = None  # that an item begins with
        self.boxed = False
        self.children: list[Block] = []
        self.rows: list[list[str]] = []  # of a table: the cells of each row, header first

    @property
    def line(self) -> int:
        """The first line, counted from 1."""
        return self.lines[0] + 1

    @property
    def end(self) -> int:
        """The last line, counted from 1."""
        return self.lines[1]


class Page:
    """A file taken apart. `references` are its link definitions; `meta` is its front matter as it stands there."""

    def __init__(self, root: Block, lines: list[str], references: dict[str, Any], meta: str) -> None:
        self.root = root
        self.lines = lines
        self.references = references
        self.meta = meta


def blocks(text: str, part: Part = untold) -> Page:
    """The page of `text`. Raises `RoadmapFileError` when it nests too deeply or holds too many blocks."""
    text = re.sub(r"\r\n?", "\n", text)
    lines = text.split("\n")
    env: dict[str, Any] = {}
    parser = _parser(text, {line.rstrip(" \t")[-1:] for line in lines}, part)
    state = _Growing(text, parser, env)
    parser.block.tokenize(state, 0, state.lineMax)
    state.push("end", "", 0)
    return Page(state.root, lines, env.get("references", {}), state.meta)


def _parser(text: str, endings: set[str], part: Part) -> Parser:
    """A parser of blocks only, without the rules that nothing in `text` can set off: each costs on every line.

    `endings` are the signs that its lines end with.
    """
    parser = Parser("commonmark", {"maxNesting": _LEVELS})
    parser.enable("table").use(front_matter_plugin)
    signs = {
        "table": "|" in text,
        "fence": "```" in text or "~~~" in text,
        "blockquote": bool(re.search(rf"^{_CONTAINERS}>", text, re.MULTILINE)),
        "html_block": bool(re.search(rf"^{_CONTAINERS}<", text, re.MULTILINE)),
        "reference": "]:" in text,
        "hr": not endings.isdisjoint("-_*"),
        "lheading": not endings.isdisjoint("-="),
        "front_matter": text.startswith("---"),
    }
    parser.disable([rule for rule, needed in signs.items() if not needed])
    left = _MOST_BLOCKS

    def budget(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
        nonlocal left
        left -= _ROW if silent else 1
        if left % _TOLD_EVERY == 0:
            part(start / state.lineMax)
        if left < 0:
            raise RoadmapFileError(f"this file has more than {_MOST_BLOCKS:,} lines and blocks; that is no roadmap")
        return False

    parser.block.ruler.before("code", "budget", budget, {"alt": ["blockquote"]})  # silently asked for rows of tables
    return parser


_LEAVES = {"fence": "code", "code_block": "code", "html_block": "html"}
_KINDS = {"heading": "heading", "paragraph": "paragraph", "list_item": "item", "blockquote": "quote", "table": "table"}
_OPENING = {f"{name}_open": kind for name, kind in _KINDS.items()}
_CLOSING = frozenset(f"{name}_close" for name in _KINDS)


def _open(child: Block, token: Token) -> None:
    if token.level >= _LEVELS - 1 and child.kind in {"item", "quote"}:  # the parser leaves out what stands below
        raise RoadmapFileError(f"this file nests more than {DEEPEST} levels deep (line {child.line})")
    if child.kind == "heading":
        child.level = int(token.tag[1])


def _words(here: Block, text: str) -> None:
    """Text of a heading or paragraph, or of the next cell of a table."""
    if here.kind == "table":
        here.rows[-1].append(text)
        here.boxed = here.boxed or holds_box(text)
    else:
        here.text = text


def _box(item: Block) -> Box | None:
    first = item.children[0] if item.children else None
    return box(first.text) if first is not None and first.kind == "paragraph" else None


class _Growing(StateBlock):
    """The parser's state, which grows blocks at once instead of keeping half a million tokens to make them of.

    One token serves all: what a rule writes into it is taken over before the next rule asks for one. No rule looks
    back at tokens but that of lists, to tell whether they are tight, which matters to who shows them only.
    """

    def __init__(self, text: str, parser: Parser, env: dict[str, Any]) -> None:
        super().__init__(text, parser, env, [])
        self.root = Block("page", [0, 0])
        self.meta = ""
        self._stack = [self.root]
        self._token = Token("", "", 0)

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """The token for a rule to write into, after what the rule before it has written is taken over."""
        token, stack = self._token, self._stack
        here, kind = stack[-1], token.type
        if kind in _CLOSING:
            stack.pop()
            if here.kind == "item":
                here.box = _box(here)
            here.boxed = here.boxed or here.box is not None
            stack[-1].boxed |= here.boxed
        elif kind in _OPENING:
            child = Block(_OPENING[kind], token.map or [0, 0])
            _open(child, token)
            here.children.append(child)
            stack.append(child)
        elif kind == "inline":
            _words(here, token.content)
        elif kind in _LEAVES:
            here.children.append(Block(_LEAVES[kind], token.map or [0, 0], token.content))
        elif kind == "tr_open":
            here.rows.append([])
        elif kind == "front_matter":
            self.meta = token.content
        token.type, token.tag, token.nesting = ttype, tag, nesting
        if nesting < 0:
            self.level -= 1
        token.level = self.level
        if nesting > 0:
            self.level += 1
        return token

    def getLines(self, begin: int, end: int, indent: int, keepLastLF: bool) -> str:  # noqa: N802, N803  the parser's
        """Lines without their indent: in one slice where it is one line, indented by as much and without tabs."""
        start = self.bMarks[begin]
        if end - begin == 1 and not keepLastLF and self.tShift[begin] == indent:
            line = self.src[start : self.eMarks[begin]]
            if "\t" not in line:
                return line[indent:]
        return super().getLines(begin, end, indent, keepLastLF)
