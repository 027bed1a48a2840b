"""When something was done comes in with it, goes out with it, and is the same when it comes back."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.own.conftest import Imported, Write, topic
from tracker.core.journal.events import Field
from tracker.workspace import Workspace

BEFORE = """\
# Vault
## Week
- [ ] Read 📅 2026-03-01 ⏫
- [ ] Write ➕ 2026-02-01 📅 2026-03-02
- [ ] Explain 🔁 every week 📅 2026-03-03
- [ ] Draw
"""
AFTER = """\
# Vault
## Week
- [x] Read 📅 2026-03-01 ⏫ ✅ 2026-02-20
- [x] Write ➕ 2026-02-01 📅 2026-03-02 ✅ 2026-02-21
- [ ] Explain 🔁 every week 📅 2026-03-10
- [x] Explain 🔁 every week 📅 2026-03-03 ✅ 2026-03-03
- [x] Draw ✅ 2026-02-22
"""


@pytest.fixture
def dated(brought: Imported) -> str:
    return brought("* DONE Joins\nCLOSED: [2026-03-01 Sun 00:31]\n* TODO Windows\n", "night.org", "--id", "night")


def test_new_dates_and_ticks_of_obsidian_keep_every_topic_and_give_the_days(
    brought: Imported, cli: Run, write: Write, workspace: Workspace
) -> None:
    id_ = brought(BEFORE)
    ids = {title: topic(workspace, title) for title in ("Read", "Write", "Explain", "Draw")}
    for _ in range(2):
        told = cli("update", id_, write("after.md", AFTER), "--yes", "--json").json()
        assert (told["same"], told["new"], told["gone"], told["demoted"]) == (4, [], [], [])
        times = {subject: moment[:10] for subject, moment in workspace.touched(Field.MARK).items()}
        assert {title: times.get(ids[title]) for title in ids} == {
            "Read": "2026-02-20", "Write": "2026-02-21", "Explain": None, "Draw": "2026-02-22",
        }  # fmt: skip
        done = [event.at[:10] for event in workspace.history(100, ids["Explain"]) if event.value == "done"]
        assert done == ["2026-03-03"]


def test_a_repeated_task_that_comes_in_was_done_once(brought: Imported, workspace: Workspace) -> None:
    brought(AFTER)
    explain = topic(workspace, "Explain")
    assert explain not in workspace.state().marks
    assert [event.value for event in workspace.history(10, explain) if event.field is Field.MARK] == [None, "done"]


@pytest.mark.parametrize("format_", ["org", "json", "csv", "toml", "opml"])
def test_the_day_goes_out_and_comes_back(
    dated: str, format_: str, cli: Run, write: Write, workspace: Workspace
) -> None:
    moment = workspace.touched()[topic(workspace, "Joins")]
    exported = cli("export", dated, "--format", format_).stdout
    assert cli("import", write(f"out.{format_}", exported), "--yes", "--id", "back").code == 0
    back = [moment for subject, moment in workspace.touched().items() if subject.startswith("back/")]
    assert [moment[:16] for moment in back] == [moment[:16]]


def test_the_day_is_in_each_format_as_its_programs_write_it(dated: str, cli: Run) -> None:
    assert "* DONE Joins\nCLOSED: [2026-03-01 Sun 00:31]\n" in cli("export", dated, "--format", "org").stdout
    assert "done 2026-03-01" in cli("export", dated, "--format", "html").stdout
    (row, other) = csv.DictReader(io.StringIO(cli("export", dated, "--format", "csv").stdout))
    assert (row["done_at"][:4], other["done_at"]) == ("2026", "")
    assert "✅" not in cli("export", dated).stdout
    told = cli("export", dated, "--days")
    assert "- [x] Joins ✅ 2026-03-01 <!--" in told.stdout
    assert cli("show", dated, "--json").json()["children"][0]["done_at"].startswith("2026-0")


def test_days_in_markdown_come_back_and_are_no_title(dated: str, cli: Run, write: Write, workspace: Workspace) -> None:
    cli("edit", "Windows", "--title", "Windows ✅ 2026-01-02")
    exported = cli("export", dated, "--days").stdout
    told = cli("update", dated, write("out.md", exported), "--yes", "--json").json()
    assert (told["same"], told["new"], told["gone"], told["renamed"]) == (2, [], [], [])
    cli("import", write("out.md", exported), "--yes", "--id", "back")
    titles = [node.title for node in workspace.roadmap("back").tree.topics()]
    assert titles == ["Joins", "Windows ✅ 2026-01-02"]
    (moment,) = [moment for subject, moment in workspace.touched().items() if subject.startswith("back/")]
    assert moment > "2026-02-27"


def test_a_table_says_what_it_leaves_out(dated: str, cli: Run) -> None:
    assert "CSV leaves out groups without topics" in cli("export", dated, "--format", "csv").stderr
    assert cli("export", dated, "--format", "json").stderr == ""


def test_a_file_is_replaced_only_when_somebody_says_so(dated: str, cli: Run, write: Write) -> None:
    path = write("mine.md", "mine")
    for words in (("export", dated, "-o", path), ("export", "--all", "--format", "json", "-o", path)):
        assert (cli(*words).code, "--yes" in cli(*words).stderr) == (2, True)
        assert Path(path).read_text(encoding="utf-8") == "mine"
    assert cli("export", dated, "-o", path, "--yes").code == 0


def test_a_script_reads_on_stderr_what_was_guessed(small_home: Path, cli: Run, write: Write) -> None:
    path = write("a.csv", "Topic,Status\nA,Done\nB,Simmering\n")
    told = cli("import", path, "--yes").stderr
    assert "the columns are a guess: Topic has the titles, Status says what is done" in told
    assert "Simmering (1)" in told
    (warning,) = cli("import", path, "--dry-run", "--json").json()["warnings"]
    assert "Simmering (1)" in warning["message"]


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        ("Topic,Completed At\nA,2026-01-02\nB,\n", "Completed At says what is done, and when"),
        ("Topic,Status,Completed At\nA,Done,2026-01-02\nB,,\n", "Status says what is done, Completed At when"),
    ],
)
@pytest.mark.usefixtures("small_home")
def test_a_guess_names_the_column_with_the_days(cli: Run, write: Write, table: str, sentence: str) -> None:
    assert f"Topic has the titles, {sentence}" in cli("import", write("a.csv", table), "--yes").stderr
