"""What a suite answers with."""

from __future__ import annotations

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
