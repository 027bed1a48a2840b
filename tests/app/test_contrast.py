"""Text is readable in both own themes: at least 4.5 to 1, as WCAG 2 asks for (AA), wherever it is really drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.color import Color as RichColor
from textual.color import Color
from textual.geometry import Region
from textual.screen import ModalScreen
from textual.theme import Theme

import tracker.tui
from tests.app.conftest import workspace_in
from tracker.settings import Settings
from tracker.tui.app import TrackerApp
from tracker.tui.text_styles import GROUNDS, LOOKS
from tracker.tui.themes import OWN, mixed

ENOUGH = 4.5
CSS = "\n".join(path.read_text(encoding="utf-8") for path in Path(tracker.tui.__file__).parent.rglob("*.tcss"))
NOT_TEXT = {"track", "panel", "primary"}
"""The empty part of bars, and borders: they are lines, and what they say stands beside them in words."""


def luminance(color: Color) -> float:
    parts = [c / 255 for c in (color.r, color.g, color.b)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(colour: Color, other: Color) -> float:
    dark, light = sorted([luminance(colour), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


def named(pattern: str) -> set[str]:
    return set(re.findall(rf"(?:^|[\s;{{]){pattern}:\s*\$([\w-]+)", CSS))


def test_the_measure_is_that_of_wcag() -> None:
    assert contrast(Color.parse("#000"), Color.parse("#fff")) == pytest.approx(21)
    assert contrast(Color.parse("#777"), Color.parse("#fff")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", OWN, ids=lambda theme: theme.name)
def test_every_text_colour_is_readable_on_every_ground(theme: Theme) -> None:
    variables = theme.to_color_system().generate()
    colours = {**mixed(theme, variables), **variables}
    texts = (named(r"(?:border-(?:sub)?title-)?color") | {colour for colour, _ in LOOKS.values()}) - NOT_TEXT
    grounds = (named("background") | {ground for ground, _, _ in GROUNDS.values()}) - {"cursor"}
    assert {"foreground", "muted", "head", "accent", "success"} <= texts
    assert {"background", "surface", "away"} <= grounds
    pairs = [(text, ground) for text in texts for ground in grounds]
    pairs += [("foreground", "cursor")]  # under the cursor every colour gives way to this one
    weak = {
        pair: round(ratio, 2)
        for pair in pairs
        if (ratio := contrast(*(Color.parse(colours[name]) for name in pair))) < ENOUGH
    }
    assert weak == {}


WALK = (
    ("HomeScreen", "first", ()),
    ("KeysScreen", "all", ("question_mark",)),
    ("KeysScreen", "filtered", ("t",)),
    ("PaletteScreen", "all", ("escape", "ctrl+p")),
    ("PaletteScreen", "filtered", ("d", "o")),
    ("StudyScreen", "first", ("escape", "enter")),
    ("StudyScreen", "marked", ("0", "j", "j", "space", "j", "d", "j", "s", "j")),
    ("StudyScreen", "card", ("enter",)),
    ("WhyScreen", "", ("enter", "percent_sign")),
    ("NoteScreen", "", ("escape", "k", "e", "x")),
)
"""Screens, what is seen there, and the keys that lead there from the place before."""


@pytest.mark.parametrize("theme", OWN, ids=lambda theme: theme.name)
async def test_what_is_drawn_is_readable(theme: Theme, begun: Path) -> None:
    app = TrackerApp(workspace_in(begun), Settings(theme=theme.name))
    weak: dict[tuple[str, ...], str] = {}
    async with app.run_test(size=(120, 40)) as pilot:
        for screen, what, keys in WALK:
            await pilot.press(*keys)
            await pilot.pause()
            assert type(app.screen).__name__ == screen
            drawn = list(cells(app))
            assert len(drawn) > 50
            weak |= {(screen, what, a.hex, b.hex): char for char, a, b in drawn if contrast(a, b) < ENOUGH}
    assert weak == {}


def cells(app: TrackerApp) -> Iterator[tuple[str, Color, Color]]:
    """Every letter, digit and mark in front, with its colour and its ground."""
    screen = app.screen
    front = screen.region
    if isinstance(screen, ModalScreen):  # what lies behind a panel is dimmed on purpose
        regions = [widget.region for widget in screen.query("*") if widget.visible]
        front = Region.from_union([region for region in regions if region and region != screen.region])
    for y, strip in enumerate(screen._compositor.render_strips()):
        x = 0
        for segment in strip:
            for char in segment.text:
                if (char.isalnum() or char in "○◐✓–●▸▾%?/") and front.contains(x, y):
                    style = segment.style
                    assert style is not None
                    colours = [seen(style.color), seen(style.bgcolor)]
                    text, ground = reversed(colours) if style.reverse else colours
                    yield char, text, ground
                x += 1


def seen(color: RichColor | None) -> Color:
    assert color is not None
    assert color.triplet is not None
    return Color(*color.triplet)
