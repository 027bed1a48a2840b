"""Tables in the shape in which programs that keep tasks export them: states, days, parents and groups."""

from __future__ import annotations

import pytest

from tests.formats.outlines import item, tree, warnings_of
from tracker.core.importing.outline import walk
from tracker.formats.table.reader import read


def days(text: str) -> dict[str, str]:
    """When each topic was done, of those that say it."""
    return {item.title: item.done_at for _, item in walk(read(text).items) if item.done_at}


ASANA = (
    "Task ID,Created At,Completed At,Last Modified,Name,Section/Column,Assignee,Due Date,Tags,Notes,Projects,"
    "Parent task\n"
    "1,2026-01-02,2026-01-10,2026-01-10,Knots,Done,Me,,,soft,Sea,\n"
    "2,2026-01-02,,2026-01-10,Reef,To do,Me,,,,Sea,\n"
    "3,2026-01-02,2026-02-03,2026-01-10,Hitch,,Me,,,,Sea,Reef\n"
    "4,2026-01-02,,2026-01-10,Lee,In progress,Me,,,,Sea,\n"
    "5,2026-01-02,2026-02-11,2026-01-10,Luff,Week 1,Me,,,,Sea,Gone\n"
)


def test_in_asana_a_day_says_done_and_the_columns_of_a_board_are_groups() -> None:
    assert tree(read(ASANA)) == [
        "# Sea", "  # Done", "    [x] Knots", "  # To do", "    [ ] Reef", "      [x] Hitch", "  # In progress",
        "    [/] Lee", "  # Week 1", "    [x] Luff",
    ]  # fmt: skip
    assert days(ASANA) == {"Knots": "2026-01-10", "Hitch": "2026-02-03", "Luff": "2026-02-11"}
    assert (item(read(ASANA), "Knots").anchor, "soft" in item(read(ASANA), "Knots").note) == ("1", True)
    assert "Parent task: Gone" in item(read(ASANA), "Luff").note
    plain = ASANA.replace("Done", "Week 2").replace("In progress", "Testing").replace("To do", "Reading")
    assert [line for line in tree(read(plain)) if "Lee" in line or "Reef" in line] == ["    [ ] Reef", "    [ ] Lee"]


PROGRAMS = {
    "clickup": (
        (
            "Task ID,Task Name,Status,Date Closed,Parent ID,Attachments,Assignees,List Name,Folder Name/Path,"
            "Space Name\n"
            "a,Knots,complete,1767348000000,null,[],[],Ropes,Sea,World\n"
            "b,Reef,in progress,,a,[],[],Ropes,Sea,World\nc,Lee,to do,,null,[],[],Wind,Sea,World\n"
        ),
        ["# World", "  # Sea", "    # Ropes", "      [x] Knots", "        [/] Reef", "    # Wind", "      [ ] Lee"],
        {"Knots": "2026-01-02T10:00:00+00:00"},
    ),
    "linear": (
        (
            "ID,Team,Title,Description,Status,Estimate,Created,Started,Completed,Canceled,Parent issue,UUID\n"
            "E-1,Sea,Knots,,Done,3,2026-01-01T10:00:00.000Z,,2026-01-05T10:00:00.000Z,,,u1\n"
            "E-2,Sea,Reef,,In Progress,,2026-01-01T10:00:00.000Z,2026-01-05T10:00:00.000Z,,,E-1,u2\n"
            "E-3,Sea,Lee,,Canceled,,2026-01-01T10:00:00.000Z,,,2026-01-06T10:00:00.000Z,,u3\n"
        ),
        ["# Sea", "  [x] Knots", "    [/] Reef", "  [-] Lee"],
        {"Knots": "2026-01-05T10:00:00+00:00"},
    ),
    "monday": (
        (
            "My board,,,\n,,,\nWeek 1,,,\nName,Person,Status,Notes\nKnots,,Done,\nReef,,Working on it,hard\n,,,\n"
            "Week 2,,,\nName,Person,Status,Notes\nLee,,,\n"
        ),
        ["# Week 1", "  [x] Knots", "  [/] Reef", "# Week 2", "  [ ] Lee"],
        {},
    ),
    "planner": (
        (
            "Plan name,Sea\nPlan ID,abc\nDate of export,3/4/2026\n\n"
            "Task ID,Task Name,Bucket Name,Progress,Priority,Due date,Late,Completed Date,Completed By,"
            "Checklist Items\n"
            "t1,Knots,Ropes,Completed,Medium,,false,13/01/2026,Me,a;b\nt2,Reef,Ropes,In progress,Medium,,false,,,\n"
            "t3,Lee,Wind,Not started,Medium,,true,,,\n"
        ),
        ["# Ropes", "  [x] Knots", "  [/] Reef", "# Wind", "  [ ] Lee"],
        {"Knots": "2026-01-13"},
    ),
    "microsoft to do": (
        (
            "Subject,Start Date,Due Date,Status,Completed Date,Notes,List\nKnots,,,Completed,2026-01-02,,Sea\n"
            "Reef,,,NotStarted,,,Sea\nLee,,,InProgress,,,Sea\n"
        ),
        ["# Sea", "  [x] Knots", "  [ ] Reef", "  [/] Lee"],
        {"Knots": "2026-01-02"},
    ),
    "basecamp": (
        (
            "To-do list,To-do,Notes,Assigned to,Due on,Completed on,Completed by\n"
            "Ropes,Knots,,Me,2026-01-01,2026-01-02,Me\n"
            "Ropes,Reef,,,,,\nWind,Lee,,,,,\n"
        ),
        ["# Ropes", "  [x] Knots", "  [ ] Reef", "# Wind", "  [ ] Lee"],
        {"Knots": "2026-01-02"},
    ),
    "things": (
        (
            "Area,Project,Heading,Title,Notes,Status,Creation Date,Completion Date\n"
            ",Sea,Ropes,Knots,,completed,2026-01-01,2026-01-02\n,Sea,Ropes,Reef,,open,2026-01-01,\n"
            ",Sea,,Lee,,canceled,2026-01-01,\n"
        ),
        ["# Sea", "  # Ropes", "    [x] Knots", "    [ ] Reef", "  [-] Lee"],
        {"Knots": "2026-01-02"},
    ),
    "omnifocus": (
        (
            "Task ID,Type,Name,Status,Project,Start Date,Completion Date,Duration,Flagged,Notes\n"
            "1,Project,Sea,active,,,,,0,\n1.1,Action,Knots,completed,Sea,,2026-01-02 10:00:00 +0000,30m,0,\n"
            "1.2,Action,Reef,available,Sea,,,,1,\n1.3,Action,Lee,dropped,Sea,,,,0,\n"
        ),
        ["[/] Sea", "  [x] Knots", "  [ ] Reef", "  [-] Lee"],
        {"Knots": "2026-01-02T10:00:00+00:00"},
    ),
    "trello": (
        (
            "Card ID,Card Name,Card URL,Due Date,List ID,List Name,Board ID,Board Name,Archived,Due Complete\n"
            "c1,Knots,https://trello.com/c/c1,,l1,Done,b,Sea,false,false\n"
            "c2,Reef,https://trello.com/c/c2,,l2,Doing,b,Sea,false,false\n"
            "c3,Lee,https://trello.com/c/c3,,l2,Doing,b,Sea,false,true\n"
        ),
        ["# Sea", "  # Done", "    [x] Knots", "  # Doing", "    [/] Reef", "    [x] Lee"],
        {},
    ),
    "jira": (
        (
            "Summary,Issue key,Issue id,Issue Type,Status,Resolved,Parent,Description\n"
            "Knots,A-1,10,Story,Done,02/Jan/26 10:00 AM,,\nReef,A-2,11,Sub-task,In Progress,,10,x\n"
            "Lee,A-3,12,Story,Selected for Development,,,\n"
        ),
        ["[x] Knots", "  [/] Reef", "[ ] Lee"],
        {"Knots": "2026-01-02"},
    ),
    "notion": (
        (
            'Name,Status,Due,Completed on,Parent item\nKnots,Done,,"January 3, 2026",\n'
            "Reef,In progress,,,Knots (https://www.notion.so/Knots-1)\nLee,Not started,,,\n"
        ),
        ["[x] Knots", "  [/] Reef", "[ ] Lee"],
        {"Knots": "2026-01-03"},
    ),
    "habitica": (
        "Task Name,Task ID,Task Type,Date,Value\nKnots,1,todo,2026-01-01 10:00:00,1\n",
        ["[ ] Knots"],
        {},
    ),
    "airtable": (
        (
            "Name,Notes,Status,Done,Last Modified\nKnots,a,In progress,,1/2/2026 3:04pm\n"
            "Reef,,Done,checked,1/2/2026 3:04pm\n"
        ),
        ["[/] Knots", "[x] Reef"],
        {},
    ),
}


@pytest.mark.parametrize("program", PROGRAMS)
def test_an_export_of_a_program(program: str) -> None:
    text, topics, done = PROGRAMS[program]
    assert tree(read(text)) == topics
    assert days(text) == done


def test_a_day_that_could_be_two_days_says_done_and_stays_as_text() -> None:
    table = "Task,Completed\nKnots,3/4/2026\nReef,\nLee,{}\n"
    unclear = read(table.format("5/6/2026"))
    assert tree(unclear) == ["[x] Knots", "[ ] Reef", "[x] Lee"]
    assert item(unclear, "Knots").note == "3/4/2026"
    assert any("could be two days" in warning for _, warning in warnings_of(unclear))
    assert days(table.format("5/16/2026")) == {"Knots": "2026-03-04", "Lee": "2026-05-16"}
    assert days(table.format("16/5/2026")) == {"Knots": "2026-04-03", "Lee": "2026-05-16"}
    assert days("Aufgabe,Erledigt am\nKnoten,3.4.2026\n") == {"Knoten": "2026-04-03"}
    assert days("タスク,完了日\n結び目,2026年4月3日\n") == {"結び目": "2026-04-03"}


def test_a_day_among_yes_and_no_says_done() -> None:
    outline = read("Task,Completed\nKnots,yes\nReef,no\nLee,2026-04-03\nLuff,no\n")
    assert tree(outline) == ["[x] Knots", "[ ] Reef", "[x] Lee", "[ ] Luff"]
    assert (item(outline, "Lee").done_at, warnings_of(outline)) == ("2026-04-03", [])


def test_a_parent_that_goes_in_a_circle_is_none_and_no_row_is_lost() -> None:
    table = "Task,Parent\nKnots,Reef\nReef,Knots\nLee,Lee\nLuff,Nobody\n"
    assert sorted(line.strip() for line in tree(read(table))) == ["[ ] Knots", "[ ] Lee", "[ ] Luff", "[ ] Reef"]


def test_the_column_of_days_and_of_parents_can_be_named() -> None:
    table = "Task,When,Above\nKnots,2026-04-03,\nReef,,Knots\n"
    assert tree(read(table)) == ["[ ] Knots", "[ ] Reef"]
    assert tree(read(table, "day=When,parent=Above")) == ["[x] Knots", "  [ ] Reef"]
    assert warnings_of(read("Task,When\nKnots,soon\n", "day=When")) == [
        (2, "this is no day on which something was done: soon")
    ]
