"""A file of somebody else's comes in whole, after it was shown, or not at all."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.own.conftest import PLAN, Imported, Write, topic
from tests.store.conftest import is_sound
from tracker.core.errors import OutdatedError
from tracker.core.roadmap.model import Kind, Mark
from tracker.workspace import Workspace
from tracker.workspace.incoming.open_source import open_source
from tracker.workspace.incoming.source import Source, read_source
from tracker.workspace.paths import find_paths


def test_a_dry_run_counts_and_saves_nothing(small_home: Path, cli: Run, write: Write) -> None:
    told = cli("import", write("plan.md", PLAN), "--dry-run", "--json").json()
    counts = ("topics", "done", "doing", "skipped", "groups", "max_depth")
    assert [told[name] for name in counts] == [6, 2, 1, 1, 3, 3]
    assert (told["format"], told["title"], told["warnings"], told["saved"]) == ("markdown", "Harbour plan", [], False)
    assert cli("own", "--json").json() == []


def test_what_is_skipped_and_why_is_told_with_its_line(small_home: Path, cli: Run, write: Write) -> None:
    path = write("list.md", "- [ ] Real\n\n```\n- [ ] only shown\n```\n")
    told = cli("import", path, "--dry-run", "--json").json()
    (warned,) = told["warnings"]
    assert (warned["line"], warned["skipped"], told["lines_skipped"]) == (4, True, 1)
    assert "line 4: " in cli("import", path, "--dry-run").stdout


def test_a_preview_shows_the_tree_with_its_marks(small_home: Path, cli: Run, write: Write) -> None:
    shown = cli("import", write("plan.md", PLAN), "--dry-run").stdout
    assert shown.splitlines()[:6] == [
        "Harbour plan",
        "  Ropes",
        "    ✓ Tie a bowline with one hand",
        "    ○ Splice a rope",
        "      ✓ Cut it",
        "      ◐ Whip the end",
    ]
    assert "6 topics · 2 done · 1 doing · 1 skipped · 3 groups · 3 levels deep · markdown" in shown


def test_a_large_tree_is_shown_down_to_the_level_that_fits(small_home: Path, cli: Run, write: Write) -> None:
    text = "\n".join(f"## Part {n}\n" + "\n".join(f"- [ ] Topic {n}.{m}" for m in range(20)) for n in range(10))
    shown = cli("import", write("long.md", text), "--dry-run").stdout
    assert "  Part 9  20 topics below" in shown
    assert "Topic 9.1" not in shown


def test_an_imported_roadmap_is_a_roadmap_like_any_other(brought: Imported, cli: Run) -> None:
    id_ = brought()
    assert id_ == "harbour-plan"
    (listed,) = cli("own", "--json").json()
    assert (listed["roadmap"], listed["done"], listed["counted"]) == (id_, 2, 5)
    assert cli("tick", "Read a cloud", "--json").json()["moved"][0]["percent"] == 60
    assert "Tie a bowline with one hand" in cli("show", id_).stdout


def test_every_topic_has_an_id_of_its_own_that_says_nothing(brought: Imported, workspace: Workspace) -> None:
    roadmap = workspace.roadmap(brought())
    ids = [topic.id for topic in roadmap.tree.topics()]
    assert roadmap.kind is Kind.OWN
    assert len(set(ids)) == 6
    assert all(id_.startswith("harbour-plan/") and "rope" not in id_ for id_ in ids)


@pytest.mark.parametrize(
    ("name", "title"),
    [("my plan.md", "my plan"), ("x/plan.v2.md", "plan.v2"), ("C:\\x\\plan.md", "plan"), ("-", "Imported")],
)
def test_a_file_without_a_title_is_called_by_its_name(name: str, title: str, workspace: Workspace) -> None:
    incoming = open_source(workspace, Source(name, b"- [ ] a\n"))
    assert incoming.as_object(saved=False)["title"] == title


def test_marks_notes_and_links_come_with_it(brought: Imported, workspace: Workspace) -> None:
    brought(
        "- [x] [Knots](https://example.org/k)\n  - plain\n  - https://example.org/more\n- [ ] Sails\n",
        "a.md",
        "--id",
        "a",
    )
    id_ = topic(workspace, "Knots")
    assert workspace.state().marks[id_] is Mark.DONE
    assert "plain" in workspace.state().notes[id_]
    assert {link.url for link in workspace.card(id_).links} == {"https://example.org/k", "https://example.org/more"}


def test_undo_takes_an_import_back_marks_and_all_and_redo_brings_it(brought: Imported, cli: Run) -> None:
    brought()
    before = cli("own", "--json").json()
    assert "roadmap removed" not in cli("undo").stderr
    assert cli("own", "--json").json() == []
    with Workspace.open() as workspace:
        state = workspace.state()
        assert not [id_ for id_ in (*state.marks, *state.notes) if id_.startswith("harbour-plan/")]
    cli("redo")
    assert cli("own", "--json").json() == before
    assert is_sound(find_paths().store)


def test_nobody_to_ask_and_no_yes_saves_nothing_and_fails(small_home: Path, program: Run, write: Write) -> None:
    ran = program("import", write("plan.md", PLAN))
    assert ran.code == 2
    assert "--yes" in ran.stderr
    assert "Harbour plan" in ran.stdout
    assert program("own", "--json").json() == []


@pytest.mark.parametrize(("answer", "code", "saved"), [("y\n", 0, 1), ("\n", 1, 0), ("no\n", 1, 0), ("", 1, 0)])
def test_on_a_terminal_the_user_is_asked(
    answer: str, code: int, saved: int, small_home: Path, cli: Run, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("sys.stdin", Terminal(answer))
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    ran = cli("import", write("plan.md", PLAN))
    assert ran.code == code
    assert "Save this as harbour-plan? [y/N]" in ran.stderr
    assert len(cli("own", "--json").json()) == saved


def test_standard_input_is_a_file_too(small_home: Path, program: Run) -> None:
    told = program("import", "-", "--yes", "--json", "--title", "Piped", stdin=b"- [x] one\n- [ ] two\n").json()
    assert (told["roadmap"], told["title"], told["topics"], told["done"], told["saved"]) == (
        "piped",
        "Piped",
        2,
        1,
        True,
    )


def test_the_day_on_which_something_was_done_is_history(brought: Imported, cli: Run) -> None:
    brought("* Tasks\n** DONE Old thing\nCLOSED: [2021-03-04 Thu 12:00]\n** TODO New thing\n", "tasks.org")
    (event,) = [entry for entry in cli("history", "--json").json() if entry["field"] == "mark"]
    assert event["at"].startswith("2021-03-0")
    assert event["value"] == "done"


def test_a_day_to_come_is_no_day_on_which_something_was_done(brought: Imported, cli: Run) -> None:
    brought("* Tasks\n** DONE Odd thing\nCLOSED: [2999-03-04]\n", "tasks.org")
    (event,) = [entry for entry in cli("history", "--json").json() if entry["field"] == "mark"]
    assert event["at"] < "2999"


def test_two_files_of_one_title_are_two_roadmaps_and_the_second_is_told(
    brought: Imported, cli: Run, write: Write
) -> None:
    brought()
    ran = cli("import", write("again.md", PLAN), "--dry-run")
    assert "tracker update harbour-plan FILE" in ran.stderr
    assert brought(PLAN, "again.md") == "harbour-plan-2"


def test_an_id_that_is_taken_or_none_is_refused(brought: Imported, cli: Run, write: Write) -> None:
    brought()
    path = write("again.md", PLAN)
    for id_ in ("harbour-plan", "knots", "library", "No Id"):
        assert cli("import", path, "--yes", "--id", id_).code == 2


def test_the_id_of_a_removed_roadmap_is_not_said_to_be_there(brought: Imported, cli: Run, write: Write) -> None:
    words = ("import", write("again.md", PLAN), "--yes", "--id", brought())
    assert "to update it: tracker update harbour-plan FILE" in cli(*words).stderr
    cli("remove", "harbour-plan")
    refused = cli(*words)
    assert (refused.code, "tracker update" in refused.stderr) == (2, False)
    assert "or of one that you removed; choose another id" in refused.stderr


def test_a_file_with_nothing_to_tick_names_the_ways_to_read_it(small_home: Path, cli: Run, write: Write) -> None:
    path = write("table.md", "# Courses\n\n| Course | Weeks |\n|---|---|\n| Knots | 2 |\n| Sails | 3 |\n")
    ran = cli("import", path, "--yes")
    assert (ran.code, "--mode table" in ran.stderr) == (2, True)
    assert cli("import", path, "--mode", "table", "--yes", "--json").json()["topics"] == 2


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01", b"PK\x03\x04rest", b"\xff\xfe\x00\xd8", b"just words", b'{"nodes": 3}'], ids=repr
)
def test_what_is_no_roadmap_is_refused_in_one_sentence(content: bytes, small_home: Path, program: Run) -> None:
    ran = program("import", "-", "--yes", stdin=content)
    assert ran.code in {2, 4}
    assert ran.stderr.startswith("tracker: ")
    assert "Traceback" not in ran.stderr
    assert program("own", "--json").json() == []


def test_titles_are_text_and_never_commands_to_a_terminal(small_home: Path, cli: Run, write: Write) -> None:
    path = write("evil.md", "# [bold]\x1b[31mred\n- [ ] \x1b]0;title\x07 tick [link](javascript:alert(1)) \u202etxt\n")
    ran = cli("import", path, "--yes")
    assert ran.code == 0
    assert not set(ran.stdout + ran.stderr) & set("\x1b\x07\u202e")
    with Workspace.open() as workspace:
        (own,) = [roadmap for roadmap in workspace.roadmaps() if roadmap.kind is Kind.OWN]
        assert all(workspace.card(topic.id).links == () for topic in own.tree.topics())


def test_what_we_exported_comes_back_as_the_same_topics(brought: Imported, cli: Run, workspace: Workspace) -> None:
    exported = cli("export", "knots").stdout.replace("[ ]", "[x]", 1)
    brought(exported, "knots.md", "--id", "my-knots", "--share")
    ids = [topic.id for topic in workspace.roadmap("my-knots").tree.topics()]
    assert ids == [topic.id for topic in workspace.roadmap("knots").tree.topics()]
    assert cli("status", "knots", "--json").json()["done"] == 1


def test_an_import_takes_no_tick_away(brought: Imported, cli: Run, workspace: Workspace) -> None:
    exported = cli("export", "knots").stdout
    cli("tick", "knots/bowline")
    cli("note", "knots/bowline", "mine")
    brought(exported.replace("[ ]", "[/]"), "knots.md", "--id", "my-knots", "--share")
    assert workspace.state().marks["knots/bowline"] is Mark.DONE
    assert workspace.state().notes["knots/bowline"] == "mine"


def test_nothing_is_half_imported(small_home: Path, write: Write) -> None:
    from tracker.core.journal.events import Change, Field
    from tracker.workspace.incoming.outline_import import read_outline
    from tracker.workspace.incoming.roadmap_import import plan_import, snapshot_of

    with Workspace.open() as workspace:
        name = write("plan.md", PLAN)
        plan = plan_import(workspace, read_outline(read_source(name), {}), name, {})
        before = workspace.undoable(1)
        unwritable = Change(Field.MARK, "harbour-plan/\ud800", "done")
        with pytest.raises(UnicodeEncodeError):
            workspace.load(snapshot_of(plan.imported), [unwritable], "")
        assert workspace.undoable(1) == before
        assert [roadmap for roadmap in workspace.roadmaps() if roadmap.kind is Kind.OWN] == []
        assert "harbour-plan" not in workspace.taken_ids()


def test_a_topic_with_an_id_in_upper_case_can_be_named(brought: Imported, cli: Run) -> None:
    brought("* Tasks\n** TODO One\n:PROPERTIES:\n:ID: AbC-1\n:END:\n", "tasks.org", "--id", "tasks")
    assert cli("tick", "tasks/AbC-1", "--json").json()["topics"] == [
        {"id": "tasks/AbC-1", "mark": "done", "changed": True}
    ]


def test_a_bar_shows_a_user_that_a_large_file_is_worked_on(
    small_home: Path, cli: Run, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write("large.md", "\n".join(f"- [ ] Topic number {n}" for n in range(30_000)))
    assert "[" not in cli("import", path, "--yes").stderr
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    assert "saving" in cli("import", path, "--yes", "--id", "again").stderr


def test_only_a_moment_that_can_have_been_is_one() -> None:
    from tracker.workspace.clock import moment

    assert moment("2021-03-04T12:00:00+02:00", "2025") == "2021-03-04T10:00:00.000Z"
    assert [moment(text, "2025") for text in ("", "soon", "2026-01-01", "1969-12-31T00:00:00+00:00", "0001-01-01")] == [
        ""
    ] * 5


def test_a_roadmap_that_another_program_saved_meanwhile_is_not_overwritten(
    brought: Imported, write: Write, cli: Run, workspace: Workspace
) -> None:
    incoming = open_source(workspace, read_source(write("mine.md", "# Harbour plan\n\n- [x] Other\n")))
    assert brought() == incoming.as_object(saved=False)["roadmap"]
    with pytest.raises(OutdatedError, match="meanwhile harbour-plan was saved by another program"):
        incoming.save(workspace)
    assert cli("status", "harbour-plan", "--json").json()["done"] == 2
    assert "Tie a bowline" in cli("show", "harbour-plan").stdout


def test_topics_that_are_here_already_are_told_before_their_ticks_are_shared(
    small_home: Path, cli: Run, write: Write
) -> None:
    path = write("theirs.json", cli("export", "knots", "--format", "json").stdout)
    told = cli("import", path, "--dry-run", "--json").json()
    assert told["shared"] == told["topics"] > 0
    assert "you have already, by their ids" in cli("import", path, "--dry-run").stdout
    assert cli("import", write("plan.md", PLAN), "--dry-run", "--json").json()["shared"] == 0


def test_a_second_roadmap_of_the_same_title_is_saved_and_told(brought: Imported, cli: Run, write: Write) -> None:
    brought()
    ran = cli("import", write("again.md", PLAN), "--yes")
    assert "saved as harbour-plan-2" in ran.stdout
    assert "tracker update harbour-plan FILE" in ran.stderr


def test_boxes_without_a_bullet_are_told(small_home: Path, cli: Run, write: Write) -> None:
    ran = cli("import", write("bare.md", "[ ] Tie\n[x] Sail\n"), "--dry-run")
    assert ran.code == 4
    assert "2 lines would be boxes with a bullet before them" in ran.stderr
    told = cli("import", write("mixed.md", "- [ ] Tie\n\n[x] Sail\n"), "--dry-run", "--json").json()
    assert [(warning["line"], warning["message"]) for warning in told["warnings"]] == [
        (3, "looks like a box and is none: no bullet before it")
    ]


def test_tasks_one_in_a_line_are_no_progress_and_come_in(small_home: Path, cli: Run, write: Write) -> None:
    task = '{{"description": "{}", "entry": "20260101T080000Z", "status": "{}", "uuid": "u-{}"}}\n'
    path = write("tasks.json", "".join(task.format(name, "completed", name) for name in ("Knots", "Reef")))
    preview = cli("import", path, "--dry-run", "--json").json()
    assert (preview["format"], preview["topics"], preview["done"]) == ("taskwarrior", 2, 2)
