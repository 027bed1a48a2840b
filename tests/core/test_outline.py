"""A file of somebody else's as a tree of items."""

from __future__ import annotations

from tracker.core.importing.outline import Item, Outline, Warned, unticked, walk
from tracker.core.roadmap.model import Mark


def test_items_come_in_reading_order_with_their_depth() -> None:
    done = Item("Commit", Mark.DONE)
    git = Item("Git", children=(done, Item("Hooks", Mark.TODO, children=(Item("Client hooks", Mark.TODO),))))
    items = (git, Item("SQL", children=(Item("Joins", Mark.DOING),)))
    assert [(depth, item.title) for depth, item in walk(items)] == [
        (1, "Git"),
        (2, "Commit"),
        (2, "Hooks"),
        (3, "Client hooks"),
        (1, "SQL"),
        (2, "Joins"),
    ]


def test_an_empty_file_has_no_items() -> None:
    assert list(walk(())) == []


def test_outlines_are_not_limited_in_depth() -> None:
    item = Item("deep down", Mark.TODO)
    for n in range(5000):
        item = Item(f"level {n}", children=(item,))
    *_, (depth, last) = walk((item,))
    assert (depth, last.title) == (5001, "deep down")


def test_an_outline_without_its_ticks_is_as_if_nothing_had_been_done() -> None:
    answers = Warned(0, "these look like answers")
    below = Item("b", Mark.SKIPPED, note="kept")
    items = (Item("a", Mark.DONE, done_at="2021-03-04", children=(below,)), Item("g", children=(below,)))
    outline = unticked(Outline("markdown", "T", items, (Warned(3, "odd"), answers), answers=answers))
    fresh = below._replace(mark=Mark.TODO)
    assert outline.items == (Item("a", Mark.TODO, children=(fresh,)), Item("g", children=(fresh,)))
    assert (outline.warnings, outline.answers) == ((Warned(3, "odd"),), None)
