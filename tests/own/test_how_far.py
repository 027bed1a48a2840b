"""The steps of an import: told while it goes on, shown to a user, and able to end it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.own.conftest import NEWER, PLAN, Imported, Write
from tracker.core.errors import CancelledByUserError
from tracker.core.importing.stages import Step
from tracker.core.roadmap.model import Mark
from tracker.workspace import Workspace
from tracker.workspace.incoming.open_source import open_source
from tracker.workspace.incoming.source import LARGE_IMPORT, Source

LINE = "- [x] A topic with a title that is as long as those that people write into their lists\n"
LARGE = f"# Large plan\n\n{LINE * (LARGE_IMPORT // len(LINE) + 1)}"


class Heard:
    """Keeps the steps that it is told; raises at the one where the work is to end."""

    def __init__(self, end: Step | None = None) -> None:
        self.end = end
        self.steps: list[Step] = []

    def __call__(self, step: Step) -> None:
        self.steps.append(step)
        if step is self.end:
            raise CancelledByUserError("left off")


def test_an_import_tells_each_of_its_steps_once_and_in_order(workspace: Workspace) -> None:
    heard = Heard()
    open_source(workspace, Source("plan.md", PLAN.encode()), progress=heard).save(workspace, heard)
    assert heard.steps == list(Step)


def test_an_update_tells_its_steps_too(brought: Imported, workspace: Workspace) -> None:
    id_, heard = brought(), Heard()
    source = Source("plan.md", NEWER.encode())
    open_source(workspace, source, progress=heard, update=id_).save(workspace, heard)
    assert heard.steps == list(Step)


def test_who_leaves_before_it_is_saved_keeps_nothing_of_it(workspace: Workspace) -> None:
    incoming = open_source(workspace, Source("plan.md", PLAN.encode()))
    before = workspace.state()
    with pytest.raises(CancelledByUserError):
        incoming.save(workspace, Heard(Step.SAVING))
    assert workspace.state() == before
    incoming.save(workspace)
    done = incoming.as_object(saved=True)["done"]
    assert list(workspace.state().marks.values()).count(Mark.DONE) == done > 0


def test_a_user_sees_the_steps_and_they_are_gone_before_anything_else_is_said(
    small_home: Path, cli: Run, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    shown = cli("import", write("large.md", LARGE), "--yes").stderr
    steps = [part for part in shown.split("\r") if part.strip()]
    assert steps == [f"{step.value} …" for step in Step]
    assert shown.rsplit("\r", 2)[1].isspace()
    assert shown.endswith("\r")


def test_an_error_does_not_stand_behind_a_step(
    small_home: Path, cli: Run, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    ran = cli("import", write("deep.md", f"{LARGE}\n{'> ' * 200}deep\n"), "--yes")
    assert ran.code == 4
    assert "reading" in ran.stderr
    assert ran.stderr.rpartition("\r")[2].startswith("tracker: this file nests")


def test_neither_a_script_nor_a_short_file_is_told_steps(
    small_home: Path, cli: Run, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cli("import", write("large.md", LARGE), "--yes").stderr == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    assert cli("import", write("plan.md", PLAN), "--yes").stderr == ""
