"""The keys and the ids of version 0.1 for actions that have others now; they are kept for one release."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

OLD_KEYS: Mapping[str, str] = MappingProxyType(
    {"study.change": "E", "study.level": "L", "home.update": "R", "study.update": "R"},
)

OLD_IDS: Mapping[str, str] = MappingProxyType(
    {
        "bring.save": "import.save",
        "bring.otherwise": "import.otherwise",
        "bring.unticked": "import.unticked",
        "bring.share": "import.share",
        "news.use": "update.use",
    },
)
"""Ids of bindings that have another name now, which settings files of version 0.1 may have."""


def with_old_keys(keys: Mapping[str, str]) -> dict[str, str]:
    """The keys that the user has set, over the old ones; an old key that was given to something else stays there."""
    given = {key.strip() for value in keys.values() for key in value.split(",")}
    return {id_: key for id_, key in OLD_KEYS.items() if key not in given} | dict(keys)
