"""Warnings before an import is saved: lines that look like boxes and are none, and ticks that look like quiz answers.

Only these warnings judge a line by its look; everything else is read by the rules of Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from tracker.core.importing.outline import Warned
from tracker.core.roadmap.model import Mark
from tracker.formats.markdown.blocks import Page
from tracker.formats.outline_builder import Draft

_LOOK = re.compile(r"[\s>]*(?:[-*+]|\d{1,9}[.)])?\s*\[([ xX]?)\](?![(\[:])")
_ROUND = re.compile(r"[\s>]*(?:[-*+]|\d{1,9}[.)])[ \t]+\([ x]\)[ \t]+\S")
_ODD = re.compile(r"[\s>]*(?:[-*+]|\d{1,9}[.)]|#{1,6})[ \t]+\[ ?[^\d\[\]]\ufe0f? ?\][ \t]+[^\s(]")
_BALLOT = re.compile(r"[\s>]*(?:[-*+]|\d{1,9}[.)])?[ \t]*[☐☑☒]\ufe0f?[ \t]+\S")
_MARKER = re.compile(r"[\s>]*(?:[-*+]|\d{1,9}[.)])")
BARE = re.compile(r"[\s>]*\[[ xX]\][ \t]+\S", re.MULTILINE)
"""The beginning of a line that has a box and no bullet before it."""
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
        Warned(number, f"looks like a box and is none: {_reason(line, hidden.get(number, ''))}", skipped=True)
        for number, line in enumerate(page.lines, 1)
        if number not in taken and _is_lookalike(line, hidden.get(number) == _IN_CODE, letters=page.style.letters)
    ]
    if len(warnings) > _MOST:
        more = len(warnings) - _MOST
        warnings[_MOST:] = [Warned(warnings[_MOST].line, f"{more:,} more lines look like boxes and are none")]
    return warnings


def _is_lookalike(line: str, is_code: bool, *, letters: bool) -> bool:
    if "[" in line and (looks_like_box(line) or (not is_code and BARE.match(line))):
        return True
    if (letters and "[" in line and _ODD.match(line)) or (not is_code and _BALLOT.match(line)):
        return True
    return not is_code and ("( )" in line or "(x)" in line) and _ROUND.match(line) is not None


def _reason(line: str, hidden: str) -> str:
    if hidden:
        return hidden
    before = line.partition("[")[0]
    reasons = (
        (_BALLOT.match(line), "other lines have boxes in brackets"),
        (_ROUND.match(line), "its brackets are round"),
        (BARE.match(line), "no bullet before it"),
        ("[]" in line, "nothing stands between the brackets"),
        (line.rstrip().endswith("]"), "no text behind it"),
        ("\u00a0" in before, "no-break spaces before it"),
        (not re.match(r"[\s>]*\S+\s", before), "no space before it"),
        (_ODD.match(line) and not _LOOK.match(line), "its mark is unknown"),
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
