"""What goes wrong in a suite itself is counted, and does not keep it from its other rounds."""

from __future__ import annotations

from tests.endurance.result import Result


def test_an_error_is_a_failure() -> None:
    result = Result("any")
    for number in range(3):
        with result.counting(f"round {number}"):
            result.tried += 1
            if number == 1:
                int("no number")
    assert (result.tried, result.failed) == (3, 1)
    (note,) = result.notes
    assert (
        note == "round 1: ValueError in test_an_error_is_a_failure: invalid literal for int() with base 10: 'no number'"
    )
