"""A new kind of thing that comes in is one class: both faces show it, ask about it and save it as they are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.app.conftest import begun, fresh, headline, leave, loaded, open_app
from tests.app.test_own import save
from tests.app.test_reading import on, shown
from tests.conftest import Run
from tests.own.conftest import Write
from tracker.core.importing.stages import ProgressCallback, no_progress
from tracker.core.journal.commands import SetTarget
from tracker.tui.app import TrackerApp
from tracker.tui.panels.pick import PickScreen
from tracker.wording.summary import Section, Style, Summary
from tracker.workspace import Workspace
from tracker.workspace.incoming.incoming import Incoming, Saved
from tracker.workspace.incoming.open_source import KINDS
from tracker.workspace.incoming.questions import Answers, Choice, Pick, Question, Switch
from tracker.workspace.incoming.source import Source

__all__ = ["begun", "fresh", "loaded", "open_app"]

ADVERT = "Job advert\nDocker\nSQL\n"


class Advert(Incoming):
    """A job advert: which of two roles it is for has to be said, and the user may be loud about it."""

    def __init__(self, words: list[str], roadmaps: list[str], answers: Answers) -> None:
        self.words, self.roadmaps, self.role = words, roadmaps, answers.get("mode", "")
        self.loud = bool(answers.get("loud"))
        self.agreement, self.is_new = f"Work toward {self.role}?", bool(self.role)

    @classmethod
    def open(
        cls, workspace: Workspace, source: Source, answers: Answers, _progress: ProgressCallback = no_progress
    ) -> Incoming | None:
        first, *words = source.content.decode().split("\n")
        roles = [id_ for id_ in workspace.roadmap_names() if id_ in {"deckhand", "captain", "ai-engineer"}]
        return cls(list(filter(None, words)), roles, answers) if first == "Job advert" else None

    def questions(self) -> tuple[Question, ...]:
        state, refusal = ("the advert names no role", "say which role it is for") if not self.role else ("", "")
        role = Pick("mode", "Which role is it for?", self._choices, state, refusal)
        return (role, Switch("loud", self.loud, "it is said quietly", "says it loudly", ask=""))

    def _choices(self) -> tuple[Choice, ...]:
        return tuple(Choice(id_, f"the role {id_}", "1 role") for id_ in self.roadmaps)

    def summary(self, style: Style) -> Summary:
        return Summary("a job advert", counts=(f"{len(self.words)} skills",), sections=(self._skills(style),))

    def _skills(self, style: Style) -> Section:
        return Section(
            "asked for", tuple(f"{style.arrow} {word.upper() if self.loud else word}" for word in self.words)
        )

    def as_object(self, *, saved: bool) -> dict[str, Any]:
        return {"format": "advert", "role": self.role, "saved": saved}

    def save(self, workspace: Workspace, _progress: ProgressCallback = no_progress) -> Saved:
        events = workspace.record(SetTarget(self.role))
        return Saved(
            "", f"You work toward {self.role}", f"{self.role} is the target; tracker undo takes it back", events
        )


@pytest.fixture(autouse=True)
def _known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.workspace.incoming.open_source.KINDS", [Advert.open, *KINDS])


def test_a_command_shows_it_asks_and_saves_it(small_home: Path, cli: Run, write: Write) -> None:
    path = write("advert.txt", ADVERT)
    ran = cli("import", path, "--yes")
    assert (ran.code, "say which role it is for" in ran.stderr) == (2, True)
    assert (
        "the advert names no role. Which role is it for?\n  --mode deckhand: the role deckhand, 1 role\n" in ran.stdout
    )
    told = cli("import", path, "--mode", "deckhand", "--dry-run")
    assert (told.code, told.stderr) == (0, "")
    assert "a job advert\n\n2 skills\n\nasked for\n  → Docker\n  → SQL\n" in told.stdout
    assert told.stdout.endswith("nothing was changed\n")
    ran = cli("import", path, "--mode", "deckhand", "--yes")
    assert ran.stdout.endswith("deckhand is the target; tracker undo takes it back\n")
    assert cli("import", path, "--mode", "deckhand", "--yes", "--json").json() == {
        "format": "advert",
        "role": "deckhand",
        "saved": True,
    }
    with Workspace.open() as workspace:
        assert workspace.state().target == "deckhand"


async def test_the_app_asks_shows_it_and_saves_it(open_app: Callable[[], TrackerApp], tmp_path: Path) -> None:
    (tmp_path / "advert.txt").write_text(ADVERT, encoding="utf-8")
    app = open_app()
    async with app.run_test() as pilot:
        await pilot.press("I")
        await pilot.pause()
        await pilot.press(*str(tmp_path / "advert.txt"), "enter")
        seen = await on(pilot, PickScreen)
        assert "The advert names no role." in seen
        assert "the role ai-engineer" in seen
        await pilot.press("enter")
        text = await shown(pilot, "Asked for\n  → Docker\n  → SQL")
        assert "It is said quietly: Ctrl+R says it loudly.\n\nA job advert\n2 skills\n" in text
        await pilot.press("ctrl+r")
        assert "Which role is it for?" in await on(pilot, PickScreen)
        await pilot.press("down", "enter")
        while "It is said quietly." not in await on(pilot, PickScreen):
            await pilot.pause(0.02)
        await pilot.press("enter")
        await shown(pilot, "→ DOCKER")
        await save(pilot)
        assert app.session.state.target == "ai-engineer"
        assert "You work toward ai-engineer; u takes it back." in headline(pilot)
        await leave(pilot)
