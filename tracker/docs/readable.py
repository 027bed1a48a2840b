"""A page of the manual as text for a terminal: paragraphs in one line each, tables in columns, no marks of Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

_MARKS = re.compile(r"\*\*|`")
_LINK = re.compile(r"\[([^\]]+)\]\((https?:[^)]+)\)")
_OWN_LINE = ("- ", "#", "|", "<!--", "```")


def readable(text: str) -> Iterator[str]:
    """The lines of a page, to be wrapped by whoever shows them; code and tables are indented by two columns."""
    paragraph: list[str] = []
    table: list[list[str]] = []
    is_code = False
    for line in [*text.splitlines(), ""]:
        if table and not line.startswith("|"):
            yield from _columns(table)
            table = []
        if paragraph and (not line or is_code or line.startswith(_OWN_LINE)):
            yield _plain(" ".join(paragraph))
            paragraph = []
        if line.startswith("```"):
            is_code = not is_code
        elif is_code:
            yield f"  {line}"
        elif line.startswith("|"):
            cells = [_plain(cell.strip()) for cell in line.strip("|").split("|")]
            table += [cells] * (not set("".join(cells)) <= {"-"})
        elif line.startswith("#"):
            yield line.lstrip("# ").upper()
        elif not line:
            yield ""
        else:
            paragraph.append(line.strip())


def _columns(table: list[list[str]]) -> Iterator[str]:
    """A table of two columns; its first row names them, which says nothing that the text does not."""
    wide = max(len(first) for first, *_ in table[1:])
    for first, *rest in table[1:]:
        yield f"  {first:<{wide}}  {', '.join(rest)}"


def _plain(text: str) -> str:
    return _MARKS.sub("", _LINK.sub(r"\1 (\2)", text))
