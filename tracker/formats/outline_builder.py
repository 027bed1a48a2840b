"""Building an outline: readers fill drafts from files, and `outline` turns them into safe, frozen values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tracker.core.address import web
from tracker.core.errors import RoadmapFileError
from tracker.core.importing.outline import Item, Outline, Warned
from tracker.core.roadmap.model import Level, Link, Mark, Rule
from tracker.core.text import plain, plain_lines, plural
from tracker.formats.address import Addresses

DEEPEST = 50  # levels; real files have up to nine, and every function that walks a tree may recurse this far
MOST_ITEMS = 300_000  # topics and groups of one file; every tree on the screen and in the store is as large
LONGEST_TITLE = 500  # characters; real files have up to 390
LONGEST_NOTE = 50_000
_MOST_NAMED = 100  # headings in a warning
_LONGEST_SUMMARY = 300
_LONGEST_ABOUT = 500_000


@dataclass(slots=True)
class Draft:
    """A topic (with a mark) or a group (without), filled by a reader. Its texts are still as in the file."""

    title: str
    line: int = 0
    mark: Mark | None = None
    anchor: str = ""
    level: Level | None = None
    hours: float = 0.0
    done_when: str = ""
    done_at: str = ""
    guessed: bool = False
    rule: Rule = Rule.ALL
    optional: bool = False
    chosen: bool = False
    months: float = 0.0
    cost: str = ""
    hardware: str = ""
    notes: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    children: list[Draft] = field(default_factory=list)


class _Anchors:
    """The ids in a file. An id that stands for two titles is kept for the first one only."""

    def __init__(self) -> None:
        self.titles: dict[str, str] = {}

    def take(self, anchor: str, title: str) -> str:
        """`anchor` made safe, or "" where another title has it already."""
        if not anchor:
            return ""
        safe = plain(anchor)
        return safe if self.titles.setdefault(safe, title) == title else ""


class _Finish:
    """Turns drafts into items and collects the warnings."""

    def __init__(self, warnings: list[Warned]) -> None:
        self.warnings = warnings
        self.count = 0
        self.left_out: list[Draft] = []  # groups in which nothing stands
        self.anchors = _Anchors()
        self.addresses = Addresses(warnings)

    def items(self, parent: Draft, depth: int) -> tuple[Item, ...]:
        """The children of `parent`, without the groups that hold no topic: their text goes to the note of `parent`."""
        if depth > DEEPEST and parent.children:
            line = parent.children[0].line
            raise RoadmapFileError(f"this file nests more than {DEEPEST} levels deep (line {line})")
        items: list[Item] = []
        for child in parent.children:
            below = self.items(child, depth + 1)
            title, rest = self.title(child)
            if child.mark is None and not below:
                if title and child.line:
                    self.left_out.append(child)
                parent.notes.extend(_prose(child, title))
            elif not title:
                if child.mark is not None:
                    self.warnings.append(Warned(child.line, "a box without a title", skipped=True))
                parent.notes.extend(child.notes)
                parent.links.extend(child.links)
                items.extend(below)
            else:
                items.append(self.item(child, title, rest, below))
        return tuple(items)

    def warn_of_left_out(self) -> None:
        """Add one warning that names the groups without topics: their titles and texts are kept as notes."""
        if self.left_out:
            named = [f'"{plain(draft.title)[:60]}" (line {draft.line})' for draft in self.left_out[:_MOST_NAMED]]
            more = f" and {len(self.left_out) - _MOST_NAMED:,} more" if len(self.left_out) > _MOST_NAMED else ""
            what = f"{plural(len(self.left_out), 'heading')} without topics below, kept as text"
            self.warnings.append(Warned(0, f"{what}: {', '.join(named)}{more}"))

    def title(self, draft: Draft) -> tuple[str, str]:
        """The title as one safe line, and the whole title where it had to be cut."""
        title = plain(draft.title)
        if len(title) <= LONGEST_TITLE:
            return title, ""
        self.warnings.append(Warned(draft.line, f"a title of {len(title):,} characters was cut; its note has it all"))
        return title[: LONGEST_TITLE - 1].rstrip() + "…", title

    def item(self, draft: Draft, title: str, rest: str, below: tuple[Item, ...]) -> Item:
        """The item of a draft, with all its texts made safe to store and to show."""
        self.count += 1
        if self.count > MOST_ITEMS:
            raise RoadmapFileError(f"this file has more than {MOST_ITEMS:,} topics and groups; no roadmap has")
        notes = [rest, *draft.notes] if rest else draft.notes
        note = plain_lines("\n".join(notes)).strip("\n") if notes else ""
        if len(note) > LONGEST_NOTE:
            self.warnings.append(Warned(draft.line, f"a note of {len(note):,} characters was cut"))
            note = note[: LONGEST_NOTE - 1] + "…"
        return Item(
            title,
            draft.mark,
            self.anchors.take(draft.anchor, title),
            draft.level,
            draft.hours,
            plain(draft.done_when) if draft.done_when else "",
            note,
            self.addresses.links(draft.links, draft.line) if draft.links else (),
            draft.done_at,
            draft.guessed,
            draft.line,
            below,
            draft.rule,
            draft.optional,
            draft.chosen,
            draft.months,
            plain(draft.cost),
            plain(draft.hardware),
        )


def outline(
    name: str,
    root: Draft,
    warnings: list[Warned],
    bullets: frozenset[str] = frozenset(),
) -> Outline:
    """The outline of `root`: its title is the roadmap's, its children are the items.

    Raises `RoadmapFileError` when the tree is deeper than `DEEPEST` levels.
    """
    finish = _Finish(warnings)
    items = finish.items(root, 1)
    finish.addresses.warn_of_relative()
    finish.warn_of_left_out()
    prose = [*root.notes, *_written(root.links)]
    summary, about = _parts(plain_lines("\n".join(prose)).strip("\n"))
    sorted_warnings = sorted(warnings, key=lambda warned: warned.line)
    title = finish.title(root)[0]
    return Outline(name, title, items, tuple(sorted_warnings), bullets, summary=summary, about=about)


def _parts(text: str) -> tuple[str, str]:
    """The first paragraph as one line, where it is short enough for a list, and the rest of the text."""
    first, _, rest = text.partition("\n\n")
    line = " ".join(first.split("\n"))
    summary, about = (line, rest.strip("\n")) if len(line) <= _LONGEST_SUMMARY else ("", text)
    return summary, about if len(about) <= _LONGEST_ABOUT else about[: _LONGEST_ABOUT - 1] + "…"


def _prose(group: Draft, title: str) -> Iterator[str]:
    """The text of a group that holds nothing to tick."""
    yield ""
    yield title
    yield from group.notes
    yield from _written(group.links)


def _written(links: list[Link]) -> Iterator[str]:
    return (f"{link.title} {link.url}" if link.title != link.url else link.url for link in links if web(link.url))


def tick_leaves(draft: Draft) -> None:
    """Make topics of the drafts without others below, where a program marks only what is done."""
    for child in draft.children:
        if not child.children:
            child.mark = child.mark or Mark.TODO
        tick_leaves(child)


def drop_empty(draft: Draft) -> None:
    """Remove the groups that hold nothing at all: an export writes them too."""
    for child in draft.children:
        drop_empty(child)
    draft.children = [child for child in draft.children if child.mark or child.children or child.notes or child.links]


def goes_round(draft: Draft, parent: Draft, above: Mapping[int, Draft]) -> bool:
    """Whether `draft` would stand below itself or too deep with this parent; `above` has the parents found so far."""
    here: Draft | None = parent
    for _ in range(DEEPEST):
        if here is None or here is draft:
            return here is draft
        here = above.get(id(here))
    return True
