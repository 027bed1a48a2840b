"""How far an import has come: told in steps while it goes on, shown as a bar to a person, and able to end it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.own.conftest import NEWER, PLAN, Imported, Write
from tracker.core.errors import LeftOffError
from tracker.core.importing.stages import Step
from tracker.workspace import Workspace
from tracker.workspace.incoming.open_source import open_source
from tracker.workspace.incoming.source import LARGE_IMPORT, Source

LINE = "- [x] A topic with a title that is as long as those that people write into their lists\n"
LARGE = f"# Large plan\n\n{LINE * (LARGE_IMPORT // len(LINE) + 1)}"


class Heard:
    """Keeps what an act tells; raises where it is to end."""

    def __init__(self, end: tuple[Step, float] | None = None) -> None:
        self.end = end
        self.told: list[tuple[Step, float]] = []

    def __call__(self, step: Step, fraction: float) -> None:
        self.told.append((step, fraction))
        if self.end and step is self.end[0] and fraction >= self.end[1]:
            raise LeftOffError("left off")

    def of(self, step: Step) -> list[float]:
        return [fraction for at, fraction in self.told if at is step]


def test_an_import_goes_through_its_steps_in_order_and_never_back(workspace: Workspace) -> None:
    heard = Heard()
    open_source(workspace, Source("large.md", LARGE.encode()), progress=heard).save(workspace, heard)
    order = list(Step)
    places = [(order.index(step), fraction) for step, fraction in heard.told]
    assert places == sorted(places)
    assert 0 <= min(fraction for _, fraction in heard.told) <= max(fraction for _, fraction in heard.told) <= 1
    assert {step: len(set(heard.of(step))) > 10 for step in Step} == {
        Step.READING: True,
        Step.UNDERSTANDING: False,  # over in a moment
        Step.COMPARING: True,
        Step.SAVING: True,
    }


def test_an_update_tells_its_steps_too(brought: Imported, workspace: Workspace) -> None:
    id_, heard = brought(), Heard()
    source = Source("plan.md", NEWER.encode())
    open_source(workspace, source, progress=heard, update=id_).save(workspace, heard)
    steps = [step for step, _ in heard.told]
    assert steps == sorted(steps, key=list(Step).index)
    assert set(steps) == set(Step)
    assert heard.of(Step.COMPARING) == sorted(heard.of(Step.COMPARING))


@pytest.mark.parametrize("fraction", [0.0, 0.3, 0.7, 0.9])
def test_who_leaves_while_it_is_saved_keeps_nothing_of_it(workspace: Workspace, fraction: float) -> None:
    incoming = open_source(workspace, Source("large.md", LARGE.encode()))
    before = workspace.state()
    with pytest.raises(LeftOffError):
        incoming.save(workspace, Heard((Step.SAVING, fraction)))
    assert workspace.state() == before
    assert "large-plan" not in workspace.roadmap_names()
    incoming.save(workspace)
    done = incoming.as_object(saved=True)["done"]
    assert len(workspace.state().marks) == len(before.marks) + done


def test_a_person_sees_a_bar_that_is_gone_before_anything_else_is_said(
    small_home: Path, cli: Run, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    shown = cli("import", write("large.md", LARGE), "--yes").stderr
    bars = [part.split() for part in shown.split("\r") if part.strip()]
    assert list(dict.fromkeys(name for name, *_ in bars)) == [step.value for step in Step]
    assert len({percent for name, _, percent, _ in bars if name == "reading"}) > 10
    assert "█" in bars[len(bars) // 2][1]
    assert shown.rsplit("\r", 2)[1].isspace()
    assert shown.endswith("\r")


def test_an_error_does_not_stand_behind_a_bar(
    small_home: Path, cli: Run, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    ran = cli("import", write("deep.md", f"{LARGE}\n{'> ' * 200}deep\n"), "--yes")
    assert ran.code == 4
    assert "reading" in ran.stderr
    assert ran.stderr.rpartition("\r")[2].startswith("tracker: this file nests")


def test_neither_a_script_nor_a_short_file_gets_a_bar(
    small_home: Path, cli: Run, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cli("import", write("large.md", LARGE), "--yes").stderr == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    assert cli("import", write("plan.md", PLAN), "--yes").stderr == ""
