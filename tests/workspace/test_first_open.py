"""Opening a workspace: the bundled roadmaps are loaded once, whole, or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.conftest import paths_in
from tests.workspace.conftest import Opens, change
from tracker.core.errors import RoadmapFileError, StoreError
from tracker.core.journal.commands import SetMark
from tracker.core.journal.events import Field, Why
from tracker.core.roadmap.model import Mark
from tracker.workspace import Workspace


def test_the_first_open_loads_every_roadmap(opens: Opens) -> None:
    with opens() as workspace:
        assert [roadmap.id for roadmap in workspace.roadmaps()] == [
            "deckhand",
            "skipper",
            "charts",
            "engines",
            "knots",
            "sails",
        ]
        assert workspace.profile("deckhand").day == "Lines, fenders, sails."
        assert workspace.card("sails/reef").done_when == "Put in a reef in under two minutes."
        assert workspace.library_updates.pending() is None


def test_loading_is_the_program_s_own_act_and_happens_once(opens: Opens) -> None:
    opens().close()
    with opens() as workspace:
        (event,) = workspace.history(1000)
        assert (event.why, event.field, event.subject) == (Why.LOAD, Field.SNAPSHOT, "library")
        assert workspace.undo() == []


def test_files_that_nobody_has_touched_are_not_read_again(opens: Opens, small_library: Path) -> None:
    opens().close()
    file = small_library / "skills" / "knots.toml"
    before = file.stat()
    file.write_bytes(b"?" * before.st_size)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    with opens() as workspace:
        assert workspace.title("knots/bowline") == "Tie a bowline"
    os.utime(file)
    with pytest.raises(RoadmapFileError):
        opens()


def test_a_broken_library_loads_nothing_and_tells_every_problem(opens: Opens, small_library: Path, home: Path) -> None:
    change(small_library / "skills" / "sails.toml", 'level = "basic"', 'level = "easy"')
    change(small_library / "skills" / "charts.toml", 'title = "Plot a course"', "")
    with pytest.raises(RoadmapFileError) as caught:
        opens()
    assert str(caught.value) == "2 problems in the roadmap files; nothing was loaded"
    assert caught.value.exit_code == 4
    charts, sails = caught.value.problems
    assert charts.endswith('skills/charts.toml:17: "title" is missing')
    assert "skills/sails.toml:12: sections.topics.level: it should be 'basic', 'working' or 'advanced'" in sails
    assert [file.name for file in (home / "data").iterdir() if file.name.startswith("tracker.db-")] == []

    change(small_library / "skills" / "sails.toml", 'level = "easy"', 'level = "basic"')
    change(
        small_library / "skills" / "charts.toml", 'id = "charts/plot"', 'id = "charts/plot"\ntitle = "Plot a course"'
    )
    with opens() as workspace:
        assert len(workspace.roadmaps()) == 6
        assert len(workspace.history(1000)) == 1


def test_a_library_that_breaks_later_costs_no_tick(opens: Opens, small_library: Path) -> None:
    with opens() as workspace:
        workspace.record(SetMark(("knots/bowline",), Mark.DONE))
    change(small_library / "roles" / "skipper.toml", 'skill = "charts"', 'skill = "chrats"')
    with pytest.raises(RoadmapFileError, match="1 problem in the roadmap files"):
        opens()
    change(small_library / "roles" / "skipper.toml", 'skill = "chrats"', 'skill = "charts"')
    with opens() as workspace:
        assert workspace.state().marks == {"knots/bowline": Mark.DONE}
        assert workspace.library_updates.pending() is None


def test_a_library_that_is_not_there_is_told(home: Path, tmp_path: Path) -> None:
    with pytest.raises(RoadmapFileError, match="the bundled roadmaps are not at"):
        Workspace(paths_in(home, tmp_path / "nowhere"))


def test_a_store_that_cannot_be_used_is_told_before_the_library_is_read(home: Path, tmp_path: Path) -> None:
    (home / "data").mkdir(parents=True)
    (home / "data" / "tracker.db").write_text("a shopping list")
    with pytest.raises(StoreError, match="is no SQLite file"):
        Workspace(paths_in(home, tmp_path / "nowhere"))
