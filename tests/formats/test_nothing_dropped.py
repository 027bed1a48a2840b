"""No reader drops a box, a row or a task in silence: each is in the tree, or listed with its line or its words."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.core.errors import RoadmapFileError
from tracker.core.importing.outline import Outline, walk
from tracker.formats import detect

NAME = re.compile(r"Knot\d+x")
Pieces = list[str]


def numbered(pieces: Iterable[str]) -> str:
    """The pieces in one text, in which every `@@` is a name of its own."""
    count = 0

    def name(_match: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return f"Knot{count}x"

    return re.sub("@@", name, "".join(pieces))


def dropped(text: str, outline: Outline) -> list[str]:
    """The names in `text` that are no words of a topic or group, and stand in no line or words of a warning."""
    titles = " ".join(item.title for _, item in walk(outline.items)) + outline.title
    if outline.sheet:  # which column holds the titles is a guess: a row is there where its words are anywhere
        titles += " ".join(f"{item.note} {item.anchor}" for _, item in walk(outline.items))
    said = " ".join(warned.message for warned in outline.warnings)
    lines = {warned.line for warned in outline.warnings}
    return [
        name
        for number, line in enumerate(re.split(r"\r\n?|\n", text), 1)
        for name in NAME.findall(line)
        if name not in titles and name not in said and number not in lines
    ]


def assert_nothing_dropped(text: str, name: str, format_: str = "") -> None:
    """Every name is in the outline of `text` or in its warnings, unless the file is refused with a sentence."""
    try:
        outline = detect.read(text.encode(), name, format_)
    except RoadmapFileError:
        return
    if not outline.modes:
        assert dropped(text, outline) == []


INDENTS = st.sampled_from(["", "  ", "    ", "\t", "\t\t", "      ", "\u00a0\u00a0"])
BULLETS = st.sampled_from(["- ", "* ", "+ ", "1. ", "2) ", "> - ", "> > 1. ", "-\t"])
STARTS = st.sampled_from(["-", "1.", "*", "", ": - ", "# ", "### "])
PLAIN_MARKS = st.sampled_from(["[ ]", "[x]", "[X]"])
MARKS = st.sampled_from(
    ["[/]", "[-]", "[x ]", "[?]", "[1]", "[0]", "[✓]", "[ x ]", "[✅]", "[50%]", "[done]", "[]", "[\u00a0]"]
)
GAPS = st.sampled_from([" ", "", "\t", "  "])
TITLES = st.sampled_from(
    ["@@", "**@@**", "[@@](https://a.org)", "`@@`", "~~@@~~", "[[@@]]", "@@ #tag ^id", "<b>@@</b>", "@@ 📅 2026-03-01",
     "\\*@@", "@@ <!-- c -->", "[@@][r]", "@@[^1]", ":rocket: @@", "@@  \n"]
)  # fmt: skip
BOX_LINES = (
    st.tuples(INDENTS, BULLETS, PLAIN_MARKS, GAPS, TITLES)
    | st.tuples(INDENTS, BULLETS, MARKS, GAPS, TITLES)
    | st.tuples(INDENTS, STARTS, PLAIN_MARKS, st.sampled_from([" ", "  "]), TITLES)
).map(lambda parts: "".join(parts) + "\n")
PARTS = st.sampled_from(
    [
        "\n", "# Head\n", "## Part\n\n", "words\n", "---\n", "> quoted\n", "- plain\n", "[^1]: note\n",
        "<details><summary>More</summary>\n\n", "</details>\n", "<details>\n", "**Bold**\n", "- **Bold**\n",
        "[r]: https://a.org\n", "- ### Head\n", "1. one\n", "- ✅ @@\n", "☐ @@\n", "- TODO @@\n", "- DONE @@\n",
        "- [ ]\n", "- @@ [x]\n",
    ]
)  # fmt: skip
FENCES = st.sampled_from(["```\n", "~~~ python\n", "<div>\n", "</div>\n", "<!--\n", "-->\n", "<!-- - [ ] @@ -->\n"])
"""What begins or ends code, a comment or HTML. Tables and elements inside code are samples, and no boxes."""
TABLES = st.sampled_from(
    [
        "\n| T | Done |\n|--|--|\n| @@ | [x] |\n| @@ | [ ] |\n| @@ | |\n\n",
        "\n| T |\n|--|\n| [ ] @@<br>[x] @@ |\n| <li>[x] @@</li> |\n\n",
        '<input type="checkbox"> @@\n', '<ul><li><input type="checkbox" checked> @@</li></ul>\n',
        '<label><input type="checkbox">@@</label><br>\n', "<table><tr><td>[x]</td><td>@@</td></tr></table>\n\n",
        "<summary>[ ] @@</summary>\n", "<li>[x] @@</li>\n",
    ]
)  # fmt: skip
MARKDOWN = st.lists(BOX_LINES | PARTS | FENCES, min_size=1, max_size=14) | st.lists(
    BOX_LINES | PARTS | TABLES, min_size=1, max_size=14
)


@settings(max_examples=150, deadline=None)
@given(MARKDOWN, st.sampled_from(["\n", "\r\n", "\r"]))
def test_markdown(pieces: Pieces, end: str) -> None:
    assert_nothing_dropped(numbered(pieces).replace("\n", end), "a.md", "markdown")


ORG = st.sampled_from(
    [
        "* TODO @@\n", "** DONE @@ :tag:\n", "*** @@\n", "* NEXT @@\n", "** STRT [#A] @@ [1/2]\n", "- [ ] @@\n",
        "  - [X] @@ :: words\n", "+ [-] @@\n", "1. [ ] @@\n", "  * [X] @@\n", " 2) [@5] [ ] @@\n", "words\n",
        "#+TODO: TODO NEXT | DONE\n", "#+begin_src\n", "#+end_src\n", "#+begin_example\n", "#+end_example\n",
        ":PROPERTIES:\n", ":ID: a\n", ":END:\n", ":LOGBOOK:\n", "  CLOSED: [2026-01-02 Fri]\n", "#+TITLE: T\n", "\n",
        "* COMMENT @@\n", "- plain\n", "| [ ] | @@ |\n", "* TODO\n", "- [ ]\n", "# - [ ] @@\n",
        "**** TODO @@ <2026-01-02>\n", "* \u00a0TODO @@\n", "-[ ] @@\n", "*TODO @@\n", "- [x]@@\n", "- [?] @@\n",
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(ORG, min_size=1, max_size=14))
def test_org(pieces: Pieces) -> None:
    assert_nothing_dropped(numbered(pieces), "a.org", "org")


CELLS = st.sampled_from(
    ["", "done", "yes", "no", "x", "1", "0", "2026-01-02", "1/2/2026", "https://a.org", "a; b", 'say "so"', "50%", "✅",
     "Sea", "Wind", "a b", "null", "[]", "true", "[x]", "In progress", "Nope", "3", "1.1", "Knot1x", "Knot2x"]
)  # fmt: skip
HEADS = st.sampled_from(
    ["Status", "Done", "Completed At", "Parent", "Section/Column", "Notes", "URL", "ID", "List Name", "Group", "Due",
     "Type", "Priority", "Projects", "", "Progress", "Week", "Task ID", "Tags", "Completed", "Folder Name"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.data(), st.sampled_from(",;\t|"), st.sampled_from(["Task", "Title", "Name", "Task Name", "Topic", ""]))
def test_tables(data: st.DataObject, delimiter: str, title: str) -> None:
    heads = data.draw(st.lists(HEADS, min_size=1, max_size=5, unique=True))
    place = data.draw(st.integers(0, len(heads)))
    rows = data.draw(st.lists(st.lists(CELLS, min_size=len(heads), max_size=len(heads)), min_size=1, max_size=8))
    before = data.draw(st.sampled_from(["", "My list\n\n", f"sep={delimiter}\n", "a,b\n", f"#separator:{delimiter}\n"]))
    file = io.StringIO()
    writer = csv.writer(file, delimiter=delimiter)
    writer.writerow([*heads[:place], title, *heads[place:]])
    writer.writerows([*row[:place], "@@", *row[place:]] for row in rows)
    assert_nothing_dropped(before + numbered([file.getvalue()]), "a.csv", "csv")


XML = st.recursive(st.just(()), lambda below: st.lists(below, max_size=3).map(tuple), max_leaves=12)
ATTRIBUTES = st.sampled_from(
    ["", '_complete="true"', 'complete="false"', '_status="checked"', 'isComment="true"', 'url="https://a.org"',
     '_note="a note"', 'type="link"', 'checked="1"']
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(XML, min_size=1, max_size=4).map(tuple), st.data())
def test_opml(tree: tuple[object, ...], data: st.DataObject) -> None:
    def lines(nodes: tuple[object, ...]) -> Iterable[str]:
        for node in nodes:
            assert isinstance(node, tuple)
            yield f'<outline text="@@" {data.draw(ATTRIBUTES)}>\n'
            yield from lines(node)
            yield "</outline>\n"

    text = numbered(["<opml version='2.0'><body>\n", *lines(tree), "</body></opml>\n"])
    assert_nothing_dropped(text, "a.opml")


ICONS = st.sampled_from(
    ["", '<icon BUILTIN="button_ok"/>', '<icon BUILTIN="idea"/>', '<icon BUILTIN="button_cancel"/>']
)
WORDS = st.sampled_from(['TEXT="@@"', 'TEXT="[x] @@"', 'TEXT="☐ @@" LINK="https://a.org"', 'TEXT="" ID="a"'])


@settings(max_examples=60, deadline=None)
@given(XML, st.data())
def test_mind_maps_of_freemind(tree: tuple[object, ...], data: st.DataObject) -> None:
    def lines(nodes: tuple[object, ...]) -> Iterable[str]:
        for node in nodes:
            assert isinstance(node, tuple)
            yield f"<node {data.draw(WORDS)}>{data.draw(ICONS)}\n"
            yield from lines(node)
            yield "</node>\n"

    text = numbered(['<map version="1"><node TEXT="Sea">\n', *lines(tree), "</node></map>\n"])
    assert_nothing_dropped(text, "a.mm")


MERMAID = st.tuples(
    st.integers(1, 6).map(lambda depth: "  " * depth),
    st.sampled_from(["@@", "[@@]", "a(@@)", "b((@@))", "c{{@@}}", "))@@((", ")@@(", "[x] @@", "☐ @@", '"@@"', "`@@`",
                     'd["`**@@**`"]', "e[✅ @@]", "%% @@ no", "::icon(fa fa-book)", ":::urgent", "", "@@<br/>@@"]),
).map(lambda parts: "".join(parts) + "\n")  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(MERMAID, min_size=1, max_size=12))
def test_mind_maps_of_mermaid(pieces: Pieces) -> None:
    assert_nothing_dropped(re.sub(r"%% Knot\d+x", "%%", numbered(["mindmap\n  root\n", *pieces])), "a.mmd")


TODO_TXT = st.sampled_from(
    ["x 2026-01-02 2026-01-01 @@ +sea\n", "(A) @@ @home\n", "@@ +sea due:2026-01-02\n", "x @@ +sea\n", "\n",
     "@@ id:3 +a\n", "X 2026-01-02 @@ +sea\n", "(a) @@ +sea\n", "x (B) 2026-01-02 @@ +a\n", "due:2026-01-02 +sea @@\n",
     "(A) 2026-01-02 +sea\n"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(TODO_TXT, min_size=1, max_size=8))
def test_todo_txt(pieces: Pieces) -> None:
    assert_nothing_dropped(numbered(pieces), "todo.txt", "todo.txt")


BOXES = "  - type: checkboxes\n    attributes:\n      label: @@\n      options:\n"
FORMS = st.sampled_from(
    [
        f"{BOXES}        - label: @@\n          required: true\n",
        f"{BOXES}        - label: '@@'\n        - required: true\n          label: \"@@ # b\"\n",
        f"{BOXES}        - label: >-\n            @@\n        - label: |\n            @@\n",
        "  - attributes:\n      label: @@\n      options:\n        - label: @@\n    type: checkboxes\n",
        "  - type: dropdown\n    attributes:\n      label: @@\n      options:\n        - a\n",
        "  - type: markdown\n    attributes:\n      value: |\n        words\n",
        "  # words\n",
        "\n",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(FORMS, min_size=1, max_size=5))
def test_forms_for_issues(pieces: Pieces) -> None:
    assert_nothing_dropped(numbered(["name: Sea\nbody:\n", *pieces]), "form.yml", "issue form")


FLAGS = st.fixed_dictionaries(
    {"name": st.just("@@")},
    optional={"closed": st.booleans(), "dueComplete": st.booleans(), "idList": st.sampled_from(["1", "2", "gone"]),
              "id": st.sampled_from(["1", "2"]), "desc": st.just("words"), "pos": st.integers(0, 3)},
)  # fmt: skip
ITEMS = st.fixed_dictionaries({"name": st.just("@@"), "state": st.sampled_from(["complete", "incomplete"])})
CHECKLISTS = st.fixed_dictionaries(
    {"idCard": st.sampled_from(["1", "2", "gone"]), "checkItems": st.lists(ITEMS, max_size=2)}
)


@settings(max_examples=60, deadline=None)
@given(st.lists(FLAGS, min_size=1, max_size=4), st.lists(CHECKLISTS, max_size=3), st.booleans())
def test_boards_of_trello(cards: list[object], checklists: list[object], is_closed: bool) -> None:
    lists = [{"id": "1", "name": "Doing", "closed": is_closed}, {"id": "2", "name": "Done"}]
    board = {"name": "Sea", "lists": lists, "cards": cards, "checklists": checklists}
    assert_nothing_dropped(numbered([json.dumps(board, indent=1)]), "a.json")


ENTRY = st.fixed_dictionaries(
    {"title": st.just("@@")},
    optional={"id": st.sampled_from(["1", "2", 1]), "completed": st.booleans() | st.just("2026-01-02T10:00:00Z"),
              "status": st.sampled_from(["done", "needsAction", "odd", ""]),
              "parent": st.sampled_from(["1", "2", None]),
              "project_id": st.sampled_from(["1", 1]), "deleted": st.booleans(), "notes": st.just("words"),
              "type": st.sampled_from(["heading", "to-do"]), "tags": st.just([{"name": "tag"}])},
)  # fmt: skip
ENTRIES = st.recursive(
    st.lists(ENTRY, min_size=1, max_size=3),
    lambda below: st.lists(st.tuples(ENTRY, below).map(lambda pair: {**pair[0], "items": pair[1]}), max_size=3),
    max_leaves=8,
)


@settings(max_examples=60, deadline=None)
@given(ENTRIES, st.sampled_from(["tasks", "data", "value"]))
def test_tasks_of_other_programs(entries: list[object], key: str) -> None:
    assert_nothing_dropped(numbered([json.dumps({key: entries}, indent=1)]), "a.json")


TASKS = st.fixed_dictionaries(
    {"description": st.just("@@"), "entry": st.just("20260101T080000Z"), "uuid": st.sampled_from(["a", "b"]),
     "status": st.sampled_from(["pending", "completed", "deleted", "waiting", "recurring", "odd"])},
    optional={"project": st.sampled_from(["a", "a.b", "", "."]), "start": st.just("x"), "end": st.just("x")},
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(TASKS, min_size=1, max_size=5))
def test_tasks_of_taskwarrior(tasks: list[object]) -> None:
    assert_nothing_dropped(numbered([json.dumps(tasks, indent=1)]), "a.json")


TICKTICK = st.tuples(
    st.sampled_from(["", "Sea"]), st.sampled_from(["", "Ropes"]), st.sampled_from(["0", "1", "2", "-1", "9", ""]),
    st.sampled_from(["1", "2", "3"]), st.sampled_from(["", "1", "2", "3", "9"]),
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(TICKTICK, min_size=1, max_size=5))
def test_tasks_of_ticktick(rows: list[tuple[str, ...]]) -> None:
    lines = [f"{row[0]},{row[1]},@@,{row[2]},{row[3]},{row[4]}\n" for row in rows]
    head = "Folder Name,List Name,Title,Status,taskId,parentId\n"
    assert_nothing_dropped(numbered([head, *lines]), "a.csv")


TODOIST = st.sampled_from(
    ["task,@@,1\n", "task,@@,2\n", "task,@@,9\n", "task,@@,\n", "section,@@,\n", "note,words,\n",
     "meta,view_style=list,\n", "TASK,* @@,3\n", "subtask,@@,1\n", ",@@,1\n", ",,\n"]
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(TODOIST, min_size=1, max_size=8))
def test_templates_of_todoist(pieces: Pieces) -> None:
    assert_nothing_dropped(numbered(["TYPE,CONTENT,INDENT\n", *pieces]), "a.csv")


LOGSEQ = st.tuples(
    st.sampled_from(["", "\t", "\t\t"]),
    st.sampled_from(["- TODO @@\n", "- DONE @@\n", "- LATER [#A] @@\n", "- CANCELED @@\n", "- WAITING @@\n  id:: 3\n",
                     "- NOW @@\n  :LOGBOOK:\n  CLOCK: [x]\n  :END:\n", "- # TODO @@\n", "- [ ] @@\n", "- words\n",
                     "- TODO\n", "- IN-PROGRESS @@\n", "* TODO @@\n", "- TODO: @@\n", "1. TODO @@\n"]),
).map("".join)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(LOGSEQ, min_size=1, max_size=8))
def test_logseq(pieces: Pieces) -> None:
    assert_nothing_dropped(numbered(["- TODO @@\n- DONE @@\n", *pieces]), "a.md")


@pytest.mark.parametrize(("text", "name"), [("- [ ] Knot1x\n\n-[ ] Knot2x\n", "a.md"), ("* TODO Knot1x\n", "a.org")])
def test_a_name_that_is_there_is_not_dropped(text: str, name: str) -> None:
    assert dropped(text, detect.read(text.encode(), name)) == []
    assert dropped(text, Outline("markdown", "", ())) != []
