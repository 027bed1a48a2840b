"""What Logseq and Obsidian write into a list beside the tasks: properties, drawers, and a task for each repetition."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator

from tracker.core.roadmap.model import Mark
from tracker.formats.outline_builder import Draft

_DRAWER = re.compile(r"\s*:[A-Za-z_-]+:\s*")
_PROPERTY = re.compile(r"\s*[\w.-]{1,60}:: ?")


def without_drawers(lines: Iterable[str]) -> Iterator[str]:
    """The lines of a block without its drawers, such as the times between :LOGBOOK: and :END:."""
    inside = False
    for line in lines:
        if _DRAWER.fullmatch(line):
            inside = line.strip().upper() != ":END:"
        elif not inside:
            yield line


def without_properties(text: str, root: Draft) -> str:
    """A paragraph without its properties, `collapsed:: true`; `title::` is the title of `root` where it has none."""
    kept = []
    for line in without_drawers(text.split("\n")):
        if not _PROPERTY.match(line):
            kept.append(line)
        elif line.strip().startswith("title::") and not root.title:
            root.title = line.partition("::")[2].strip()
    return "\n".join(kept)


def join_repeated(parent: Draft, repeating: Container[int]) -> None:
    """Make one topic of a repeated task that stands under `parent` open, and again for each time it was done.

    `repeating` are the identities of drafts that begin again once they are done.
    """
    first: dict[str, Draft] = {}
    kept = []
    for draft in parent.children:
        join_repeated(draft, repeating)
        known = first.setdefault(draft.title, draft) if draft.mark is not None else draft
        if known is draft or not (id(known) in repeating or id(draft) in repeating):
            kept.append(draft)
            continue
        if known.mark is not draft.mark:
            known.mark = Mark.TODO
        known.done_at = max(known.done_at, draft.done_at)
        known.notes += [note for note in draft.notes if note not in known.notes]
        known.children += draft.children
    parent.children = kept
