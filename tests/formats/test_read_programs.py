"""Exports of other programs: read where a tree with states is in them, and named where not."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.outlines import item, tree
from tracker.core.errors import RoadmapFileError
from tracker.core.importing.outline import Outline
from tracker.formats import detect
from tracker.formats.table import reader as table


def read(text: str, name: str = "") -> Outline:
    return detect.read(text.encode(), name)


def test_a_board_of_trello() -> None:
    board = {
        "name": "Study",
        "lists": [{"id": "b", "name": "Erledigt", "pos": 2}, {"id": "a", "name": "Offen", "pos": 1}],
        "cards": [
            {"id": "1", "name": "Ropes", "idList": "a", "dueComplete": True, "desc": "two\nlines", "pos": 2,
             "attachments": [{"name": "Book", "url": "https://a.org"}]},
            {"id": "2", "name": "Knots", "idList": "a", "pos": 1},
            {"id": "3", "name": "Sails", "idList": "b"},
            {"id": "4", "name": "Old", "idList": "a", "closed": True},
        ],
        "checklists": [{"idCard": "2", "name": "c", "checkItems": [{"id": "5", "name": "Reef", "state": "complete"}]}],
    }  # fmt: skip
    outline = read(json.dumps(board))
    assert tree(outline) == ["# Offen", "  [ ] Knots", "    [x] Reef", "  [x] Ropes", "# Erledigt", "  [x] Sails"]
    assert (outline.title, item(outline, "Ropes").note, item(outline, "Reef").anchor) == ("Study", "two\nlines", "5")
    assert [warned.message for warned in outline.warnings] == ["an archived card was left out: Old"]


def test_tasks_of_taskwarrior() -> None:
    def task(name: str, **more: Any) -> dict[str, Any]:
        return {"description": name, "entry": "20260101T080000Z", "uuid": f"u-{name}", "status": "pending", **more}

    tasks = [
        task("Knots", project="sea.ropes", start="20260102T080000Z"),
        task("Ropes", project="sea", status="completed", end="20260103T190000Z"),
        task("Gone", status="deleted"),
        task("Winds", annotations=[{"description": "strong"}]),
    ]
    outline = read(json.dumps(tasks))
    assert tree(outline) == ["# sea", "  # ropes", "    [/] Knots", "  [x] Ropes", "[ ] Winds"]
    assert (item(outline, "Ropes").done_at, item(outline, "Winds").note) == ("2026-01-03T19:00:00+00:00", "strong")
    assert [warned.message for warned in outline.warnings] == ["a deleted task was left out: Gone"]


def test_tasks_of_taskwarrior_one_in_a_line() -> None:
    task = '{{"description": "{}", "entry": "20260101T080000Z", "status": "{}", "uuid": "u{}"}}'
    lines = [task.format("Knots", "pending", 1), task.format("Reef", "completed", 2)]
    assert tree(read("\n".join(lines))) == tree(read(",\n".join(lines))) == ["[ ] Knots", "[x] Reef"]


JSON_TASKS = {
    "google tasks": (
        {"kind": "tasks#taskLists", "items": [{"id": "L", "title": "Sea", "items": [
            {"id": "a", "title": "Knots", "status": "completed", "completed": "2026-01-02T10:00:00Z", "notes": "soft"},
            {"id": "b", "title": "Reef", "status": "needsAction", "parent": "a"},
            {"id": "c", "title": "Old", "status": "needsAction", "deleted": True}]}]},
        ["# Sea", "  [x] Knots", "    [ ] Reef"],
        ["a deleted task was left out: Old"],
    ),
    "things": (
        [{"type": "project", "attributes": {"title": "Sea", "items": [
            {"type": "heading", "attributes": {"title": "Ropes"}},
            {"type": "to-do", "attributes": {"title": "Knots", "completed": True,
             "completion-date": "2026-01-02T10:00:00Z",
             "checklist-items": [{"type": "checklist-item", "attributes": {"title": "Reef", "completed": False}}]}},
            {"type": "to-do", "attributes": {"title": "Lee", "canceled": True}}]}}],
        ["# Sea", "  # Ropes", "    [x] Knots", "      [ ] Reef", "    [-] Lee"],
        [],
    ),
    "habitica": (
        {"tasks": {"todos": [{"id": "t", "text": "Knots", "completed": True,
                              "dateCompleted": "2026-01-02T10:00:00.000Z",
                              "checklist": [{"id": "y", "text": "Reef", "completed": False}]}],
                   "rewards": [{"text": "Cake"}]}},
        ["[x] Knots", "  [ ] Reef"],
        ["an entry that says nothing of being done was left out: Cake"],
    ),
    "todoist": (
        {"projects": [{"id": "p", "name": "Sea"}], "sections": [{"id": "s", "name": "Ropes", "project_id": "p"}],
         "items": [{"id": "1", "content": "Knots", "checked": True, "completed_at": "2026-01-02T10:00:00Z",
                    "section_id": "s", "project_id": "p"},
                   {"id": "2", "content": "Reef", "checked": False, "project_id": "p", "parent_id": "1"}]},
        ["# Sea", "  # Ropes", "    [x] Knots", "      [ ] Reef"],
        [],
    ),
    "microsoft to do": (
        {"value": [{"id": "x", "title": "Knots", "status": "completed", "body": {"content": "soft"},
                    "completedDateTime": {"dateTime": "2026-01-02T10:00:00.0000000", "timeZone": "UTC"},
                    "checklistItems": [{"id": "c", "displayName": "Reef", "isChecked": False}]},
                   {"id": "y", "title": "Lee", "status": "waitingOnOthers"}]},
        ["[x] Knots", "  [ ] Reef", "[ ] Lee"],
        ["these states are unknown, taken as to do: waitingOnOthers (1)"],
    ),
    "asana": (
        {"data": [{"gid": "1", "name": "Knots", "completed": True, "completed_at": "2026-01-02T10:00:00.000Z",
                   "assignee": {"name": "Me"}, "tags": [{"gid": "9", "name": "tag"}], "workspace": {"gid": "8"},
                   "subtasks": [{"gid": "2", "name": "Reef", "completed": False}]}]},
        ["[x] Knots", "  [ ] Reef"],
        [],
    ),
    "issues of github": (
        [{"number": 1, "title": "Knots", "state": "CLOSED", "closedAt": "2026-01-02T10:00:00Z"},
         {"number": 2, "title": "Reef", "state": "OPEN", "closedAt": None, "labels": [{"name": "x"}]}],
        ["[x] Knots", "[ ] Reef"],
        [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("program", JSON_TASKS)
def test_tasks_of_other_programs_in_json(program: str) -> None:
    data, topics, warnings = JSON_TASKS[program]
    outline = read(json.dumps(data), "tasks.json")
    assert tree(outline) == topics
    assert [warned.message for warned in outline.warnings] == warnings
    assert item(outline, "Knots").done_at == "2026-01-02T10:00:00+00:00"


def test_tasks_that_name_each_other_as_parents_are_all_there() -> None:
    tasks = [{"id": str(n), "title": f"Knot {n}", "done": False, "parent": str(1 - n)} for n in (0, 1)]
    assert sorted(line.strip() for line in tree(read(json.dumps(tasks)))) == ["[ ] Knot 0", "[ ] Knot 1"]
    above = [
        {
            "id": "1",
            "title": "Knot",
            "done": False,
            "parent": "2",
            "items": [{"id": "2", "title": "Reef", "done": True}],
        }
    ]
    assert sorted(line.strip() for line in tree(read(json.dumps(above)))) == ["[ ] Knot", "[x] Reef"]


def test_titles_are_found_beside_a_column_of_themes_in_every_language_and_in_jira() -> None:
    for name, state, theme in (
        ("Name", "Status", "Thema"),
        ("Nom", "Statut", "Thème"),
        ("名前", "ステータス", "テーマ"),
    ):
        outline = read(f"{name},{state},{theme}\nKnots,,Ropes\nReef,,Sails\nHitch,,Ropes\n", "t.csv")
        assert tree(outline) == ["[ ] Knots", "[ ] Reef", "[ ] Hitch"]
    jira = "Summary,Issue key,Issue Type,Status\nKnots,AB-1,Task,Done\nReef,AB-2,Task,To Do\n"
    assert tree(read(jira, "t.csv")) == ["[x] Knots", "[ ] Reef"]
    assert item(read(jira, "t.csv"), "Reef").anchor == "AB-2"
    assert tree(read('"sep=;"\r\nThema;Erledigt\r\nKnots;WAHR\r\n', "t.csv")) == ["[x] Knots"]


def test_checkboxes_of_a_form_for_issues() -> None:
    outline = read(
        "name: Sea\ndescription: x\nbody:\n  - type: markdown\n    attributes:\n      value: |\n        label: no\n"
        "  - type: checkboxes\n    id: ropes\n    attributes:\n      label: Ropes # all\n      options:\n"
        '        - label: "Knots: [two](https://a.org)"\n          required: true\n        - required: true\n'
        "          label: 'It''s a reef'\n        - label: Hitch\n  - type: dropdown\n    attributes:\n"
        "      label: Wind\n      options:\n        - Lee\n  - type: checkboxes\n    attributes:\n      label: Sails\n"
        "      options:\n      - label: Jib\n",
        "form.yml",
    )
    topics = ["# Ropes", "  [ ] Knots: two", "  [ ] It's a reef", "  [ ] Hitch", "# Sails", "  [ ] Jib"]
    assert (outline.title, tree(outline)) == ("Sea", topics)
    assert [(warned.line, warned.skipped) for warned in outline.warnings] == [(20, True)]


def test_todo_txt() -> None:
    outline = read(
        "x 2026-01-03 2026-01-01 Tie a knot +sea @home\n(A) 2026-01-01 Mend a sail +sea due:2026-02-01\n"
        "Rest id:7 @home\n"
    )
    assert tree(outline) == ["# sea", "  [x] Tie a knot @home", "  [ ] Mend a sail", "[ ] Rest @home"]
    assert (outline.format, item(outline, "Tie a knot @home").done_at) == ("todo.txt", "2026-01-03")
    assert (item(outline, "Mend a sail").note, item(outline, "Rest @home").anchor) == ("due:2026-02-01", "7")
    assert read("- [ ] a +sea\n- [ ] b @home\n").format == "markdown"


def test_a_mind_map_of_freemind() -> None:
    outline = read(
        '<map version="1.0.1">\n<node TEXT="Sea" ID="r"><node TEXT="Ropes" ID="a"><node TEXT="Knots" ID="b">'
        '<icon BUILTIN="button_ok"/></node><node TEXT="☐ Splices" LINK="https://a.org"/></node>'
        '<node ID="d"><richcontent TYPE="NODE"><html><body><p>Winds</p></body></html></richcontent>'
        "</node></node></map>",
        "x.mm",
    )
    assert (outline.title, tree(outline)) == ("Sea", ["# Ropes", "  [x] Knots", "  [ ] Splices", "[ ] Winds"])
    assert item(outline, "Splices").links[0].url == "https://a.org"
    with pytest.raises(RoadmapFileError, match="document type"):
        read('<?xml version="1.0"?><!DOCTYPE map><map/>', "x.mm")


def test_a_mind_map_of_mermaid() -> None:
    outline = read(
        "%% a note\nmindmap\n  root((Sea))\n    Ropes\n      [x] Knots\n      b(✅ Splices)\n"
        "      ::icon(fa fa-book)\n    c[Winds]\n"
    )
    assert (outline.title, tree(outline)) == ("Sea", ["# Ropes", "  [x] Knots", "  [x] Splices", "[ ] Winds"])


TICKTICK = (
    '"Date: 2026-02-01+0000"\n"Version: 7.1"\n"Status: \n0 Normal\n1 Completed\n2 Archived"\n'
    '"Folder Name","List Name","Title","Content","Status","Completed Time","taskId","parentId"\n'
    '"Sea","Ropes","Knots","▪reef▪hitch","2","2026-01-03T19:00:00+0000","1",""\n'
    '"Sea","Ropes","Reef","","0","","2","1"\n"Sea","","Winds","","-1","","3",""\n'
)


def test_tasks_of_ticktick_with_the_lines_before_them_listed() -> None:
    outline = read(TICKTICK, "t.csv")
    assert tree(outline) == ["# Sea", "  # Ropes", "    [x] Knots", "      [ ] Reef", "  [-] Winds"]
    assert (item(outline, "Knots").note, item(outline, "Knots").done_at) == (
        "▪reef\n▪hitch",
        "2026-01-03T19:00:00+00:00",
    )
    assert [(warned.line, warned.skipped) for warned in outline.warnings] == [(1, True), (2, True), (3, True)]


def test_a_template_of_todoist() -> None:
    outline = read(
        "TYPE,CONTENT,DESCRIPTION,PRIORITY,INDENT,AUTHOR\nsection,Ropes,,,,\ntask,Knots,soft,4,1,\ntask,Reef,,1,2,\n"
        "note,remember,,,,\ntask,* Hitch,,1,1,\nsection,Winds,,,,\ntask,Lee,,1,1,\n",
        "t.csv",
    )
    assert tree(outline) == ["# Ropes", "  [ ] Knots", "    [ ] Reef", "  [ ] Hitch", "# Winds", "  [ ] Lee"]
    assert (item(outline, "Knots").note, item(outline, "Reef").note) == ("soft", "remember")


def test_what_stands_before_a_table() -> None:
    rows = 'Topic;Status;Notes\nLoops;done;"a; b"\nClasses;open;c,d,e\n'
    for text, name in (
        (f"sep=;\n{rows}", "a.csv"),
        (f"\ufeffsep=;\r\n{rows}", ""),
        (f"My list\nof 2026\n{rows}", "b.csv"),
    ):
        outline = read(text, name)
        assert tree(outline) == ["[x] Loops", "[ ] Classes"]
        assert len(outline.warnings) == 2 * text.startswith("My")
    anki = read("#separator:tab\n#html:true\n#columns:Title\tStatus\nKnots\tdone\nSails\topen\n")
    assert tree(anki) == ["[x] Knots", "[ ] Sails"]
    assert table.read("#separator:Semicolon\nKnots;a knot\nSails;a sail\n").items[0].line == 2


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('{"basics": {"name": "x"}, "work": []}', "a JSON Resume"),
        ('{"cells": [], "nbformat": 4}', "a Jupyter notebook"),
        ('{"nodes": [{"id": "a", "type": "text", "text": "x"}], "edges": []}', "a canvas of Obsidian"),
        ('{"foo": 1, "bar": 2}', "it has foo, bar; tracker reads"),
        ('[{"foo": 1}]', "a list of entries with foo; tracker reads"),
        ("BEGIN:VCALENDAR\nEND:VCALENDAR\n", "a calendar"),
        ("name: Bug\nbody:\n  - type: input\n", "a GitHub issue form without checkboxes"),
        ("flowchart TD\n A --> B\n", "a flow chart of Mermaid"),
        ('<?xml version="1.0"?><mxfile><diagram/></mxfile>', "a drawing of draw.io"),
    ],
)
def test_a_refusal_names_what_was_recognised_and_what_can_be_read(text: str, what: str) -> None:
    with pytest.raises(RoadmapFileError) as caught:
        read(text)
    assert what in str(caught.value)
    assert "tracker reads checklists" in str(caught.value)
    assert "nodes" not in str(caught.value)


PIECES = st.sampled_from(
    ["{", "}", "[", "]", '"lists"', '"cards"', '"checklists"', '"name"', ":", ",", '"a"', "1", "null", "mindmap\n",
     " a\n",
     "<map>", "</map>", '<node TEXT="a">', "</node>", "<node/>", "x 2026-01-01 a +b\n", "#separator:tab\n", "sep=;\n",
     "#columns:a;b\n", "taskId,title,status,folder name,list name\n", "a;b\n", "TYPE,CONTENT,INDENT\n", "task,a,99\n",
     '"description"', '"entry"', '"status"', '"uuid"']
)  # fmt: skip


@given(st.lists(PIECES, max_size=12).map("".join), st.sampled_from(["", "a.csv", "a.mm", "a.json", "a.txt"]))
def test_anything_gives_an_outline_or_a_sentence(text: str, name: str) -> None:
    with suppress(RoadmapFileError):
        assert read(text, name).items or read(text, name).modes
