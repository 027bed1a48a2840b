"""Every error has an exit code that scripts can rely on, and a sentence."""

from __future__ import annotations

import pytest

from tracker.core.errors import AmbiguousError, NotFoundError, RoadmapFileError, StoreError, TrackerError, UsageError


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (TrackerError("A sentence."), 1),
        (UsageError("A sentence."), 2),
        (NotFoundError("A sentence.", ["git"]), 3),
        (AmbiguousError("A sentence.", ["git"]), 3),
        (RoadmapFileError("A sentence.", ["x.toml:1: no"]), 4),
        (StoreError("A sentence."), 5),
    ],
)
def test_exit_codes_are_stable(error: TrackerError, code: int) -> None:
    assert error.exit_code == code
    assert str(error) == "A sentence."


def test_errors_bring_what_can_be_done_about_them() -> None:
    assert NotFoundError("No.", ["git", "gcp"]).candidates == ("git", "gcp")
    assert NotFoundError("No.").candidates == ()
    assert RoadmapFileError("No.", ["x.toml:1: no"]).problems == ("x.toml:1: no",)
    assert RoadmapFileError("No.").problems == ()
