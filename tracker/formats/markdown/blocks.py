"""The blocks of a Markdown file as a tree: headings, list items, paragraphs, code, tables, each with its line.

CommonMark with tables and front matter, by markdown-it; nothing here guesses structure from the look of a line.
"""

from __future__ import annotations

import re
from typing import Any

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from mdit_py_plugins.footnote.index import footnote_def
from mdit_py_plugins.front_matter import front_matter_plugin

from tracker.core.errors import RoadmapFileError
from tracker.formats.markdown.boxes import Box, Style, box, holds_box, holds_input, style_of, with_bullets
from tracker.formats.markdown.words import Parser
from tracker.formats.mind_map.mermaid import is_marked
from tracker.formats.outline_builder import DEEPEST
from tracker.formats.table.status import with_signs

_MOST_BLOCKS = 300_000  # a file of 10,000 boxes has a twentieth of it; beyond this a hostile one runs for minutes
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
    """A file taken apart.

    `references` are its link definitions, `meta` is its front matter as it stands there, `style` how it marks tasks.
    """

    def __init__(self, root: Block, lines: list[str], references: dict[str, Any], meta: str, style: Style) -> None:
        self.root = root
        self.style = style
        self.lines = lines
        self.references = references
        self.meta = meta


def blocks(text: str, signs: bool = False) -> Page:
    """The page of `text`; with `signs` a sign in front of a line is its mark.

    Raises `RoadmapFileError` when it nests too deeply or holds too many blocks.
    """
    text = re.sub(r"\r\n?", "\n", text)
    env: dict[str, Any] = {}
    text = with_bullets(with_signs(text))
    style = style_of(text)
    style = style._replace(signs=style.signs or (signs and not style.letters))
    root = Block("page", [0, 0])
    stack, meta = [root], ""
    parser, tokens = _parser(), list[Token]()
    parser.block.parse(text, parser, env, tokens)  # blocks only: a line is read where it is a title or a note
    for token in tokens:
        if token.type == "front_matter":
            meta = token.content
        else:
            _take(token, stack, style)
    return Page(root, text.split("\n"), env.get("references", {}), meta, style)


def _parser() -> Parser:
    """A parser that gives up on a file of too many blocks."""
    parser = Parser("commonmark", {"maxNesting": _LEVELS})
    parser.enable("table").use(front_matter_plugin)
    parser.block.ruler.before("reference", "footnote", footnote_def, {"alt": ["paragraph", "reference"]})
    left = _MOST_BLOCKS

    def budget(_state: StateBlock, _start: int, _end: int, silent: bool) -> bool:
        nonlocal left
        left -= _ROW if silent else 1
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


def _box(item: Block, style: Style) -> Box | None:
    first = item.children[0] if item.children else None
    return box(first.text, style) if first is not None and first.kind in {"paragraph", "heading"} else None


def _take(token: Token, stack: list[Block], style: Style) -> None:
    """Add what a token says to the blocks that are open, innermost last."""
    here, kind = stack[-1], token.type
    if kind in _CLOSING:
        stack.pop()
        if here.kind == "item":
            here.box = _box(here, style)
        elif here.kind == "heading":
            here.box = box(here.text, style._replace(letters=False, signs=False))
        elif here.kind == "paragraph":
            here.boxed = holds_input(here.text)
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
        leaf = Block(_LEAVES[kind], token.map or [0, 0], token.content)
        leaf.boxed = holds_input(leaf.text) if leaf.kind == "html" else is_marked(leaf.text)
        here.children.append(leaf)
        here.boxed = here.boxed or leaf.boxed
    elif kind == "tr_open":
        here.rows.append([])
