"""What a suite answers with."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Result:
    """One row of the table. `failed` counts broken promises, `lost` marks that were acknowledged and are gone."""

    suite: str
    tried: int = 0
    failed: int = 0
    lost: int = 0
    notes: list[str] = field(default_factory=list)

    def fail(self, what: str) -> None:
        """Count a broken promise and say which."""
        self.failed += 1
        self.notes.append(what)

    @contextmanager
    def counting(self, what: str) -> Iterator[None]:
        """Count what goes wrong in the suite itself as well, so that what comes after it is tried."""
        try:
            yield
        except Exception as error:  # noqa: BLE001  # whatever it is, it is a failure of this round only
            place = traceback.extract_tb(error.__traceback__)[-1]
            self.fail(f"{what}: {type(error).__name__} in {place.name}: {str(error)[:200]}")
