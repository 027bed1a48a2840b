"""The `[sync]` table: where to sync to, and when. No password and no passphrase stands in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from tracker.settings.model import SYNC_OPTIONS, Fault, SyncSettings, did_you_mean

_PASSWORD = re.compile(r"^\w+://[^/@]*:[^/@]*@|[?&]password=")
_BY_NAME = {option.name: option for option in SYNC_OPTIONS}


def read_sync(table: Mapping[str, Any], line: int) -> tuple[SyncSettings, list[Fault]]:
    """The values of the table, whose header is on `line`, without those that have a fault, and the faults."""
    good: dict[str, Any] = {}
    faults = []
    for name, value in table.items():
        if name not in _BY_NAME:
            hint = did_you_mean(name, list(_BY_NAME)) or f"one of {', '.join(_BY_NAME)}"
            faults.append(Fault(line, f'there is no setting "{name}" below [sync]', hint))
        elif type(value) is not type(_BY_NAME[name].default):
            is_switch = isinstance(_BY_NAME[name].default, bool)
            kind, hint = ("true or false", "without quotes") if is_switch else ("a text in quotes", 'target = "~/Sync"')
            faults.append(Fault(line, f"{name} is {kind}", hint))
        elif isinstance(value, str) and has_password(value):
            faults.append(Fault(line, "a password does not belong into the settings", "keep it in ~/.pgpass"))
        else:
            good[name] = value
    return SyncSettings(**good), faults


def has_password(target: str) -> bool:
    """Whether the address of a server has a password in it."""
    return _PASSWORD.search(target) is not None
