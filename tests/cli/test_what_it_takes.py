"""Months, cost and hardware of a topic, and the links of a role: said wherever hours are."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run, paths_in
from tracker.core.effort import HOURS_ASSUME
from tracker.workspace import Workspace
from tracker.workspace.paths import library_folder

BENDS = {"months": 1.5, "cost": "about 5 USD for rope", "hardware": "a boat"}
CREW = {"kind": "book", "title": "The crew book", "url": "https://example.org/crew"}


@pytest.fixture(autouse=True)
def at_sea(small_library: Path, home: Path) -> None:
    """The small library in use, in which joining lines takes more than hours and the deckhand has something to read."""
    change(small_library / "skills" / "knots.toml", "hours = 2\n", f"hours = 2\n{lines(BENDS)}")
    crew = 'links = [{ kind = "book", title = "The crew book", url = "https://example.org/crew" }]'
    change(small_library / "roles" / "deckhand.toml", "order = 10", f"{crew}\norder = 10")
    Workspace(paths_in(home, small_library)).close()
    Workspace(paths_in(home, library_folder())).close()


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def lines(fields: dict[str, object]) -> str:
    return "".join(
        f'{name} = "{value}"\n' if isinstance(value, str) else f"{name} = {value}\n" for name, value in fields.items()
    )


def test_a_topic_says_what_it_takes(cli: Run) -> None:
    shown = cli("show", "knots/sheet-bend").stdout
    assert "working · 2 h · 1.5 months · todo\n  Cost: about 5 USD for rope\n  Hardware: a boat\n" in shown
    bend = cli("show", "knots/sheet-bend", "--json").json()
    assert {name: bend[name] for name in BENDS} == BENDS
    (leaf,) = (entry for entry in leaves(cli("show", "knots", "--json").json()) if entry["id"] == "knots/sheet-bend")
    assert {name: leaf[name] for name in BENDS} == BENDS
    bowline = cli("show", "knots/bowline", "--json").json()
    assert (bowline["months"], bowline["cost"], bowline["hardware"]) == (0, "", "")


def leaves(node: dict[str, object]) -> list[dict[str, object]]:
    children = node.get("children", [])
    assert isinstance(children, list)
    return [leaf for child in children for leaf in leaves(child)] if children else [node]


def test_status_sums_months_apart_from_hours(cli: Run) -> None:
    assert "0 of 4 topics · 7.5 h and 1.5 months left" in cli("status", "knots").stdout
    assert cli("status", "knots", "--json").json()["months_left"] == 1.5
    cli("tick", "knots/sheet-bend")
    assert "1 of 4 topics · 5.5 h left" in cli("status", "knots").stdout
    assert cli("status", "knots", "--json").json()["months_left"] == 0


def test_next_says_what_it_takes_and_leaves_out_what_needs_money_or_hardware(cli: Run) -> None:
    cli("tick", "knots/bowline")
    cli("tick", "knots/figure-eight")
    shown = cli("next", "knots").stdout
    assert "Join two lines  knots/sheet-bend\n  +25.0 %; unlocks 1; 2 h and 1.5 months\n" in shown
    assert "  Cost: about 5 USD for rope\n  Hardware: a boat\n" in shown
    steps = cli("next", "knots", "--json").json()
    assert [{name: entry[name] for name in BENDS} for entry in steps if entry["id"] == "knots/sheet-bend"] == [BENDS]
    free = cli("next", "knots", "--no-cost", "--json").json()
    assert [entry["id"] for entry in free] == [entry["id"] for entry in steps if entry["id"] != "knots/sheet-bend"]


def test_next_says_why_nothing_is_left_that_needs_neither(cli: Run) -> None:
    for topic in ("bowline", "figure-eight", "splice"):
        cli("skip", f"knots/{topic}")
    shown = cli("next", "knots", "--no-cost").stdout
    assert shown == "Knots: everything that could come next needs money or special hardware, or takes longer\n"


def test_a_role_has_its_links_and_says_what_its_hours_assume(cli: Run) -> None:
    shown = cli("show", "deckhand").stdout
    assert "  Read more\n    book: The crew book\n      https://example.org/crew\n" in shown
    assert HOURS_ASSUME in shown
    assert HOURS_ASSUME in cli("status", "deckhand", "--why").stdout
    assert cli("show", "deckhand", "--json").json()["links"] == [CREW]
    assert cli("show", "knots", "--json").json()["links"] == []


def test_a_roadmap_of_ones_own_says_nothing_about_hours_of_the_library(cli: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.md").write_text("# Mine\n\n- [ ] One\n", encoding="utf-8")
    cli("import", str(tmp_path / "mine.md"), "--yes")
    assert "One" in cli("show", "mine").stdout
    assert HOURS_ASSUME not in cli("status", "mine", "--why").stdout


@pytest.mark.parametrize("format_", ["json", "toml"])
def test_an_export_brings_what_a_topic_takes(cli: Run, tmp_path: Path, format_: str) -> None:
    file = tmp_path / f"copy.{format_}"
    assert cli("export", "knots", "--format", format_, "-o", str(file)).code == 0
    change(
        file,
        '"knots"' if format_ == "json" else 'roadmap = "knots"',
        '"copy"' if format_ == "json" else 'roadmap = "copy"',
    )
    assert cli("import", str(file), "--yes").code == 0
    (own,) = (role["roadmap"] for role in cli("own", "--json").json())
    entries = [entry for entry in leaves(cli("show", own, "--json").json()) if entry["title"] == "Join two lines"]
    assert [{name: entry[name] for name in BENDS} for entry in entries] == [BENDS]
