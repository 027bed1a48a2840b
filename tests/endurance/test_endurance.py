"""The short form of every suite, as CI runs it; a suite that breaks a promise or loses a mark fails."""

from __future__ import annotations

import pytest

from tests.endurance.suites import SUITES

SEED = 20_261_127


@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", SUITES)
def test_no_promise_is_broken_and_nothing_is_lost(name: str) -> None:
    result = SUITES[name].run(SUITES[name].short, SEED)
    assert result.tried
    assert (result.failed, result.lost, result.notes) == (0, 0, [])
