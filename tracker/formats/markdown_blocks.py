"""The blocks of a Markdown file as a tree: headings, list items, paragraphs, code, tables, each with its line.

CommonMark with tables and front matter, by markdown-it; nothing here guesses structure from the look of a line.
"""

from __future__ import annotations

import re
from typing import Any

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from mdit_py_plugins.front_matter import front_matter_plugin

from tracker.core.errors import RoadmapFileError
from tracker.formats.boxes import box, holds_box
from tracker.formats.draft import DEEPEST
from tracker.formats.markdown_words import Parser

_MOST_BLOCKS = 300_000  # a file of 100,000 boxes has half of it; beyond this a hostile one would run for minutes
_ROW = 3  # as many blocks a row of a table takes the room of
_LEVELS = 2 * DEEPEST  # of the parser, which counts a list and its item as two


class Block:
    """One block. `text` is its Markdown, not yet read; `boxed` is true where it or a block below it can be ticked."""

    __slots__ = ("boxed", "children", "end", "kind", "level", "line", "rows", "text")

    def __init__(self, kind: str, line: int, end: int = 0, level: int = 0, text: str = "") -> None:
        self.kind = kind
        self.line = line  # counted from 1
        self.end = end  # the last line
        self.level = level  # of a heading, 1 to 6
        self.text = text
        self.boxed = False
        self.children: list[Block] = []
        self.rows: list[list[str]] = []  # of a table: the cells of each row, header first


class Page:
    """A file taken apart. `references` are its link definitions; `meta` is its front matter as it stands there."""

    def __init__(self, root: Block, lines: list[str], references: dict[str, Any], meta: str) -> None:
        self.root = root
        self.lines = lines
        self.references = references
        self.meta = meta


def blocks(text: str) -> Page:
    """The page of `text`. Raises `RoadmapFileError` when it nests too deeply or holds too many blocks."""
    text = re.sub(r"\r\n?", "\n", text)
    env: dict[str, Any] = {}
    root, meta = _tree(_parser(text).parse(text, env))
    return Page(root, text.split("\n"), env.get("references", {}), meta)


def _parser(text: str) -> Parser:
    """A parser of blocks only, without the rules that nothing in `text` can set off: each costs on every line."""
    parser = Parser("commonmark", {"maxNesting": _LEVELS})
    parser.enable("table").use(front_matter_plugin)
    parser.core.ruler.enableOnly(["normalize", "block"])
    signs = {
        "table": "|" in text,
        "fence": "```" in text or "~~~" in text,
        "blockquote": ">" in text,
        "html_block": "<" in text,
        "reference": "]:" in text,
        "hr": bool(re.search(r"[-_*][ \t]*$", text, re.MULTILINE)),
        "lheading": bool(re.search(r"[-=][ \t]*$", text, re.MULTILINE)),
        "front_matter": text.startswith("---"),
    }
    parser.disable([rule for rule, needed in signs.items() if not needed])
    left = _MOST_BLOCKS

    def budget(_state: StateBlock, _start: int, _end: int, silent: bool) -> bool:
        nonlocal left
        left -= _ROW if silent else 1
        if left < 0:
            raise RoadmapFileError(f"this file has more than {_MOST_BLOCKS:,} lines and blocks; that is no roadmap")
        return False

    parser.block.ruler.before("code", "budget", budget, {"alt": ["blockquote"]})  # silently asked for rows of tables
    return parser


def _tree(tokens: list[Token]) -> tuple[Block, str]:
    root, meta = Block("page", 1), ""
    stack = [root]
    for token in tokens:
        here, kind = stack[-1], token.type
        if kind == "inline":
            _words(here, token.content)
        elif kind in _LEAVES:
            here.children.append(_block(_LEAVES[kind], token))
            here.children[-1].text = token.content
        elif kind == "front_matter":
            meta = token.content
        elif kind == "tr_open":
            here.rows.append([])
        elif kind in _OPENING:
            _open(stack, _OPENING[kind], token)
        elif kind in _CLOSING:
            stack.pop()
            here.boxed = here.boxed or _is_box(here)
            stack[-1].boxed |= here.boxed
    return root, meta


_LEAVES = {"fence": "code", "code_block": "code", "html_block": "html"}
_KINDS = {"heading": "heading", "paragraph": "paragraph", "list_item": "item", "blockquote": "quote", "table": "table"}
_OPENING = {f"{name}_open": kind for name, kind in _KINDS.items()}
_CLOSING = frozenset(f"{name}_close" for name in _KINDS)


def _open(stack: list[Block], kind: str, token: Token) -> None:
    child = _block(kind, token)
    if token.level >= _LEVELS - 1 and kind in {"item", "quote"}:  # the parser leaves out what stands below
        raise RoadmapFileError(f"this file nests more than {DEEPEST} levels deep (line {child.line})")
    if kind == "heading":
        child.level = int(token.tag[1])
    stack[-1].children.append(child)
    stack.append(child)


def _words(here: Block, text: str) -> None:
    """Text of a heading or paragraph, or of the next cell of a table."""
    if here.kind == "table":
        here.rows[-1].append(text)
        here.boxed = here.boxed or holds_box(text)
    else:
        here.text = text


def _is_box(block: Block) -> bool:
    first = block.children[0] if block.kind == "item" and block.children else None
    return first is not None and first.kind == "paragraph" and box(first.text) is not None


def _block(kind: str, token: Token) -> Block:
    start, end = token.map or (0, 0)
    return Block(kind, start + 1, end)
