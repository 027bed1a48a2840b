"""Which format a file has, by its content first and by its name second; and reading a file of any format."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress

from tracker.core.errors import RoadmapFileError
from tracker.core.importing.outline import Outline
from tracker.core.importing.preview import Way, way
from tracker.core.importing.stages import Part, untold
from tracker.core.roadmap.model import Mark
from tracker.formats.json import reader as own_json
from tracker.formats.json.writer import FORMAT as EXPORT
from tracker.formats.markdown import reader as task_list
from tracker.formats.opml import reader as opml
from tracker.formats.org import reader as org
from tracker.formats.roadmap_sh import reader as roadmap_sh
from tracker.formats.table import reader as table
from tracker.formats.toml import roadmap as own_toml

MOST_BYTES = 20_000_000  # 100,000 boxes with links take 8 MB
MOST_LINES = 1_000_000
FORMATS = (task_list.FORMAT, roadmap_sh.FORMAT, org.FORMAT, opml.FORMAT, table.FORMAT, own_json.NAME, own_toml.NAME)
_ENDINGS = {
    "md": task_list.FORMAT,
    "markdown": task_list.FORMAT,
    "org": org.FORMAT,
    "opml": opml.FORMAT,
    "csv": table.FORMAT,
    "tsv": table.FORMAT,
    "toml": own_toml.NAME,
}
# An export writes more about each topic: 100,000 topics are 20 MB of OPML or TOML and 70 MB of JSON.
_LARGER = {own_json.NAME: 100_000_000, own_toml.NAME: 40_000_000, opml.FORMAT: 40_000_000}
LARGEST = max(_LARGER.values())
"""Bytes; a larger file is refused before it is read."""
_BINARY = (
    (b"PK\x03\x04", "a zip archive; unpack it first"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\x1f\x8b", "a gzip archive; unpack it first"),
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"SQLite format 3\x00", "a database"),
)
_LOOKED_AT = 200_000  # characters at the beginning of a file by which its format is found
_XML = re.compile(r"\s*<(?:\?xml|opml\b|!DOCTYPE\s+opml)", re.IGNORECASE)
_PAGE = re.compile(r"\s*<(?:!DOCTYPE\s+html|html\b)", re.IGNORECASE)
_JSON = re.compile(r'\s*(?:\{\s*["}]|\[\s*(?:\{|\]\s*\Z))')  # a note may begin with [1]:, a [[link]] or {{words}}
_TOML = re.compile(rf'^(?:format = "{re.escape(EXPORT)}"|\[\[(?:children|sections|needs)\]\])[ \t]*$', re.MULTILINE)
_TOML_BEGIN = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*[ \t]*(?:\[|[\w.\"-]+[ \t]*=)")
_ORG = re.compile(r"^(?:\*{2,} \S|\*+ (?:TODO|DONE) |#\+[A-Za-z_]+:|[ \t]*:PROPERTIES:[ \t]*$)", re.MULTILINE)
_MARKDOWN = re.compile(r"^(?:#{1,6} \S|```|[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[[ xX]\][ \t])|\]\(https?:", re.MULTILINE)


def read(
    data: bytes,
    name: str = "",
    format: str = "",  # noqa: A002  its word
    mode: str = "",
    columns: str = "",
    *,
    part: Part = untold,
) -> Outline:
    """The outline of a file. `name` is the file's name, which only helps to find the format.

    `format` is one of `FORMATS` where the user chose it, `mode` is one of the modes that an earlier reading offered,
    and `columns` says what the columns of a table hold. Raises `RoadmapFileError` for a file that is no roadmap, and
    `UsageError` for columns that are not written as they must be.
    """
    text = decoded(data)
    kind = _kind(text, name, format)
    _refuse_large(text, len(data), kind)
    if mode and kind not in _WITH_MODES:
        raise RoadmapFileError(f"a {kind} file can be read in one way only")
    if columns and kind != table.FORMAT:
        raise RoadmapFileError(f"a {kind} file has no columns to choose")
    if kind == table.FORMAT:
        outline = table.read(text, columns)
    elif kind == task_list.FORMAT:
        outline = task_list.read(text, mode or None, part)
    else:
        outline = _WITH_MODES[kind][0](text, mode or None) if kind in _WITH_MODES else _PLAIN[kind](text)
    if not outline.items and not outline.modes:
        raise RoadmapFileError("nothing in this file can be ticked")
    return outline


def ways(data: bytes, name: str = "", format: str = "") -> tuple[Way, ...]:  # noqa: A002  its word
    """Every mode in which something in a file can be ticked, whether or not something is marked in it."""
    kind = _kind(decoded(data), name, format)
    return tuple(_ways(data, name, kind, _WITH_MODES[kind][1])) if kind in _WITH_MODES else ()


def _ways(data: bytes, name: str, kind: str, modes: Mapping[str, str]) -> Iterator[Way]:
    for mode, what in modes.items():
        with suppress(RoadmapFileError):
            yield way(mode, what, read(data, name, kind, mode))


def _kind(text: str, name: str, chosen: str) -> str:
    kind = chosen or detect(text, name)
    if kind not in FORMATS:
        raise RoadmapFileError(f'"{kind}" is not a format that can be read; these are: {", ".join(FORMATS)}')
    return kind


_WITH_MODES: dict[str, tuple[Callable[[str, str | None], Outline], Mapping[str, str]]] = {
    task_list.FORMAT: (task_list.read, task_list.MODES),
    org.FORMAT: (org.read, org.MODES),
    opml.FORMAT: (opml.read, opml.MODES),
}
_PLAIN: dict[str, Callable[[str], Outline]] = {
    roadmap_sh.FORMAT: roadmap_sh.read,
    own_json.NAME: own_json.read,
    own_toml.NAME: own_toml.read,
}


def progress(data: bytes, format: str = "") -> dict[str, Mark] | None:  # noqa: A002  its word
    """The marks by node id, where a file is progress in the form that roadmap.sh's pages load; else None.

    `format` is one of `FORMATS` where the user chose it. Raises `RoadmapFileError` for what is no text or broken JSON.
    """
    if format not in {"", roadmap_sh.FORMAT}:
        return None
    text = decoded(data)
    if not _JSON.match(text) or f'"{EXPORT}"' in text[:_LOOKED_AT]:
        return None
    _refuse_large(text, len(data), roadmap_sh.FORMAT)
    return roadmap_sh.progress(text)


def decoded(data: bytes) -> str:
    """The text of a file. Raises `RoadmapFileError` where it is no text, is empty, or is too large."""
    if len(data) > LARGEST:
        raise RoadmapFileError(f"this file is larger than {LARGEST // 1_000_000} MB; no roadmap is")
    for begin, what in _BINARY:
        if data.startswith(begin):
            raise RoadmapFileError(f"this is {what}")
    coding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(coding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise RoadmapFileError(f"this is not text in UTF-8 (line {line}): save it as UTF-8 first") from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise RoadmapFileError(f"this is not a text file: it holds a NUL byte (line {line})")
    if not text.strip():
        raise RoadmapFileError("this file is empty")
    return text


def _refuse_large(text: str, size: int, kind: str) -> None:
    """Raise `RoadmapFileError` where a file is too large for its format; `size` is in bytes."""
    most = _LARGER.get(kind, MOST_BYTES)
    if size > most:
        raise RoadmapFileError(f"this file is larger than {most // 1_000_000} MB; no roadmap is")
    if kind != own_json.NAME and max(text.count("\n"), text.count("\r")) > MOST_LINES:
        raise RoadmapFileError(f"this file has more than {MOST_LINES:,} lines; no roadmap has")


def detect(text: str, name: str = "") -> str:
    """The format of `text`. Raises `RoadmapFileError` for a web page."""
    if _PAGE.match(text):
        raise RoadmapFileError("this is a web page; save the roadmap's source instead")
    ending = name.rpartition(".")[2].casefold() if "." in name else ""
    begin = text[:_LOOKED_AT].replace("\r\n", "\n")
    if _XML.match(begin):
        return opml.FORMAT
    if _TOML_BEGIN.match(begin) and _TOML.search(begin):
        return own_toml.NAME
    if ending == "json" or _JSON.match(text):
        return own_json.NAME if f'"{EXPORT}"' in begin else roadmap_sh.FORMAT
    if ending in {"csv", "tsv", "toml"}:
        return _ENDINGS[ending]
    return _detect_by_lines(begin, ending)


def _detect_by_lines(begin: str, ending: str) -> str:
    """Org, Markdown or a table, by the lines that only one of them has."""
    org_lines, markdown_lines = len(_ORG.findall(begin)), len(_MARKDOWN.findall(begin))
    if org_lines and (org_lines >= markdown_lines or ending == "org"):
        return org.FORMAT
    if markdown_lines:
        return org.FORMAT if ending == "org" else task_list.FORMAT
    return _ENDINGS.get(ending) or (table.FORMAT if table.is_table(begin) else task_list.FORMAT)
