"""Small things that were wrong once: rounding, keys in narrow terminals, additions out of sight, signs beyond ASCII."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.app.conftest import leave, settled, study, workspace_in
from tests.app.test_search import shown
from tracker.core.effort import hours
from tracker.settings import DEFAULTS
from tracker.tui.app import TrackerApp
from tracker.tui.widgets.roadmap_tree import RoadmapTree

AppOpener = Callable[[], TrackerApp]


@pytest.mark.parametrize(
    ("value", "words"), [(1241.5, "1,242 h"), (1430.5, "1,431 h"), (1310, "1,310 h"), (99.5, "99.5 h"), (2.5, "2.5 h")]
)
def test_hours_are_rounded_in_one_way(value: float, words: str) -> None:
    assert hours(value) == words


@pytest.mark.parametrize("size", [(40, 12), (80, 24)])
async def test_help_and_the_way_out_are_always_shown(open_app: AppOpener, size: tuple[int, int]) -> None:
    async with open_app().run_test(size=size) as pilot:
        await pilot.pause()
        assert all(words in shown(pilot).splitlines()[-1] for words in ("? Help", "q Quit"))
        await study(pilot, "docker")
        await pilot.pause()
        assert all(words in shown(pilot).splitlines()[-1] for words in ("? Help", "q Quit"))
        await leave(pilot)


async def test_an_addition_to_a_folded_group_comes_into_view(open_app: AppOpener) -> None:
    async with open_app().run_test(size=(80, 24)) as pilot:
        screen = await study(pilot, "ai-engineer")
        tree = screen.query_one(RoadmapTree)
        assert tree.go_to_key("ai-engineer/git")
        await pilot.press("A")
        await pilot.pause()
        await pilot.press(*"Mine", "enter")
        await settled(pilot)
        await pilot.pause()
        assert tree.row is not None
        assert tree.row.node.title == "Mine"
        await leave(pilot)


async def test_ascii_means_ascii_on_every_screen(begun: Path) -> None:
    app = TrackerApp(workspace_in(begun), DEFAULTS._replace(glyphs="ascii"))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        seen = [shown(pilot)]
        await study(pilot, "docker")
        for key in ("", "enter", "escape", "percent_sign", "question_mark", "colon", "H", "X", "f", "slash", "A", "c"):
            await pilot.press(*([key] if key else []))
            await pilot.pause()
            seen.append(shown(pilot))
            if key:
                await pilot.press("escape")
                await pilot.pause()
        assert {char for text in seen for char in text if not char.isascii()} == set()
        await leave(pilot)
