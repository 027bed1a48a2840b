"""The steps of an import: told while it goes on, shown to a user, and able to end it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.own.conftest import NEWER, PLAN, Imported, Write
from tracker.core.errors import LeftOffError
from tracker.core.importing.stages import Step
from tracker.workspace import Workspace
from tracker.workspace.incoming.roadmap_import import LARGE_IMPORT, prepare, save
from tracker.workspace.incoming.roadmap_update import apply, plan
from tracker.workspace.incoming.source import Source, read_outline

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
            raise LeftOffError("left off")


def test_an_import_tells_each_of_its_steps_once_and_in_order(workspace: Workspace) -> None:
    heard = Heard()
    outline = read_outline(Source("plan.md", PLAN.encode()), advance=heard)
    save(workspace, prepare(workspace, outline, "plan.md", advance=heard), heard)
    assert heard.steps == list(Step)


def test_an_update_tells_its_steps_too(brought: Imported, workspace: Workspace) -> None:
    id_, heard = brought(), Heard()
    apply(workspace, plan(workspace, id_, read_outline(Source("plan.md", NEWER.encode())), heard), heard)
    assert heard.steps == [Step.UNDERSTANDING, Step.COMPARING, Step.SAVING]


def test_who_leaves_before_it_is_saved_keeps_nothing_of_it(workspace: Workspace) -> None:
    bringing = prepare(workspace, read_outline(Source("plan.md", PLAN.encode())), "plan.md")
    before = workspace.state()
    with pytest.raises(LeftOffError):
        save(workspace, bringing, Heard(Step.SAVING))
    assert workspace.state() == before
    assert bringing.id not in workspace.roadmap_names()
    save(workspace, bringing)
    assert workspace.state().marks == {**before.marks, **bringing.grown.marks}


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
