"""`show`, `target`, `watch` and `choose`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run, paths_in
from tests.workspace.conftest import change
from tracker.workspace import Workspace

pytestmark = pytest.mark.usefixtures("small_home")

SKIPPER = """\
Skipper    0 %  0 of 8 topics · 17.5 h left
Answers for boat and crew

  A skipper brings everybody home.

A day in it
  Weather, plans, decisions.

And its neighbours
  A deckhand does; a skipper decides.

How people get in
  Sail as a deckhand first.

The hours are for somebody who knows school mathematics and some programming.
Months are calendar time beside them: waiting, a placement, a degree.

  Knots (up to advanced)  0/4  0 %
    First knots  0/2  0 %
      ○ Tie a bowline  knots/bowline  basic
      ○ Tie a figure of eight  knots/figure-eight  basic
    Joining lines  0/2  0 %
      ○ Join two lines  knots/sheet-bend  working
      ○ Splice an eye  knots/splice  advanced
  A way to drive the boat (any of)  0/1  0 %
    Sails (up to basic, counts)  0/1  0 %
      Under sail  0/1  0 %
        ○ Hoist the mainsail  sails/hoist  basic
    Engines (up to working)  0/2  0 %
      Under power  0/2  0 %
        ○ Start the engine  engines/start  basic
        ○ Change the oil  engines/service  working
  Charts (up to working)  0/2  0 %
    Finding the way  0/2  0 %
      ○ Read a chart  charts/read  basic
      ○ Plot a course  charts/plot  working
  ○ Hoist the mainsail  sails/hoist  basic
  ○ Reef the mainsail  sails/reef  working
"""

REEF = """\
◐ Reef the mainsail  sails/reef
  working · 3 h · doing

  Done when: Put in a reef in under two minutes.

  Needs first
    ✓ Hoist the mainsail  sails/hoist

  Learn it from
    course: Heavy weather
      https://example.org/reef

  Note
    Ease the sheet.
    Then the halyard.

  A tick is worth
    ██░░░░░░░░  12 % → 25 %  Skipper
"""


def test_a_role_is_shown_as_a_tree(cli: Run) -> None:
    assert cli("show", "skipper").stdout == SKIPPER


def test_a_role_as_json_is_a_tree_whose_leaves_have_marks(cli: Run) -> None:
    cli("tick", "reef")
    role = cli("show", "skipper", "--json").json()
    assert (role["roadmap"], role["percent"]) == ("skipper", 12)
    reef = role["children"][-1]
    assert {name: reef[name] for name in ("id", "title", "mark", "level")} == {
        "id": "sails/reef",
        "title": "Reef the mainsail",
        "mark": "done",
        "level": "working",
    }


def test_a_topic_is_shown_in_full(cli: Run) -> None:
    cli("tick", "hoist")
    cli("start", "reef")
    cli("note", "reef", "Ease the sheet.\nThen the halyard.")
    assert cli("show", "sails/reef").stdout == REEF


def test_a_topic_as_json_has_its_card_and_what_a_tick_is_worth(cli: Run) -> None:
    assert cli("show", "charts/plot", "--json").json() == {
        "id": "charts/plot",
        "title": "Plot a course",
        "mark": "todo",
        "level": "working",
        "hours": 3.0,
        "months": 0.0,
        "cost": "",
        "hardware": "",
        "needs": [{"id": "charts/read", "mark": "todo"}],
        "done_when": "Plot a course across a tidal stream.",
        "links": [{"kind": "book", "title": "Pilotage", "url": "https://example.org/plot"}],
        "aliases": [],
        "note": "",
        "proof": [],
        "worth": [{"roadmap": "skipper", "percent": 0, "percent_after": 12}],
    }


def test_a_name_that_several_have_lists_them(cli: Run) -> None:
    ran = cli("show", "mainsail")
    assert (ran.code, ran.stdout) == (3, "")
    assert ran.stderr == 'tracker: "mainsail" may mean several topics\n  did you mean: sails/hoist, sails/reef\n'


def test_a_name_that_nothing_has_gives_the_nearest_of_both_kinds(cli: Run) -> None:
    ran = cli("show", "skiper")
    assert (ran.code, ran.stdout) == (3, "")
    assert 'no roadmap or topic is called "skiper"' in ran.stderr
    assert "did you mean: skipper" in ran.stderr


def test_the_target_is_set_and_printed(cli: Run) -> None:
    assert cli("target", "--json").json() == {"target": None}
    assert cli("target").stdout == "no target yet; pick a role: tracker roles, then tracker target ROLE\n"
    assert cli("target", "crew").stdout == "Deckhand  deckhand\n"
    assert cli("target").stdout == "Deckhand  deckhand\n"
    assert cli("target", "--json").json() == {"target": "deckhand"}


def test_a_target_is_a_role(cli: Run) -> None:
    ran = cli("target", "knots")
    assert ran.code == 3
    assert 'no role is called "knots"' in ran.stderr


def test_roadmaps_are_watched_and_no_longer(cli: Run) -> None:
    assert cli("watch").stdout == "nothing is watched; watch a roadmap: tracker watch ROADMAP\n"
    cli("watch", "skipper")
    assert cli("watch", "ropework").stdout.splitlines() == ["Knots  knots", "Skipper  skipper"]
    cli("watch", "skipper", "--off")
    assert cli("watch", "--json").json() == {"watched": ["knots"]}


def test_what_is_retired_is_still_told_and_can_be_let_go(cli: Run, home: Path, small_library: Path) -> None:
    """A role that the next snapshot no longer has is watched, and the target."""
    cli("watch", "skipper")
    cli("target", "skipper")
    (small_library / "roles" / "skipper.toml").unlink()
    change(small_library / "roles" / "deckhand.toml", "order = 10", "order = 11")
    with Workspace(paths_in(home, small_library)) as workspace:
        workspace.library_updates.use()
    assert cli("watch").stdout == "Skipper  skipper\n"
    assert cli("target").stdout == "Skipper  skipper\n"
    assert cli("status").code == 3
    assert cli("watch", "skipper", "--off").code == 0
    assert cli("watch", "--json").json() == {"watched": []}


def test_what_there_is_to_choose_is_listed_with_what_each_would_make(cli: Run) -> None:
    cli("tick", "hoist")
    assert cli("choose", "skipper").stdout.splitlines() == [
        "A way to drive the boat (drive), any of; furthest along counts",
        "  *   Sails    sails    1/1  Skipper 12 %",
        "      Engines  engines  0/2  Skipper 10 %",  # what was hoisted counts there too
    ]


def test_pick_one_group(cli: Run) -> None:
    """The chosen option counts, and no other, until the choice is taken back."""
    cli("tick", "hoist")
    chosen = cli("choose", "skipper", "engines").stdout
    assert chosen.splitlines()[0] == "A way to drive the boat (drive), any of; your choice counts"
    assert chosen.splitlines()[2].startswith("  *   Engines")
    assert cli("status", "skipper", "--json").json()["counted"] == 10
    (group,) = cli("choose", "skipper", "--json").json()
    assert (group["group"], group["chosen"], group["pinned"]) == ("drive", "engines", True)
    assert [(option["option"], option["percent"], option["roadmap_percent"]) for option in group["options"]] == [
        ("sails", 100, 12),
        ("engines", 0, 10),
    ]
    cli("choose", "skipper", "drive", "--auto")
    assert cli("status", "skipper", "--json").json()["counted"] == 8


def test_a_choice_is_of_one_role(cli: Run) -> None:
    cli("choose", "skipper", "engines")
    (group,) = cli("choose", "deckhand", "--json").json()
    assert (group["chosen"], group["pinned"]) == ("sails", False)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("skipper", "rowing"), 'no option is called "rowing"'),
        (("skipper", "rowing", "--auto"), 'no group is called "rowing"'),
        (("knots",), 'Knots has no "any of" group'),
        (("nobody",), 'no roadmap is called "nobody"'),
    ],
)
def test_a_choice_that_cannot_be_made_is_told(words: tuple[str, ...], said: str, cli: Run) -> None:
    ran = cli("choose", *words)
    assert ran.code == 3
    assert said in ran.stderr
