"""The JSON Schema of the settings file, so that an editor completes and checks it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from tracker.settings.model import AUTO, KEYS, OPTIONS, SYNC, SYNC_OPTIONS, Bound, Option, SyncSettings

THEMES = (AUTO, "tracker-dark", "tracker-light", "ansi-dark", "ansi-light")
"""What an editor offers; Textual brings more, and others in every version."""


_TYPES = {bool: "boolean", str: "string", float: "number", int: "integer"}


def schema(bindings: Sequence[Bound]) -> str:
    """The schema, with every id that keys can be given to."""
    properties = {option.name: _option(option) for option in OPTIONS}
    properties["theme"]["examples"] = list(THEMES)
    properties[SYNC] = {
        "type": "object",
        "description": "where to sync to, and when",
        "additionalProperties": False,
        "default": SyncSettings()._asdict(),
        "properties": {option.name: _option(option) for option in SYNC_OPTIONS},
    }
    properties[KEYS] = {
        "type": "object",
        "description": "keys for what the app does, by id: one key, or several joined by commas",
        "additionalProperties": False,
        "properties": {
            bound.id: {"type": "string", "minLength": 1, "description": bound.does, "default": ",".join(bound.keys)}
            for bound in bindings
        },
    }
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The settings of tracker",
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
    }
    return json.dumps(whole, indent=2) + "\n"


def _option(option: Option) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "type": _TYPES[type(option.default)],
        "description": option.does,
        "default": option.default,
    }
    if option.most:
        schema |= {"minimum": option.least, "maximum": option.most}
    return {**schema, "enum": list(option.choices)} if option.choices else schema
