"""Words and signs that stand for a mark in tables and spreadsheets."""

from __future__ import annotations

import re

from tracker.core.roadmap.model import Mark


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_WORDS = {
    Mark.DONE: "done complete completed finished finish yes y true x 1 success successful passed pass ok closed "
    "learned learnt mastered read watched solved si sí oui ja erledigt fertig hecho terminado completado fait да "
    "готово 完成 已完成 是 完了 済 ✅ ☑ ✔ ✓ √ ☒ 🟢 100% [x]",
    Mark.DOING: "doing started wip ongoing active learning current reading watching partial partially half "
    "in-progress 进行中 進行中 🚧 ⏳ 🟡 🔄 [/] [~]",
    Mark.SKIPPED: "skipped skip cancelled canceled dropped n/a na ignored [-]",
    Mark.TODO: "todo to-do pending no n false 0 open new backlog planned none failed fail non nein nicht не нет "
    "未完成 否 未 ☐ ⬜ 🔲 ❌ ✗ ✘ 🔴 ⚪ - – — 0%",
}
_MEANING = {word: mark for mark, words in _WORDS.items() for word in words.split()} | {
    "in progress": Mark.DOING,
    "to do": Mark.TODO,
    "not started": Mark.TODO,
    "not done": Mark.TODO,
    "[ ]": Mark.TODO,
    "not applicable": Mark.SKIPPED,
}
_PERCENT = re.compile(r"(\d{1,3})(?:[.,]\d+)? ?%")
_HEADERS = _words(
    "status state done completed complete finished progress mark checked check read tick ticked solved "
    "estado completado hecho erledigt fertig fait 状态 狀態 完成 完成度 進度 进度 статус"
)


def status(text: str) -> Mark | None:
    """The mark that `text` stands for, or None where it stands for none."""
    word = text.strip().rstrip("\ufe0f").casefold()
    match = _PERCENT.fullmatch(word)
    if match:
        percent = int(match[1])
        return Mark.DONE if percent >= 100 else Mark.DOING if percent else Mark.TODO  # noqa: PLR2004  per cent
    return _MEANING.get(word)


def is_status_header(text: str) -> bool:
    """True for a name that is often given to a column of marks."""
    return text.strip().casefold().rstrip("?!:") in _HEADERS
