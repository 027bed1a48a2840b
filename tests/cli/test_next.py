"""`tracker next --minutes`: minutes are minutes."""

from __future__ import annotations

import pytest

from tests.conftest import Run


@pytest.mark.usefixtures("small_home")
def test_minutes_leave_only_what_can_be_learnt_in_so_many(cli: Run) -> None:
    every = cli("next", "skipper", "-n", "50", "--json").json()
    assert {one["hours"] for one in every if one["hours"] <= 1}
    assert {one["hours"] for one in every if one["hours"] > 1}
    short = cli("next", "skipper", "-n", "50", "--minutes", "60", "--json").json()
    assert short == [one for one in every if one["hours"] <= 1]
    assert cli("next", "skipper", "--minutes", "1", "--json").json() == []
