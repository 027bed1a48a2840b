"""What programs write into the line of a task beside its title: dates, priorities, durations, ids.

Read are the signs of Obsidian Tasks (`📅 2026-03-01 ⏫ ✅ 2026-02-20`), fields of Dataview (`[due:: 2026-03-01]`)
and of Logseq (`id:: …`), tags of TaskPaper (`@done(2026-02-20)`), pairs of todo.txt (`due:2026-03-01`), dates of Org
(`SCHEDULED: <2026-03-01>`), and durations in brackets (`(2h)`). A new date makes no new topic.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_DATE = r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?)?"
_DONE_SIGNS, _DATE_SIGNS, _PRIORITIES = "✅☑✔", "📅📆🗓⏳⌛🛫➕❌🚫", "🔺⏫🔼🔽⏬"
_ANY_SIGN = f"{_DONE_SIGNS}{_DATE_SIGNS}{_PRIORITIES}🔁🆔⛔🏁"
_KEYS = (
    "due|start|started|scheduled|deadline|created|creation|done|completed|completion|finished|cancelled|canceled|rec|"
    "recur|repeat|pri|prio|priority|t|threshold|est|estimate|effort|duration|time|spent|id|uid|uuid|collapsed|"
    "heading|logseq\\.[\\w.-]+|background-color"
)
_HOURS = (
    "h hr hrs hour hours std stunde stunden heure heures hora horas ora ore uur uren ч час часа часов"
    " 時間 小时 小時 시간"
)
_MINUTES = "m min mins minute minutes minuten minuto minutos minuti мин минут 分 分钟 分鐘 분"
_UNITS = dict.fromkeys(_HOURS.split(), 60.0) | dict.fromkeys(_MINUTES.split(), 1.0)
_UNIT = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
_AMOUNT = rf"(?:(\d{{1,4}}(?:[.,]\d{{1,2}})?) ?({_UNIT})\.?)(?: ?(\d{{1,2}}) ?({_UNIT})\.?)?"
_FIELDS = re.compile(
    rf"(?P<sign>[{_DONE_SIGNS}{_DATE_SIGNS}])\ufe0f? ?(?P<date>{_DATE})"
    rf"|🔁\ufe0f? ?[^{_ANY_SIGN}\[\]()^#\n]*"
    r"|🆔\ufe0f? ?(?P<name>[\w-]+)"
    r"|(?:⛔|🏁)\ufe0f? ?[\w,-]*"
    rf"|[{_PRIORITIES}]\ufe0f?"
    r"|(?<!\[)[\[(](?P<field>[\w.-]{1,40}):: ?(?P<value>(?:\[\[[^\]\n]*\]\]|[^\[\]()\n])*)[\])]"
    rf"|(?:(?<=\s)|(?<=^))(?P<line>{_KEYS}):: *(?P<text>[^\n]*)"
    r"|(?<!\S)@(?P<tag>[\w-]{1,40})\((?P<inside>[^()\n]*)\)|(?<!\S)@(?P<flag>done)(?!\S)"
    rf"|(?<!\S)(?P<key>{_KEYS}):(?P<of>(?=\S*\d)[^\s:/]\S*)|(?<!\S)(?P<word>due|pri):(?P<short>[A-Za-z]\w*)(?!\S)|(?<!\S)(?P<any>[A-Za-z][\w-]{{0,30}}):(?P<day>\d{{4}}-\d\d-\d\d)(?!\S)"
    r"|(?<!\S)(?P<org>SCHEDULED|DEADLINE|CLOSED): *[<\[](?P<when>[^<>\[\]\n]*)[>\]]"
    rf"|[(\[]~?{_AMOUNT}[)\]](?!\()",
    re.IGNORECASE,
)
_SIGN_IN_LINE = re.compile(f"[{_ANY_SIGN}]")
_PAIR, _AMOUNT_IN_BRACKETS = re.compile(r":[^\s/]|: ?[<\[]"), re.compile(r"[(\[]~?\d")
_DONE_KEYS = frozenset(("done", "completion", "completed", "finished"))
_HOUR_KEYS = frozenset(("est", "estimate", "effort", "duration"))
_ID_KEYS = frozenset(("id", "uid", "uuid"))
_DURATION = re.compile(_AMOUNT, re.IGNORECASE)
_REAL_DATE = re.compile(_DATE)
_LONGEST = 2_000  # characters of a line that is looked at


class TaskFields(NamedTuple):
    """The title of a line without its fields. `rest` are those that are kept nowhere else, as they were written.

    `done_at` is ISO 8601; `is_done` is true where a field says so; `repeats` where the task begins again once done.
    """

    title: str
    done_at: str = ""
    hours: float = 0.0
    id: str = ""
    rest: tuple[str, ...] = ()
    is_done: bool = False
    repeats: bool = False


def split(line: str) -> TaskFields | None:
    """The title and the fields of a line; None where it has none, as nearly all lines of most files."""
    if len(line) > _LONGEST or not _may_have(line):
        return None
    fields = TaskFields("")
    title: list[str] = []
    end = 0
    for match in _FIELDS.finditer(line):
        fields = _with(fields, match)
        title.append(line[end : match.start()])
        end = match.end()
    if not end:
        return None
    title.append(line[end:])
    text = "\n".join(" ".join(part.split()) for part in " ".join(title).split("\n")).strip(" \n")
    return fields._replace(title=text) if text else None


def without_fields(line: str) -> str:
    """The title of a line alone."""
    fields = split(line)
    return fields.title if fields else line


def _may_have(line: str) -> bool:
    """False where a line surely has no field: of a long file nearly all have none, and this is told at once."""
    if "@" in line or _AMOUNT_IN_BRACKETS.search(line) or (":" in line and _PAIR.search(line)):
        return True
    return not line.isascii() and _SIGN_IN_LINE.search(line) is not None


def _with(fields: TaskFields, match: re.Match[str]) -> TaskFields:
    """`fields` with one more field."""
    part = match[0].strip()
    key = next((match[name].casefold() for name in ("field", "line", "tag", "flag", "key", "word") if match[name]), "")
    if key:
        value = next((match[name] for name in ("value", "text", "inside", "of", "short") if match[name]), "")
        return _keyed(fields, key, value.strip(), part)
    if match["sign"] and match["sign"] in _DONE_SIGNS:
        return fields._replace(done_at=_moment(match["date"]), is_done=True)
    if match["name"]:
        return fields._replace(id=match["name"])
    if match["org"] and match["org"].upper() == "CLOSED" and (day := _REAL_DATE.search(match["when"])):
        return fields._replace(done_at=day[0])
    if part[0] in "([" and (hours := duration(part.strip("()[]~"))):
        return fields._replace(hours=hours)
    return fields._replace(rest=(*fields.rest, part), repeats=fields.repeats or part.startswith("🔁"))


def _keyed(fields: TaskFields, key: str, value: str, part: str) -> TaskFields:
    """`fields` with a field that has a name."""
    if key in _DONE_KEYS:
        day = _REAL_DATE.search(value)
        return fields._replace(done_at=_moment(day[0]) if day else fields.done_at, is_done=True)
    if key in _ID_KEYS and value:
        return fields._replace(id=value)
    if key in _HOUR_KEYS and (hours := duration(value)):
        return fields._replace(hours=hours)
    if key in {"repeat", "rec", "recur"}:
        return fields._replace(repeats=True, rest=(*fields.rest, part))
    return fields._replace(rest=(*fields.rest, part))


def duration(text: str) -> float:
    """The hours of a duration such as `2h`, `1 h 30 min` or `90 Minuten`; 0 where it is none."""
    match = _DURATION.fullmatch(text.strip())
    if not match:
        return 0.0
    minutes = float(match[1].replace(",", ".")) * _UNITS[match[2].casefold()]
    minutes += float(match[3]) * _UNITS[match[4].casefold()] if match[3] else 0.0
    return round(minutes / 60, 4)


def _moment(text: str) -> str:
    return text.replace(" ", "T")
