"""Which format a file has, by its content first and by its name second; and reading a file of any format."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from importlib import import_module
from typing import Any

from tracker.core.errors import RoadmapFileError
from tracker.core.importing.outline import Outline, Warned
from tracker.core.importing.preview import Way, way
from tracker.core.roadmap.model import Mark
from tracker.formats.decode import GUESSED, LARGEST, decoded, is_guessed
from tracker.formats.home_progress import home_progress as marks_in
from tracker.formats.json.writer import FORMAT as EXPORT
from tracker.formats.recognise import READS, text_kind

MOST_BYTES = 20_000_000  # 100,000 boxes with links take 8 MB
MOST_LINES = 1_000_000
_MARKDOWN, _ROADMAP_SH, _ORG, _OPML, _TABLE, _JSON, _TOML = (
    "markdown",
    "roadmap.sh",
    "org",
    "opml",
    "csv",
    "json",
    "toml",
)
_TRELLO, _TASKWARRIOR, _TODO_TXT, _MIND_MAP, _FORM, _TASKS = (
    "trello", "taskwarrior", "todo.txt", "mind map", "issue form", "tasks",
)  # fmt: skip
_READERS = {
    _MARKDOWN: "markdown.reader",
    _ROADMAP_SH: "roadmap_sh.reader",
    _ORG: "org.reader",
    _OPML: "opml.reader",
    _TABLE: "table.reader",
    _JSON: "json.reader",
    _TOML: "toml.roadmap",
    _TRELLO: "trello.reader",
    _TASKWARRIOR: "taskwarrior.reader",
    _TODO_TXT: "todo_txt.reader",
    _MIND_MAP: "mind_map.reader",
    _FORM: "issue_form.reader",
    _TASKS: "tasks_json.reader",
}
"""The module that reads each format."""
FORMATS = tuple(_READERS)
_WITH_MODES = (_MARKDOWN, _ORG, _OPML)
_ENDINGS = {
    "md": _MARKDOWN,
    "markdown": _MARKDOWN,
    "org": _ORG,
    "opml": _OPML,
    "csv": _TABLE,
    "tsv": _TABLE,
    "toml": _TOML,
    "mm": _MIND_MAP,
    "mermaid": _MIND_MAP,
    "mmd": _MIND_MAP,
}
# An export says more of each topic: with 100,000 of them it is 20 MB of OPML or TOML, and 70 of JSON.
_LARGER = {_JSON: LARGEST, _TOML: 40_000_000, _OPML: 40_000_000}
_LOOKED_AT = 200_000  # characters at the beginning of a file by which its format is found
_XML = re.compile(r"\s*<(?:\?xml|opml\b|!DOCTYPE\s+opml)", re.IGNORECASE)
_PAGE = re.compile(r"\s*<(?:!DOCTYPE\s+html|html\b)", re.IGNORECASE)
_JSON_BEGIN = re.compile(r'\s*(?:\{\s*["}]|\[\s*(?:\{|\]\s*\Z))')  # a note may begin with [1]:, a [[link]] or {{words}}
_TRELLO_KEYS = ('"lists"', '"cards"', '"checklists"')
_TASKWARRIOR_KEYS = ('"description"', '"entry"', '"status"', '"uuid"')
_TASK_TITLE = re.compile(r'"(?:title|name|content|text|summary|subject|displayName)"\s*:\s*"')
_TASK_STATE = re.compile(
    r'"(?:completed|done|checked|isCompleted|is_completed|isChecked|isDone|complete|status|state|completed_at)"\s*:'
    r'\s*(?:true|false|null|")'
)
_ROADMAP_SH_KEYS = re.compile(r'"(?:nodes|edges|mockup|cells|nodeId)"\s*:|"(?:completed|done|learning)"\s*:\s*\[')
_MIND_MAP_BEGIN = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<map\b|(?:\s*%%[^\n]*\n)*\s*mindmap[ \t]*\n", re.DOTALL
)
_TODO_TXT_LINE = re.compile(r"^(?:x \d{4}-\d\d-\d\d |\([A-Z]\) \S|.*(?<!\S)(?:[+]\w|due:\d))", re.MULTILINE)
_FORM_BEGIN = re.compile(r"^body:[ \t]*\n(?:[ \t]*(?:#[^\n]*)?\n)*[ \t]*- +(?:type|id|attributes):", re.MULTILINE)
_TOML_LINE = re.compile(
    rf'^(?:format = "{re.escape(EXPORT)}"|\[\[(?:children|sections|needs)\]\])[ \t]*$', re.MULTILINE
)
_TOML_BEGIN = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*[ \t]*(?:\[|[\w.\"-]+[ \t]*=)")
_ORG_LINE = re.compile(r"^(?:\*{2,} \S|\*+ (?:TODO|DONE) |#\+[A-Za-z_]+:|[ \t]*:PROPERTIES:[ \t]*$)", re.MULTILINE)
_LOGSEQ_LINE = re.compile(r"^[ \t]*- (?:TODO|DOING|DONE|NOW|LATER) \S", re.MULTILINE)
_ORG_ONLY = re.compile(r"^(?:\*{2,} \S|#\+[A-Za-z_]+:|[ \t]*:PROPERTIES:[ \t]*$)", re.MULTILINE)  # of `_ORG_LINE`
_MARKDOWN_LINE = re.compile(
    r"^(?:#{1,6} \S|```|[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[[ xX]\][ \t])|\]\(https?:", re.MULTILINE
)


def read(
    data: bytes,
    name: str = "",
    format: str = "",  # noqa: A002  its word
    mode: str = "",
    columns: str = "",
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
    if columns and kind != _TABLE:
        raise RoadmapFileError(f"a {kind} file has no columns to choose")
    reader = _reader(kind)
    outline: Outline
    if kind == _TABLE:
        outline = reader.read(text, columns)
    elif kind == _MARKDOWN:
        outline = reader.read(text, mode or None)
    else:
        outline = reader.read(text, mode or None) if kind in _WITH_MODES else reader.read(text)
    if not outline.items and not outline.modes:
        raise RoadmapFileError("nothing in this file can be ticked")
    if is_guessed(data):
        outline = outline._replace(warnings=(Warned(0, GUESSED), *outline.warnings))
    return outline


def ways(data: bytes, name: str = "", format: str = "") -> tuple[Way, ...]:  # noqa: A002  its word
    """Every mode in which something in a file can be ticked, whether or not something is marked in it."""
    kind = _kind(decoded(data), name, format)
    return tuple(_ways(data, name, kind, _reader(kind).MODES)) if kind in _WITH_MODES else ()


def _ways(data: bytes, name: str, kind: str, modes: Mapping[str, str]) -> Iterator[Way]:
    for mode, what in modes.items():
        with suppress(RoadmapFileError):
            yield way(mode, what, read(data, name, kind, mode))


def _kind(text: str, name: str, chosen: str) -> str:
    kind = chosen or detect(text, name)
    if kind not in FORMATS:
        raise RoadmapFileError(f'"{kind}" is not a format that can be read; these are: {", ".join(FORMATS)}')
    return kind


def _reader(format_: str) -> Any:
    """The module that reads a format, imported when a file has it: all of them together take 18 ms more than one."""
    return import_module(f"tracker.formats.{_READERS[format_]}")


def progress(data: bytes, format: str = "") -> dict[str, Mark] | None:  # noqa: A002  its word
    """The marks by node id, where a file is progress in the form that roadmap.sh's pages load; else None.

    `format` is one of `FORMATS` where the user chose it. Raises `RoadmapFileError` for what is no text or broken JSON.
    """
    if format not in {"", _ROADMAP_SH}:
        return None
    text = decoded(data)
    if not _JSON_BEGIN.match(text) or _detect_json(text, text[:_LOOKED_AT]) != _ROADMAP_SH:
        return None
    _refuse_large(text, len(data), _ROADMAP_SH)
    marks: dict[str, Mark] | None = _reader(_ROADMAP_SH).progress(text)
    return marks


def home_progress(data: bytes, format: str = "") -> dict[str, Mark]:  # noqa: A002  its word
    """The marks by the ids in a file of JSON that may be progress of somebody's own making; empty for every other."""
    if format not in {"", _ROADMAP_SH} or data.lstrip()[:1] not in {b"{", b"["}:
        return {}
    text = decoded(data)
    if not _JSON_BEGIN.match(text) or _detect_json(text, text[:_LOOKED_AT]) not in {_ROADMAP_SH, _TASKS}:
        return {}
    _refuse_large(text, len(data), _ROADMAP_SH)
    return marks_in(text)


def _refuse_large(text: str, size: int, kind: str) -> None:
    """Raise `RoadmapFileError` where a file is too large for its format; `size` is in bytes."""
    most = _LARGER.get(kind, MOST_BYTES)
    if size > most:
        raise RoadmapFileError(f"this file is larger than {most // 1_000_000} MB; no roadmap is")
    if kind != _JSON and max(text.count("\n"), text.count("\r")) > MOST_LINES:
        raise RoadmapFileError(f"this file has more than {MOST_LINES:,} lines; no roadmap has")


def detect(text: str, name: str = "") -> str:
    """The format of `text`. Raises `RoadmapFileError` for a web page."""
    if _PAGE.match(text):
        raise RoadmapFileError("this is a web page; save the roadmap's source instead")
    ending = name.rpartition(".")[2].casefold() if "." in name else ""
    begin = text[:_LOOKED_AT].replace("\r\n", "\n")
    if _MIND_MAP_BEGIN.match(begin):
        return _MIND_MAP
    if _XML.match(begin):
        return _OPML
    if _TOML_BEGIN.match(begin) and _TOML_LINE.search(begin):
        return _TOML
    if ending == "json" or _JSON_BEGIN.match(text):
        return _detect_json(text, begin)
    if ending in {"csv", "tsv", "toml"}:
        return _ENDINGS[ending]
    _refuse_known(begin)
    return _detect_by_lines(begin, ending)


def _detect_json(text: str, begin: str) -> str:
    """Our own export, a board of Trello, tasks of Taskwarrior or of another program, or something of roadmap.sh."""
    if f'"{EXPORT}"' in begin:
        return _JSON
    if all(key in text for key in _TRELLO_KEYS):
        return _TRELLO
    if all(key in begin for key in _TASKWARRIOR_KEYS):
        return _TASKWARRIOR
    is_tasks = _TASK_STATE.search(begin) and _TASK_TITLE.search(begin) and not _ROADMAP_SH_KEYS.search(begin)
    return _TASKS if is_tasks else _ROADMAP_SH


def _refuse_known(begin: str) -> None:
    """Raise `RoadmapFileError` for a text that surely is something else, and say what."""
    if what := text_kind(begin):
        raise RoadmapFileError(f"this is {what}; {READS}")


def _detect_by_lines(begin: str, ending: str) -> str:
    """A form, Org, Markdown or a table, by the lines that only one of them has."""
    if _FORM_BEGIN.search(begin):
        return _FORM
    org_lines, markdown_lines = len(_ORG_LINE.findall(begin)), len(_MARKDOWN_LINE.findall(begin))
    if ending in {"md", "markdown"} and _LOGSEQ_LINE.search(begin) and not _ORG_ONLY.search(begin):
        return _MARKDOWN
    if org_lines and (org_lines >= markdown_lines or ending == "org"):
        return _ORG
    if not markdown_lines and _TODO_TXT_LINE.search(begin) and _reader(_TODO_TXT).is_todo_txt(begin):
        return _TODO_TXT
    if markdown_lines:
        return _ORG if ending == "org" else _MARKDOWN
    return _ENDINGS.get(ending) or (_TABLE if _reader(_TABLE).is_table(begin) else _MARKDOWN)
