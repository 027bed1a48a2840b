"""`tracker compare`: roles side by side, and all roles in a matrix."""

from __future__ import annotations

import pytest

from tests.conftest import Run

pytestmark = pytest.mark.usefixtures("small_home")


def test_two_roles_side_by_side(cli: Run) -> None:
    cli("target", "skipper")
    cli("tick", "knots/bowline")
    compared = cli("compare", "deckhand", "--json").json()
    skipper, deckhand = compared["roadmaps"]
    assert (skipper["roadmap"], deckhand["roadmap"]) == ("skipper", "deckhand")
    for side in (skipper, deckhand):
        assert side["counted"] == side["shared"]["counted"] + side["only"]["counted"]
    shown = cli("compare", "deckhand", "--topics").stdout
    assert f"You are {deckhand['percent']} % of the way to Deckhand." in shown
    assert f"shared     {skipper['shared']['done']}/{skipper['shared']['counted']} " in shown
    assert "From Skipper to Deckhand: " in shown
    assert "Tie a bowline" in shown.partition("topics")[2]


def test_all_roles_in_a_matrix(cli: Run) -> None:
    cli("tick", "knots/bowline")
    matrix = cli("compare", "--json").json()
    assert {role["roadmap"] for role in matrix["roles"]} == matrix["coverage"].keys()
    assert all(shares[role] == 100 for role, shares in matrix["coverage"].items())
    assert "The nearest to what you know: " in cli("compare").stdout


@pytest.mark.parametrize("names", [["knots"], ["knots", "charts", "sails", "engines", "skipper"], ["knots", "knots"]])
def test_too_few_and_too_many_are_refused(cli: Run, names: list[str]) -> None:
    ran = cli("compare", *names)
    assert (ran.code, ran.stdout) == (2, "")
    assert "name 2 to 4 different roadmaps" in ran.stderr
