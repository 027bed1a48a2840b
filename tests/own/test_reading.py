"""A user says how a file is to be read: its columns, what its topics are, without its ticks; or gives a folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.own.conftest import Imported, Write, topic
from tracker.core.roadmap.model import Mark
from tracker.workspace import Workspace

TABLE = "Part,Topic,rust,python,Remark\nKnots,Bowline,Y,N,slow\nKnots,Noose,N,Y,fast\n"
PLAIN = "# Sea\n\n## Knots\n\n| Knot |\n|---|\n| Bowline |\n| Noose |\n"
QUIZ = "".join(f"## Question {n}\n\n- [ ] wrong {n}\n- [x] right {n}\n- [ ] no {n}\n\n" for n in range(6))


def test_the_preview_of_a_table_shows_every_column_and_how_to_say_it_otherwise(
    small_home: Path, cli: Run, write: Write
) -> None:
    path = write("plan.csv", TABLE)
    shown = cli("import", path, "--dry-run").stdout
    assert "    4  python  notes   N · Y" in shown.splitlines()
    written = "title=Topic,groups=Part,status=rust,link=,notes=python+Remark,id=,day=,parent=,split=no"
    assert f"  tracker import {path} --columns {written}" in shown.splitlines()
    again = cli("import", path, "--dry-run", "--columns", written).stdout
    assert "that is a guess" not in again
    assert again.split("\n\n")[0] == shown.split("\n\n")[0]


def test_a_script_is_told_the_columns_and_chooses_some(small_home: Path, cli: Run, write: Write) -> None:
    path = write("plan.csv", TABLE)
    told = cli("import", path, "--dry-run", "--json").json()
    assert told["columns"] == {
        "title": "Topic",
        "groups": ["Part"],
        "status": "rust",
        "link": "",
        "notes": ["python", "Remark"],
        "id": "",
        "day": "",
        "parent": "",
        "split": False,
    }
    assert told["all_columns"][2] == {"number": 3, "name": "rust", "use": "status", "first": ["Y", "N"]}
    assert (told["done"], told["topics"]) == (1, 2)
    told = cli("import", path, "--dry-run", "--json", "--columns", "status=,title=1").json()
    assert (told["done"], told["columns"]["title"], told["columns"]["status"]) == (0, "Part", "")


def test_a_table_comes_in_and_is_followed_by_the_columns_that_were_said(
    brought: Imported, cli: Run, write: Write, workspace: Workspace
) -> None:
    id_ = brought(TABLE, "plan.csv", "--columns", "status=python,notes=")
    bowline, noose = topic(workspace, "Bowline"), topic(workspace, "Noose")
    assert (workspace.state().marks, workspace.state().notes) == ({noose: Mark.DONE}, {})
    newer = write("newer.csv", TABLE.replace("Y,N", "Y,Y"))
    told = cli("update", id_, newer, "--columns", "status=python,notes=", "--yes", "--json").json()
    assert (told["same"], told["newly_done"]) == (2, [bowline])
    assert "  3  rust    status" in cli("update", id_, newer, "--dry-run").stdout


def test_columns_that_are_not_there_are_wrong_usage_or_told(small_home: Path, cli: Run, write: Write) -> None:
    path = write("plan.csv", TABLE)
    assert cli("import", path, "--columns", "colour=Topic").code == 2
    ran = cli("import", path, "--columns", "title=Subject")
    assert (ran.code, 'no column "Subject"; it has "Part", "Topic"' in ran.stderr) == (4, True)


def test_a_file_without_marks_shows_the_ways_to_read_it(small_home: Path, cli: Run, write: Write) -> None:
    path = write("plan.md", PLAIN)
    ran = cli("import", path, "--dry-run")
    assert (ran.code, ran.stderr) == (0, "")
    assert ran.stdout.splitlines()[1:3] == ["  --mode table: the rows of its tables, 2 topics", "    Bowline · Noose"]
    told = cli("import", path, "--dry-run", "--json").json()
    assert (told["format"], told["title"], told["topics"], told["saved"]) == ("markdown", "Sea", 0, False)
    assert [(way["mode"], way["topics"], way["first"]) for way in told["modes"]] == [
        ("table", 2, ["Bowline", "Noose"]),
        ("headings", 1, ["Knots"]),
    ]


def test_no_way_picked_saves_nothing_and_fails(small_home: Path, cli: Run, write: Write) -> None:
    ran = cli("import", write("plan.md", PLAIN), "--yes")
    assert (ran.code, "--mode headings: its headings, 1 topic" in ran.stdout) == (2, True)
    assert "--mode table or --mode headings" in ran.stderr
    assert cli("own", "--json").json() == []


def test_an_update_shows_the_ways_too(brought: Imported, cli: Run, write: Write) -> None:
    id_ = brought(PLAIN, "plan.md", "--mode", "table")
    ran = cli("update", id_, write("newer.md", PLAIN), "--yes")
    assert (ran.code, "--mode table: the rows of its tables, 2 topics" in ran.stdout) == (2, True)


def test_a_quiz_comes_in_without_its_answers(brought: Imported, cli: Run, write: Write, workspace: Workspace) -> None:
    shown = cli("import", write("quiz.md", QUIZ), "--dry-run").stdout
    assert "18 topics · 6 done" in shown
    assert "--unticked imports it without these ticks" in shown
    unticked = cli("import", write("quiz.md", QUIZ), "--dry-run", "--unticked").stdout
    assert "18 topics · 0 done" in unticked
    assert "answers" not in unticked
    id_ = brought(QUIZ, "quiz.md", "--unticked")
    assert workspace.state().marks == {}
    told = cli("update", id_, write("newer.md", QUIZ), "--unticked", "--yes", "--json").json()
    assert (told["same"], told["newly_done"]) == (18, [])


def test_ticks_and_dates_of_any_file_can_be_left_behind(brought: Imported, cli: Run) -> None:
    brought("* Tasks\n** DONE Old\nCLOSED: [2021-03-04]\n** CANCELLED Never\n", "tasks.org", "--unticked")
    assert [event for event in cli("history", "--json").json() if event["field"] == "mark"] == []


@pytest.fixture
def sailor(tmp_path: Path) -> Path:
    """A folder as a clone has it: a page, another file, and content."""
    content = tmp_path / "sailor" / "content"
    content.mkdir(parents=True)
    (content / "bowline@aaaaaaaa1.md").write_text("# Bowline\n\nHolds.\n", encoding="utf-8")
    (content / "noose@bbbbbbbb2.md").write_text("# Noose\n\n- [@book@Knots](https://a.org/k)\n", encoding="utf-8")
    (content.parent / "sailor.md").write_text("# Not a topic\n", encoding="utf-8")
    return content.parent


@pytest.mark.parametrize("inside", ["", "content"])
def test_a_folder_comes_in_like_a_file(
    inside: str, small_home: Path, cli: Run, sailor: Path, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(sailor / inside)
    told = cli("import", ".", "--yes", "--json").json()
    assert (told["format"], told["title"], told["topics"]) == ("roadmap.sh", "sailor", 2)
    assert workspace.state().notes == {"sailor/aaaaaaaa1": "Holds."}
    (sailor / "content" / "splice@cccccccc3.md").write_text("# Splice\n", encoding="utf-8")
    told = cli("update", "sailor", str(sailor), "--yes", "--json").json()
    assert (told["same"], [topic["title"] for topic in told["new"]]) == (2, ["Splice"])


def test_an_ordinary_folder_and_one_that_is_to_be_read_otherwise_are_refused(
    small_home: Path, cli: Run, sailor: Path, tmp_path: Path
) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "plan.md").write_text("- [ ] a\n", encoding="utf-8")
    ran = cli("import", str(tmp_path / "notes"))
    assert (ran.code, "neither content files nor a graph" in ran.stderr) == (4, True)
    ran = cli("import", str(sailor), "--mode", "list")
    assert (ran.code, "read in one way only" in ran.stderr) == (4, True)
