"""Bounds that are looked at before a parser is, where the parser itself takes minutes or all of the memory."""

from __future__ import annotations

import re

_LONGEST_KEY = 64  # parts; a roadmap has 50 levels, and each part makes a table in the one before
_MOST_DOTS = 3_000_000  # an export of 100,000 topics has a third of it, most of them in its texts
_STRING = r"\"(?:\\.|[^\"\\\n])*+\"|'[^'\n]*+'"
_PART = rf"(?:[\w-]++|{_STRING})"
_LONG_KEY = rf"(?<![\w-]){_PART}(?:[ \t]*+\.[ \t]*+{_PART}){{{_LONGEST_KEY}}}"  # compiled where a line needs it
_KEY_OR_STRING = rf"(?P<key>{_LONG_KEY})|{_STRING}"  # sentences of one word look like a key


def boundless_line(text: str) -> int:
    """The line of a TOML file whose key has more parts than any file for people, or 1 for a file of dots; else 0.

    A key of 20,000 parts takes Python's parser 16 s and 1.6 GB, as measured on two cores.
    """
    if text.count(".") > _MOST_DOTS:
        return 1
    strings_end = '"""' not in text and "'''" not in text  # on their line; else a line does not tell where it begins
    lines = enumerate(text.split("\n"), 1)
    return next((n for n, line in lines if line.count(".") >= _LONGEST_KEY and _has_key(line, strings_end)), 0)


def _has_key(line: str, strings_end: bool) -> bool:
    if not strings_end:
        return re.search(_LONG_KEY, line) is not None
    return any(match["key"] for match in re.finditer(_KEY_OR_STRING, line))
