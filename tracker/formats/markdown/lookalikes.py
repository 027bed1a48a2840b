"""Warnings before an import is saved: lines that look like boxes and are none, and ticks that look like quiz answers.

Only these warnings judge a line by its look; everything else is read by the rules of Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable

from tracker.core.importing.outline import Warned
from tracker.core.roadmap.model import Mark
from tracker.formats.markdown.blocks import Page
from tracker.formats.markdown.boxes import TEXT, begins_with_keyword, holds_input
from tracker.formats.outline_builder import Draft
from tracker.formats.table.status import sign_mark, status

_BEFORE = r"[\s>]*(?:<!--\s*)?(?::[ \t]+)?"  # a quotation, a comment, or the body of a definition
_BULLET = rf"{_BEFORE}(?:[-*+]|\d{{1,9}}[.)])"
_LOOK = re.compile(rf"{_BEFORE}(?:[-*+]|\d{{1,9}}[.)])?\s*\[([ xX/~✓✔√?!*<>+-]?)\](?:\s|\Z|{TEXT})")
_ROUND = re.compile(rf"{_BULLET}[ \t]+\([ x]\)[ \t]+\S")
_ODD = re.compile(rf"(?:{_BULLET}|[\s>]*#{{1,6}})[ \t]+\[ ?([^\[\]]\ufe0f?) ?\][ \t]*{TEXT}")
_WORD = re.compile(rf"{_BULLET}[ \t]+\[([^\[\]]{{2,20}})\][ \t]*{TEXT}")
_BEHIND = re.compile(rf"{_BULLET}[ \t]+[^\s\[].*\s\[[ xX]\]\s*")
_STRUCK = re.compile(rf"{_BULLET}[ \t]+~~[^~]+~~\s*")
_SIGN = re.compile(rf"{_BULLET}[ \t]+")
_BALLOT = re.compile(r"[\s>]*[☐☑☒]\ufe0f?[ \t]+\S")
_DEFINED = re.compile(r"[\s>]*:[ \t]+\[[ xX]\]")
_MARKER = re.compile(_BULLET)
BARE = re.compile(rf"[\s>]*\[[ xX/~-]\](?:[ \t]+\S|{TEXT})", re.MULTILINE)
"""The beginning of a line that has a box and no bullet before it."""
_OTHERS = "other lines have boxes in brackets"
_IN_CODE = "inside a code block"
_MOST = 500  # warnings of one kind; one more line says how many were left out
_FEWEST_QUESTIONS = 5
_ANSWERED = 0.9  # share of groups with exactly one tick; measured: 1.0 in a quiz, at most 0.5 in 18 lists of progress


def looks_like_box(line: str) -> bool:
    """True when `line` begins as a task does, bullet included."""
    return _MARKER.match(line) is not None and _LOOK.match(line) is not None


def lookalikes(page: Page, taken: set[int]) -> list[Warned]:
    """A warning for each line that looks like a box and is not among the lines `taken` as topics."""
    hidden: dict[int, str] = {}
    stack = [page.root]
    while stack:
        block = stack.pop()
        if block.kind in {"code", "html"}:
            why = _IN_CODE if block.kind == "code" else "inside HTML"
            hidden.update(dict.fromkeys(range(block.line, block.end + 1), why))
        if block.kind == "table":
            taken = taken | set(range(block.line, block.end + 1))
        stack.extend(block.children)
    warnings = [
        Warned(number, f"looks like a box and is none: {reason}", skipped=True)
        for number, line in enumerate(page.lines, 1)
        if number not in taken and (reason := _reason(line, hidden.get(number, ""), page))
    ]
    if len(warnings) > _MOST:
        more = len(warnings) - _MOST
        warnings[_MOST:] = [Warned(warnings[_MOST].line, f"{more:,} more lines look like boxes and are none")]
    return warnings


def _reason(line: str, hidden: str, page: Page) -> str:
    """Why a line that looks like a task is none; empty for a line that does not look like one."""
    if "[" in line and (looks_like_box(line) or BARE.match(line) or _DEFINED.match(line)):
        return hidden or _reason_of_box(line)
    if page.root.boxed and begins_with_keyword(line):
        return hidden or ("it continues the text above it" if page.style.keywords else _OTHERS)
    if page.root.boxed and "[" in line and _has_other_mark(line, page.references):
        return hidden or "its mark is unknown"
    looks = (
        (("( )" in line or "(x)" in line) and _ROUND.match(line), "its brackets are round"),
        (line.rstrip().endswith("]") and _BEHIND.fullmatch(line), "its box stands behind the text"),
        (hidden in {"", _IN_CODE} and holds_input(line), "it continues the text above it"),
        ("~~" in line and _STRUCK.fullmatch(line), "it is struck out and has no box"),
        (not page.style.signs and not line.isascii() and _has_sign(line), _OTHERS),
    )
    reason = next((reason for applies, reason in looks if applies), "")
    return (hidden or reason) if reason else ""


def _has_sign(line: str) -> bool:
    start = _SIGN.match(line)
    return _BALLOT.match(line) is not None or (start is not None and sign_mark(line[start.end() :]) is not None)


def _has_other_mark(line: str, references: Container[str]) -> bool:
    """Whether something else than a mark that is known stands in brackets, and is no link: `[1]`, `[done]`, `[50%]`."""
    if match := _ODD.match(line):
        return match[1].upper() not in references
    match = _WORD.match(line)
    return match is not None and match[1].upper() not in references and status(match[1]) is not None


def _reason_of_box(line: str) -> str:
    before = line.partition("[")[0]
    reasons = (
        (BARE.match(line), "no bullet before it"),
        ("<!--" in before, "inside a comment"),
        (":" in before, "it belongs to a definition"),
        ("[]" in line, "nothing stands between the brackets"),
        (line.rstrip().endswith("]"), "no text behind it"),
        ("\u00a0" in before, "no-break spaces before it"),
        (not re.match(r"[\s>]*\S+\s", before), "no space before it"),
    )
    return next((reason for applies, reason in reasons if applies), "it continues the text above it")


def quiz(drafts: Iterable[Draft]) -> Warned | None:
    """A warning where the ticks look like the answers of a quiz: exactly one tick in most groups of the same size."""
    sizes: dict[int, int] = {}
    groups = 0
    stack = list(drafts)
    while stack:
        draft = stack.pop()
        stack.extend(draft.children)
        boxes = [child for child in draft.children if child.mark is not None]
        if draft.mark is None and len(boxes) > 1:
            groups += 1
            if sum(child.mark is Mark.DONE for child in boxes) == 1:
                sizes[len(boxes)] = sizes.get(len(boxes), 0) + 1
    if groups < _FEWEST_QUESTIONS or max(sizes.values(), default=0) < _ANSWERED * groups:
        return None
    return Warned(0, f"nearly all of {groups} groups have one tick each: these look like answers, not like progress")
