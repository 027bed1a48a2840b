"""Values as JSON text that no terminal obeys."""

from __future__ import annotations

import json
import re
from typing import Any

from tracker.core.text import plain


def dumps(value: Any, *, ascii_only: bool = False) -> str:
    """`value` as JSON, with what a terminal would obey escaped where the standard would not ask for it."""
    text = json.dumps(value, indent=2, ensure_ascii=ascii_only)
    return re.sub(r"[^\n -~]", _escaped, text)


def _escaped(character: re.Match[str]) -> str:
    return character[0] if plain(character[0]) else json.dumps(character[0])[1:-1]
