"""Our own exports read back: the same tree, the same marks, the same notes."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.core.trees import Branch, tree
from tests.formats.conftest import Line, Write, one_topic
from tracker.core.importing.outline import Item, Outline
from tracker.core.journal.events import State
from tracker.core.progress.measure import measure
from tracker.core.roadmap.document import Document
from tracker.core.roadmap.model import Card, Group, Kind, Level, Link, Mark, Roadmap, Rule, Topic
from tracker.core.text import plain, plain_lines
from tracker.formats.markdown import reader as task_list
from tracker.formats.markdown import writer as markdown

Shape = dict[str, Any]


def read_back(document: Document) -> Outline:
    return task_list.read(markdown.write(document))


def exported(document: Document, parent: int = 0) -> list[Shape]:
    """What a document says of its groups and topics; groups without a topic are none."""
    lines = []
    for place in document.tree.children(parent):
        below, node, card = exported(document, place), document.tree.nodes[place], document.card(place)
        if isinstance(node, Topic):
            links = [(link.kind, link.title, link.url) for link in card.links]
            mark, note = document.progress.mark(node.id), document.note(place)
            facts = (node.id, mark, node.level, node.hours, card.done_when, note, links)
            lines.append({"title": node.title, "facts": facts, "below": below})
        elif below:
            chosen = document.progress.is_chosen(place)
            lines.append({"title": node.title, "facts": (node.rule, node.optional, chosen), "below": below})
    return lines


def imported(items: tuple[Item, ...]) -> list[Shape]:
    """The same of an outline."""
    nodes = []
    for item in items:
        links = [(link.kind, link.title, link.url) for link in item.links]
        topic = (item.anchor, item.mark, item.level, item.hours, item.done_when, item.note, links)
        group = (item.rule, item.optional, item.chosen)
        nodes.append({"title": item.title, "facts": topic if item.mark else group, "below": imported(item.children)})
    return nodes


@pytest.mark.parametrize("roadmap", ["deckhand", "knots", "sails"])
def test_a_roadmap_comes_back_with_tree_marks_notes_links_levels_and_choices(
    small_document: Write, roadmap: str
) -> None:
    marks = {"knots/bowline": Mark.DONE, "knots/figure-eight": Mark.SKIPPED, "knots/sheet-bend": Mark.DOING}
    notes = {"knots/bowline": "Rabbit, tree, hole.\n\nPractise *blind*.\n- once\n- twice"}
    whole = small_document(roadmap, State(marks, notes, {"deckhand/drive": "sails"}))
    outline = read_back(whole)
    assert outline.title == whole.progress.roadmap.title
    assert imported(outline.items) == exported(whole)
    assert (outline.warnings, outline.summary, outline.about) == ((), "", "")


SIGNS = "\\`*_[]<>#|~&!()-+=.:1 ax\n\t"
WORDS = st.text(st.characters(codec="utf-8"), max_size=30) | st.text(st.sampled_from(SIGNS), min_size=1, max_size=20)
TITLES = WORDS.map(plain).filter(bool)


def indented(note: str) -> str:
    """A note as it can be kept: spaces are the only indent."""
    lines = plain_lines(note).strip("\n").split("\n")
    return "\n".join(" " * (len(line) - len(line.lstrip())) + line.strip() for line in lines)


NOTES = WORDS.map(indented)


@settings(max_examples=150, deadline=None)
@given(title=TITLES, done_when=WORDS.map(plain), note=NOTES)
@example("Title (basic)", "", "")
@example("Title (2 h) <!-- x -->", "Done when: x", "> quoted\n\n\n- [ ] no box\n    code\n# no heading\n===")
@example("[x] **b** (any of) ^id", "1. one", "Done when: no\n<div>\n</div>\n| a |\n[a]: b\n```\n~~~")
@example("Done when: a", "&amp; <!-- -->", "a\nb\\\n&copy;")
def test_any_words_come_back_as_they_were(title: str, done_when: str, note: str) -> None:
    [item] = read_back(one_topic(Line(title, done_when, note))).items
    assert (item.title, item.anchor, item.done_when, item.note) == (title, "own/topic", done_when, note)


@settings(max_examples=60, deadline=None)
@given(
    kind=st.from_regex(r"[a-z]{2,20}", fullmatch=True),
    title=TITLES,
    path=st.text(st.sampled_from("ab/?&=;:%()_*.~-#'"), max_size=20),
)
@example("docs", "a: b", "x_(y)?a=1&copy;=2")
def test_any_link_comes_back_as_it_was(kind: str, title: str, path: str) -> None:
    link = Link(kind, title, f"https://a.org/{path}", checked=False)
    [item] = read_back(one_topic(Line(), Card(links=(link,)))).items
    assert item.links == (link,)


@st.composite
def trees(draw: st.DrawFn, depth: int = 0, prefix: str = "n") -> tuple[Branch, ...]:
    """Groups and topics in any order, groups inside topics too, deeper than headings go."""
    nodes: list[Branch] = []
    for number in range(draw(st.integers(0 if depth else 1, 3))):
        id_ = f"{prefix}{number}"
        below = draw(trees(depth + 1, f"{id_}-")) if depth < draw(st.sampled_from([1, 3, 9])) else ()
        if draw(st.booleans()):
            level = draw(st.sampled_from([None, *Level]))
            hours = draw(st.sampled_from([0.0, 0.5, 12.0]))
            nodes.append(Branch(Topic(f"t/{id_}", f"Topic {id_}", level, hours), below))
        else:
            rule, optional = draw(st.sampled_from(list(Rule))), draw(st.booleans())
            nodes.append(Branch(Group(f"own/{id_}", f"Group {id_}", rule, optional), below))
    return tuple(nodes)


@settings(max_examples=80, deadline=None)
@given(trees(), st.randoms(use_true_random=False))
def test_trees_of_any_shape_come_back(nodes: tuple[Branch, ...], random: Any) -> None:
    roadmap = Roadmap("own", Kind.OWN, "Own", "", tree(Group("own", "Own"), *nodes))
    ids = roadmap.tree.ids()
    state = State({id_: random.choice(list(Mark)) for id_ in ids}, {id_: f"Note on {id_}\n\nEnd." for id_ in ids[::2]})
    cards = {id_: Card("It works.", (Link("docs", "Docs", f"https://a.org/{id_}"),)) for id_ in ids[::3]}
    whole = Document(measure(roadmap, state.marks, {}), cards, state.notes)
    if ids:
        assert imported(read_back(whole).items) == exported(whole)


@pytest.mark.parametrize("months", [0.0, 0.25, 1.0, 1500.0])
def test_an_export_with_months_left_is_read_as_one_too(months: float) -> None:
    option = Branch(Group("own/one", "One cloud", Rule.ANY, optional=True), (Branch(Topic("t/x", "A", months=months)),))
    roadmap = Roadmap(
        "own", Kind.OWN, "Own", "", tree(Group("own", "Own"), option, Branch(Topic("t/y", "B", months=months)))
    )
    whole = Document(measure(roadmap, {}, {}), {"t/x": Card("It works.")}, {"t/x": "- [ ] no topic"})
    outline = read_back(whole)
    assert imported(outline.items) == exported(whole)
    assert (outline.summary, outline.warnings) == ("", ())
