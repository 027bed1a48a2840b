"""Whatever a store can hold goes out in each format that comes back, and comes back the same."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tracker.core.address import web
from tracker.core.importing.build import build_roadmap
from tracker.core.importing.outline import Item, Outline, walk
from tracker.core.journal.events import State
from tracker.core.progress.measure import measure
from tracker.core.roadmap.document import Document
from tracker.core.roadmap.model import Level, Link, Mark, Rule
from tracker.core.text import plain, plain_lines
from tracker.formats import detect
from tracker.formats.address import KIND
from tracker.formats.json import writer as json_format
from tracker.formats.markdown import writer as markdown
from tracker.formats.opml import writer as opml_export
from tracker.formats.org import writer as org_export
from tracker.formats.toml import roadmap as own_toml

WRITERS: dict[str, Any] = {
    "md": markdown,
    "json": json_format,
    "org": org_export,
    "opml": opml_export,
    "toml": own_toml,
}
PIECES = st.sampled_from(
    [
        "TODO ", "DONE", "COMMENT", "[#A] ", "[2/5]", " :tag:", "**", "_", "`", "~~", "~", "<b>", "&amp;", "&",
        "\\", "|", "#", "# ", "#+end_quote", "#+begin_src", "#+TITLE: x", "# -*- x", ":END:", ":PROPERTIES:",
        "CLOSED: [2024-01-02]", "- ", "+ ", "* ", "** ", "- [ ] ", "[x] ", "1. ", "12) ", "> ", "```", "    ", "  ",
        "---", "===", ": ", "Done when: ", " (basic · 2 h)", " (any of)", "(useful)", " (counts)", "<!-- x/y -->",
        "-->", " ^block", "[a](b)", "[[a][b]]", "https://example.org/?a=1&b=2", "<https://a.org>",
        "[r]: http://a.org", "[[children]]", 'format = "tracker-roadmap"', '"', "'", "=1+1",
        "50 % · 1 of 2 topics · 3 h left", "<details>", "$x$", "👩\u200d🚀", "שלום", "知", "\u00a0", "\u3000", ",*",
        "a", "b", "Z", "0", " ", "=", "/", "(", ")", "[", "]", "{", "}", "!", ".", "\\n", "%20", "“", "”",
    ]
)  # fmt: skip
ANYTHING = st.text(st.characters(codec="utf-8"), max_size=12)
TEXTS = st.lists(PIECES | ANYTHING, max_size=5).map("".join)
TITLES = TEXTS.map(lambda text: plain(text) or "A")
NOTES = st.lists(TEXTS, max_size=4).map("\n".join).map(plain_lines).map(lambda text: text.strip("\n"))
ADDRESSES = TEXTS.map(lambda text: web(f"https://example.org/{''.join(plain(text).split())}"))
KINDS = st.sampled_from([KIND, "book", "video", "Opensource", "data set", "x", "a:b", "x" * 30, "*", "Done when"])
LINKS = st.lists(
    st.tuples(KINDS, TITLES, ADDRESSES).map(lambda parts: Link(*parts, checked=False)),
    max_size=2,
    unique_by=lambda link: link.url,
).map(tuple)
HOURS = st.sampled_from([0.0, 0.5, 2.0, 1 / 3, 1e-5, 12345.678, 100_000.0]) | st.floats(0, 100_000)
MARKS, LEVELS = st.sampled_from(Mark), st.sampled_from([None, *Level])
ROOM = st.just("")
TOPICS = st.tuples(TITLES, MARKS, LEVELS, HOURS, ROOM | TEXTS.map(plain), ROOM | NOTES, LINKS).map(
    lambda parts: Item(parts[0], parts[1], "", *parts[2:])
)
GROUPS = st.tuples(TITLES, ROOM | NOTES, st.sampled_from(Rule), st.booleans()).map(
    lambda parts: Item(parts[0], note=parts[1], rule=parts[2], optional=parts[3])
)
TREES = st.recursive(
    TOPICS,
    lambda below: st.tuples(TOPICS | GROUPS, st.lists(below, min_size=1, max_size=3)).map(
        lambda parts: parts[0]._replace(children=tuple(parts[1]))
    ),
    max_leaves=6,
)
OUTLINES = st.tuples(TITLES, st.lists(TREES, min_size=1, max_size=3)).map(
    lambda parts: Outline("own", parts[0], _with_ids(parts[1]))
)


def _with_ids(items: list[Item]) -> tuple[Item, ...]:
    """The items with an id for every topic, as each topic of a store has one."""
    numbers = count()

    def named(item: Item) -> Item:
        id_ = f"own/k~{next(numbers)}" if item.mark else ""
        return item._replace(anchor=id_, children=tuple(map(named, item.children)))

    return tuple(map(named, items))


def kept(outline: Outline) -> Document:
    """The outline as a store has it."""
    ids = [item.anchor or f"own/g{number}" for number, (_, item) in enumerate(walk(outline.items))]
    imported = build_roadmap(outline, "own", outline.title, ids)
    state = State(imported.marks, imported.notes)
    return Document(measure(imported.roadmap, state.marks, {}), imported.cards, state.notes)


def facts(outline: Outline) -> Iterator[object]:
    """What a person has of each item."""
    for depth, item in walk(outline.items):
        yield depth, item.title, item.mark, item.note, item.rule, item.optional
        if item.mark:
            yield item.anchor, item.level, item.hours, item.done_when, item.links


def single(title: str = "A", note: str = "", **more: Any) -> Outline:
    """An outline of one topic in a group of the same title and note."""
    topic = Item(title, Mark.DOING, note=note, **more)
    return Outline("own", title, _with_ids([Item(title, note=note, children=(topic,))]))


@pytest.mark.parametrize("format_", WRITERS)
@settings(max_examples=60, deadline=None)
@given(outline=OUTLINES)
@example(single(note='[[children]]\nformat = "tracker-roadmap"'))
@example(single(note=":PROPERTIES:\n:ID: other\n:TITLE: other\n:END:\n  #+end_quote\n ,* TODO x\n#+TODO: A B"))
@example(single(note="50 % · 1 of 2 topics · 3 h left"))
@example(single(note="\u00a0no-break\n  \u3000ideographic\n\u200bof no width\n    code\n\n\n- item"))
@example(single(note=f"{'a_b *c* ' * 2_000}.\n{'[x](y) ' * 1_000}."))
@example(single(title="“ \ue000[x]\ue001 ”"))
@example(single(title="https://example.org/?a=1&b=2", done_when="- [x] https://example.org"))
@example(single(links=(Link("a: b", "[t] \\[", "https://example.org/[a]\\<b>&amp;\\", checked=False),)))
@example(single(hours=1 / 3))
def test_any_roadmap_comes_back_the_same(format_: str, outline: Outline) -> None:
    text = WRITERS[format_].write(kept(outline))
    back = detect.read(text.encode(), f"x.{format_}")
    assert (back.title, list(facts(back))) == (outline.title, list(facts(outline)))
