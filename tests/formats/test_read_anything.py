"""Every reader by itself, on values in the shapes that it knows and on others: a result or a sentence, never else."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.trees import tree
from tests.formats.test_read_any import MARKDOWN, NAMES, assert_safe
from tracker.core.errors import RoadmapFileError
from tracker.core.importing.outline import Outline
from tracker.core.journal.backup import Backup, StoredSnapshot
from tracker.core.journal.events import Event, Field, Why
from tracker.core.roadmap.model import Card, Group, Kind, Level, Link, Profile, Roadmap, Topic
from tracker.core.text import plain
from tracker.formats import detect
from tracker.formats.backup import writer as backup
from tracker.formats.json import reader as own_json
from tracker.formats.json.writer import FORMAT
from tracker.formats.library_files import reader as toml
from tracker.formats.roadmap_sh import reader as roadmap_sh
from tracker.formats.table import reader as table
from tracker.formats.toml import roadmap as own_toml

WORDS = [
    "nodes", "edges", "id", "data", "label", "type", "topic", "subtopic", "section", "vertical", "checklist",
    "checklists", "position", "x", "y", "width", "height", "source", "target", "title", "page", "card", "legend",
    "links", "url", "href", "children", "text", "completed", "file", "done", "learning", "skipped", "description",
    "nodeId", "A > B", "todo", "linksgroup", "style", "format", FORMAT, "version", "mark", "doing", "hours", "level",
    "basic", "note", "rule", "any", "kind", "key", "done_when", "http://a.org", "javascript:x", "\ud800", "\x1b[2J", "",
    "a", "b",
]  # fmt: skip
LEAVES = st.sampled_from([*WORDS, 0, 1, -1, 3.5, 1e300, 10**400, True, False, None, float("nan"), float("inf")])
VALUES = st.recursive(
    LEAVES,
    lambda below: st.lists(below, max_size=4) | st.dictionaries(st.sampled_from(WORDS), below, max_size=6),
    max_leaves=20,
)
OBJECTS = st.dictionaries(st.sampled_from(WORDS), VALUES, max_size=8)
NODES = st.lists(st.dictionaries(st.sampled_from(WORDS[:24]), VALUES, max_size=8), max_size=5)
GRAPHS = st.tuples(NODES, NODES | LEAVES, OBJECTS).map(lambda parts: {**parts[2], "nodes": parts[0], "edges": parts[1]})
EXPORTS = st.tuples(OBJECTS, VALUES).map(
    lambda parts: {**parts[0], "format": FORMAT, "version": 1, "children": parts[1]}
)
LINES = st.sampled_from(
    [
        f'format = "{FORMAT}"', "version = 1", "version = 9", 'title = "a"', "[[children]]", "[[children.children]]",
        'mark = "done"', "mark = 3", "hours = 1e400", "hours = -1", "hours = nan", 'level = "basic"', 'note = """',
        '"""', "links = [{ url = 'http://a.org' }]", "links = [3]", "children = 3", 'id = "a/b"', "[[sections]]",
        'summary = "s"', "[[sections.topics]]", "x = 1979-05-27", "[[needs]]", 'skill = "a"', 'about = "a"', "\x00",
        'title = "\\ud800"', "é",
    ]
)  # fmt: skip
PATHS = st.sampled_from(
    ["a@aaaaaaaa1.md", "content/a@aaaaaaaa1.md", "content/100-a/index.md", "content/100-a/101-b.md", "content.md",
     "/.md", "content/index.md", "x.json", "y.json", "readme.txt", "@@.md", "content/100-a/101-b/102-c.md"]
)  # fmt: skip
CONTENT = st.lists(st.sampled_from(MARKDOWN), max_size=8).map("".join)


def text_of(value: Any) -> str:
    """`value` as JSON, with what Python writes beyond the standard."""
    return json.dumps(value)


def safe(read: Callable[[], Outline]) -> None:
    """What is read may be shown and opened, or the error is one line that may be shown."""
    try:
        assert_safe(read())
    except RoadmapFileError as error:
        assert str(error) == plain(str(error))  # noqa: PT017  an outline is as good an answer as this error


@settings(max_examples=100, deadline=None)
@given(value=VALUES | OBJECTS | GRAPHS | EXPORTS, name=NAMES)
def test_any_json_gives_an_outline_or_a_sentence(value: Any, name: str) -> None:
    text = text_of(value)
    safe(partial(roadmap_sh.read, text))
    safe(partial(own_json.read, text))
    safe(partial(detect.read, text.encode(), name))


@settings(max_examples=100, deadline=None)
@given(value=VALUES | OBJECTS)
def test_any_json_gives_the_marks_of_nodes_or_none_or_a_sentence(value: Any) -> None:
    marks = roadmap_sh.progress(text_of(value))
    assert marks is None or all(id_ and isinstance(id_, str) for id_ in marks)


@settings(max_examples=60, deadline=None)
@given(files=st.dictionaries(PATHS, CONTENT | (OBJECTS | GRAPHS).map(text_of), max_size=5))
def test_any_folder_gives_an_outline_or_a_sentence(files: dict[str, str]) -> None:
    try:
        outline = roadmap_sh.read_folder(files)
    except RoadmapFileError as error:
        assert str(error) == plain(str(error))  # noqa: PT017  an outline is as good an answer as this error
        return
    if outline.items:
        assert_safe(outline)


@settings(max_examples=100, deadline=None)
@given(text=st.lists(LINES, max_size=12).map("\n".join))
def test_any_toml_gives_a_roadmap_or_a_sentence(text: str) -> None:
    safe(partial(own_toml.read, text))
    for read in (toml.read_skill, toml.read_role):
        try:
            read(text)
        except toml.FindingsError as error:
            assert error.findings  # noqa: PT017  a skill is as good an answer as this error


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(st.lists(st.sampled_from([*WORDS, "1", '"', "'=1", "\n", "50%"]), max_size=5), max_size=6))
def test_any_table_gives_an_outline_or_a_sentence(rows: list[list[str]]) -> None:
    for sign in ",\t":
        safe(partial(table.read, "\n".join(sign.join(row) for row in rows)))


TREE = tree(Group("own", "Own"), Topic("own/a", "A", Level.BASIC, 2.0, ("own/b",)), Group("own/g", "G"))
KEPT = StoredSnapshot(
    "own",
    "v1",
    "2026-01-01T00:00:00.000Z",
    ((Roadmap("own", Kind.OWN, "Own", "", TREE), Profile()),),
    {"own/a": Card("done", (Link("book", "B", "https://example.org/"),))},
    {},
)
EVENT = Event("u", KEPT.loaded_at, "d", "u", Why.DO, None, Field.MARK, "own/a", "done", None, 1)
WHOLE = json.loads(backup.write(Backup((EVENT,), (KEPT,))))


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The ways to every part of a JSON value."""
    keys = value.keys() if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    return [path, *(below for key in keys for below in places(value[key], (*path, key)))]


@settings(max_examples=200, deadline=None)
@given(place=st.sampled_from(places(WHOLE)[1:]), value=VALUES)
def test_a_backup_with_anything_in_any_place_is_read_or_refused_with_a_sentence(
    place: tuple[Any, ...], value: Any
) -> None:
    damaged = json.loads(json.dumps(WHOLE))
    parent = damaged
    for key in place[:-1]:
        parent = parent[key]
    parent[place[-1]] = value
    try:
        backup.read(text_of(damaged))
    except RoadmapFileError as error:
        assert "backup" in str(error) or "JSON" in str(error)  # noqa: PT017  a backup is as good an answer


@pytest.mark.parametrize("text", ["", "{}", "[]", "3", '{"format": "tracker-backup"}', "[" * 100_000])
def test_what_is_no_backup_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(RoadmapFileError):
        backup.read(text)
