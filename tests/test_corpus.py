"""Roadmaps in the shapes in which people write them.

The files in `corpus` are made up, each in the shape of a kind of real file. Real ones that other people wrote are no
part of the project; where a folder with them lies beside the checkout, they are tried as well.
"""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from rapidfuzz.fuzz import token_sort_ratio

from tests.formats.outlines import as_document, tree
from tracker.core.errors import RoadmapFileError
from tracker.core.importing.anchors import anchors
from tracker.core.importing.match import Plan, Stage, match
from tracker.core.importing.outline import Item, Outline, walk
from tracker.core.importing.titles import loose
from tracker.core.roadmap.model import Mark
from tracker.formats.detect import read
from tracker.formats.markdown import reader as task_list
from tracker.formats.markdown import writer as markdown

CORPUS = Path(__file__).with_name("corpus")
INPUTS = Path(__file__).parents[2] / "shared" / "inputs"
SLOWEST = 2.0
"""Seconds of the processor that one file may take, so that nothing in it grows with the square of its length."""
MADE_UP = [
    ("study-plan.md", 12, 4),
    ("study-plan-ru.md", 5, 1),
    ("checklist-ar.md", 2, 1),
    ("safety-checklist.md", 4, 0),
    ("quiz.md", 9, 3),
    ("plan-before.md", 11, 0),
    ("plan-after.md", 10, 0),
    ("courses.md", 0, 0),
    ("outline.md", 0, 0),
]
"""The files in `corpus` with their boxes and ticks, counted by eye."""
_ROW = re.compile(r"^\| (\S+\.md) \|[^|]*\|[^|]*\| (\d+)(?: \((\d+)\))? \|", re.MULTILINE)

real = pytest.mark.skipif(not INPUTS.is_dir(), reason="no real files to try beside those in tests/corpus")


def counted() -> list[tuple[str, int, int]]:
    """The files of the table in SOURCES.md with their boxes and ticks; an ellipsis stands for part of a name."""
    table = INPUTS / "SOURCES.md"
    rows = _ROW.findall(table.read_text("utf-8")) if table.is_file() else []
    files = []
    for name, boxes, ticks in rows:
        [path] = INPUTS.glob(name.replace("…", "*"))
        files.append((path.name, int(boxes), int(ticks or 0)))
    return files


REAL = counted()
COUNTED = MADE_UP + REAL
WITH_BOXES = [name for name, boxes, _ in COUNTED if boxes]
WITHOUT_BOXES = [name for name, boxes, _ in COUNTED if not boxes]


def load(name: str, mode: str = "") -> Outline:
    made_up = CORPUS / name
    return read((made_up if made_up.is_file() else INPUTS / name).read_bytes(), name, mode=mode)


def marks(items: tuple[Item, ...]) -> list[Mark]:
    return [item.mark for _, item in walk(items) if item.mark is not None]


def facts(items: Sequence[Item]) -> list[object]:
    """What a file says of each item, however it is written."""
    return [
        (item.title, item.mark, item.note if item.mark else "", item.links if item.mark else (), facts(item.children))
        for item in items
    ]


def test_every_markdown_file_is_counted() -> None:
    assert {name for name, _, _ in MADE_UP} == {path.name for path in CORPUS.glob("*.md")}
    assert {name for name, _, _ in REAL} == {path.name for path in INPUTS.glob("*.md")} - {"SOURCES.md"}


@pytest.mark.parametrize(("name", "boxes", "ticks"), COUNTED)
def test_boxes_and_ticks_are_counted_exactly_and_quickly(name: str, boxes: int, ticks: int) -> None:
    began = time.process_time()
    imported = marks(load(name).items)
    assert (len(imported), imported.count(Mark.DONE)) == (boxes, ticks)
    assert time.process_time() - began < SLOWEST


@pytest.mark.parametrize("name", WITHOUT_BOXES)
def test_files_without_boxes_offer_ways_to_be_read_and_each_gives_topics(name: str) -> None:
    outline = load(name)
    assert (outline.items, outline.modes) == ((), ("table", "list", "headings"))
    for mode in outline.modes:
        assert marks(load(name, mode).items)


@pytest.mark.parametrize("name", [*WITH_BOXES, *WITHOUT_BOXES])
def test_import_export_import_gives_the_same_topics_ticks_notes_and_links(name: str) -> None:
    outline = load(name, "" if name in WITH_BOXES else "table")
    again = task_list.read(markdown.write(as_document(outline)))
    assert tree(again) == tree(outline)
    assert facts(again.items) == facts(outline.items)


@pytest.mark.parametrize(
    "name", ["numbers.csv", pytest.param("chiihuang__leetcode-cpp__roadmap.csv", marks=real)], ids=["made-up", "real"]
)
def test_a_table_of_numbers_without_titles_is_refused(name: str) -> None:
    with pytest.raises(RoadmapFileError, match="no column of this table holds titles"):
        load(name)


def test_boxes_keep_their_groups_links_and_notes() -> None:
    tops = load("study-plan.md").items
    assert [item.title for item in tops] == ["Harbour", "Rope work"]
    assert [item.title for item in tops[0].children] == ["Before you cast off", "Leaving", "Coming back"]
    report, jackets, _ = tops[0].children[0].children
    assert (report.title, [link.url for link in report.links]) == (
        "Read the weather report",
        ["https://example.org/weather"],
    )
    assert "Check the date on the gas bottle" in jackets.note
    assert "https://example.org/jackets/video" in [link.url for link in jackets.links]


def follow(old: str, new: str) -> tuple[Plan, int]:
    newer, before = load(new), anchors(load(old).items)
    return match(before, anchors(newer.items), newer.plain, token_sort_ratio), len(before)


def test_edits_keep_the_ticks_on_their_items_and_list_what_is_gone() -> None:
    plan, count = follow("plan-before.md", "plan-after.md")
    assert len(plan.pairs) + len(plan.demoted) + len(plan.gone) == count == 11
    assert [item.title for item in plan.demoted] == ["Weather"]
    assert [item.title for item in plan.gone] == ["Semaphore", "Topological Sort"]
    assert [(pair.old.title, pair.new.title) for pair in plan.doubtful] == [("Prep Courses:", "Prep Course:")]
    assert ("Old address", "New name of it") in [(pair.old.title, pair.new.title) for pair in plan.renamed]
    assert sum(pair.old.title == pair.new.title for pair in plan.pairs) == 6


@real
def test_a_year_of_edits_keeps_the_ticks_on_their_items_and_lists_what_is_gone() -> None:
    prefix = "jwasham__coding-interview-university__README"
    plan, count = follow(f"{prefix}-2016-10.md", f"{prefix}-2017-10.md")
    surviving = 661  # of the 708, followed through every commit of that year
    assert len(plan.pairs) >= 0.99 * surviving
    assert len(plan.pairs) + len(plan.demoted) + len(plan.gone) == count == 708
    for pair in plan.pairs:
        same = loose(pair.old.title) == loose(pair.new.title)
        assert same or pair.old.links == pair.new.links != frozenset() or pair.stage is Stage.ALIKE
    assert [(pair.old.title, pair.new.title) for pair in plan.doubtful] == [("Prep Courses:", "Prep Course:")]


@real
def test_a_file_that_lost_most_of_its_items_loses_no_tick_silently() -> None:
    plan, count = follow("jeffzh4ng__dsa-ts__README-2021-01.md", "jeffzh4ng__dsa-ts__README-2021-06.md")
    assert len(plan.pairs) + len(plan.demoted) + len(plan.gone) == count == 264
    assert (len(plan.pairs), [topic.title for topic in plan.demoted]) == (37, ["Graph Theory", "Graphs"])
    assert [(pair.old.title, pair.new.title) for pair in plan.renamed] == [
        ("Topological Sort", "Topological Sort (DFS)")
    ]
