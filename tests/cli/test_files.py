"""`export`, `check`, `update` and `paths`: what goes out to files and comes from them."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Run, environment
from tests.workspace.conftest import change


@pytest.mark.usefixtures("small_home")
def test_a_roadmap_is_exported_in_three_formats(cli: Run) -> None:
    cli("tick", "splice")
    cli("note", "splice", "with a fid")
    markdown = cli("export", "ropework").stdout
    assert markdown.startswith("# Knots\n\n25 % · 1 of 4 topics")
    assert "- [x] Splice an eye (advanced · 4 h) <!-- knots/splice -->" in markdown
    assert "  > with a fid\n" in markdown
    assert cli("export", "knots", "--format", "json").json()["children"][1]["children"][1]["note"] == "with a fid"
    table = list(csv.DictReader(io.StringIO(cli("export", "knots", "--format", "csv").stdout)))
    assert [(row["id"], row["mark"]) for row in table][-1] == ("knots/splice", "done")


@pytest.mark.usefixtures("small_home")
def test_an_export_goes_to_a_file(cli: Run, tmp_path: Path) -> None:
    file = tmp_path / "knots.json"
    ran = cli("export", "knots", "--format", "json", "-o", str(file))
    assert (ran.code, ran.stdout, ran.stderr) == (0, "", f"written: {file}\n")
    assert json.loads(file.read_text(encoding="utf-8"))["roadmap"] == "knots"


@pytest.mark.usefixtures("small_home")
def test_a_file_that_cannot_be_written_is_told(cli: Run, tmp_path: Path) -> None:
    ran = cli("export", "knots", "-o", str(tmp_path / "nowhere" / "knots.md"))
    assert (ran.code, ran.stdout) == (1, "")
    assert ran.stderr.endswith("knots.md cannot be written: No such file or directory\n")


@pytest.mark.usefixtures("bundled_home")
def test_a_backup_stays_whole_when_the_disk_has_no_room_for_the_newer_one(home: Path, tmp_path: Path) -> None:
    backup = tmp_path / "backup.json"
    backup.write_text("the one before", encoding="utf-8")
    script = (
        "import resource, sys; from tracker.cli.main import run;"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (64 * 1024, -1)); sys.exit(run(sys.argv[1:]))"
    )
    words = ("export", "--all", "--format", "json", "-o", str(backup), "--yes")
    command = [sys.executable, "-c", script, *words]
    done = subprocess.run(command, capture_output=True, text=True, env=environment(home), check=False)
    assert (done.returncode, done.stderr) == (1, f"tracker: {backup} cannot be written: File too large\n")
    assert backup.read_text(encoding="utf-8") == "the one before"
    assert [path.name for path in tmp_path.glob(".*")] == []


@pytest.mark.usefixtures("small_home")
def test_a_pipe_is_written_to_and_stays_a_pipe(cli: Run, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert cli("export", "knots", "-o", str(pipe)).code == 0
        assert os.read(reader, 65536).startswith(b"# Knots")
    finally:
        os.close(reader)


def test_the_bundled_roadmaps_have_nothing_to_mend(cli: Run) -> None:
    ran = cli("check")
    assert (ran.code, ran.stderr) == (0, "")
    assert ran.stdout.startswith("nothing to fix in ")


def test_every_problem_of_a_file_is_reported_with_exit_code_4(
    cli: Run, small_library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small_library / "skills")
    knots = small_library / "skills" / "knots.toml"
    change(knots, 'level = "advanced"', 'level = "top"')
    change(knots, "hours = 2", "hours = 0")
    ran = cli("check", "knots.toml", "sails.toml")
    assert ran.code == 4
    assert ran.stderr == "tracker: 3 problems; these files cannot be used as they are\n"
    hours, level, needs = ran.stdout.splitlines()
    assert hours == "knots.toml:37: sections.topics.hours: it should be greater than 0; found 0"
    assert level == "knots.toml:46: sections.topics.level: it should be 'basic', 'working' or 'advanced'; found 'top'"
    assert needs == 'sails.toml:15: needs "knots/figure-eight": no such topic'
    again = cli("check", "knots.toml", "--json")
    assert again.code == 4
    assert [error.split(":")[1] for error in json.loads(again.stdout)["errors"]] == ["37", "46"]


def test_a_sound_file_of_one_s_own_is_checked_beside_the_bundled_ones(
    cli: Run, small_library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small_library / "skills")
    change(small_library / "skills" / "charts.toml", "hours = 2", "hours = 0.25")
    ran = cli("check", "charts.toml")
    assert (ran.code, ran.stderr) == (0, "")
    assert ran.stdout == "charts.toml:13: 0.25 hours; a topic takes at least half an hour; join it with another\n"
    assert cli("check", "engines.toml").stdout == "nothing to fix in 1 skill and 0 roles\n"


def test_a_file_that_is_not_there_is_told(cli: Run) -> None:
    ran = cli("check", "nowhere.toml")
    assert ran.code == 4
    assert "nowhere.toml:1: cannot be read: No such file or directory" in ran.stdout


def test_nothing_that_a_file_says_reaches_the_terminal_as_a_command(cli: Run, tmp_path: Path) -> None:
    file = tmp_path / "evil\x1b]0;file\x07.toml"
    file.write_text('"\\u001b]0;key\\u0007" = 1\nid = "\\u001b[31m"\n', encoding="utf-8")
    ran = cli("check", str(file))
    assert ran.code == 4
    assert not set(ran.stdout + ran.stderr) & set("\x1b\x07")


@pytest.mark.usefixtures("small_home")
def test_an_update_is_told_then_used_then_taken_back(cli: Run) -> None:
    told = cli("update", "--dry-run").stdout.splitlines()
    assert {"new roadmap: AI Engineer", "no longer there: Deckhand"} <= set(told)
    assert told[-1] == "nothing was changed"
    assert cli("update", "--dry-run", "--json").json() == {"newer": True, "used": False, "changes": told[:-1]}
    assert cli("status", "skipper").code == 0
    used = cli("update").stdout.splitlines()
    assert used == [*told[:-1], "in use now; every tick is kept, and tracker undo takes it back"]
    assert cli("status", "ai-engineer").code == 0
    assert cli("update").stdout == "the newest bundled roadmaps are in use\n"
    assert cli("update", "--json").json() == {"newer": False, "used": False, "changes": []}
    cli("undo")
    assert cli("status", "skipper").code == 0


def test_paths_are_told_and_nothing_is_made(cli: Run, home: Path, tmp_path: Path) -> None:
    paths = cli("paths", "--json").json()
    assert paths["store"] == str(home / "data" / "tracker.db")
    assert set(paths) >= {"store", "config", "cache", "roadmaps"}
    shown = cli("paths").stdout.splitlines()
    assert shown[0].split() == ["store", str(home / "data" / "tracker.db"), "(not", "made", "yet)"]
    assert list(tmp_path.iterdir()) == []
