"""Reading a board of Trello, as its menu exports it to JSON: lists are groups, cards topics, checklists stand below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tracker.core.errors import RoadmapFileError
from tracker.core.importing.outline import Outline, Warned
from tracker.core.roadmap.model import Link, Mark
from tracker.formats.address import KIND
from tracker.formats.json.load import load
from tracker.formats.outline_builder import Draft, outline
from tracker.formats.table.status import status

FORMAT = "trello"


def read(text: str) -> Outline:
    """The outline of a board. A card is done where its due date is ticked or its list is called so.

    Raises `RoadmapFileError` where it is no board, or an empty one.
    """
    board = load(text)
    if not is_board(board):
        raise RoadmapFileError("this JSON is no board of Trello: it has no lists with cards")
    root, warnings = Draft(_text(board, "name")), list[Warned]()
    groups: dict[str, tuple[Draft, Mark]] = {}
    for list_ in sorted(_objects(board, "lists"), key=_place):
        group = Draft(_text(list_, "name"))
        groups[_text(list_, "id")] = group, status(group.title) or Mark.TODO
        root.children.append(group)
    lists, taken = _by(board, "checklists", "idCard"), set[str]()
    for card in sorted(_objects(board, "cards"), key=_place):
        group, mark = groups.get(_text(card, "idList"), (root, Mark.TODO))
        draft = Draft(_text(card, "name"), mark=mark, anchor=_text(card, "shortLink") or _text(card, "id"))
        if card.get("closed") is True:
            warnings.append(Warned(0, f"an archived card was left out: {draft.title[:80]}", skipped=True))
            continue
        taken.add(_text(card, "id"))
        if card.get("dueComplete") is True:
            draft.mark = Mark.DONE
        draft.notes = _text(card, "desc").split("\n") if _text(card, "desc") else []
        draft.links = [
            Link(KIND, _text(attachment, "name"), _text(attachment, "url"))
            for attachment in _objects(card, "attachments")
        ]
        for checklist in sorted(lists.get(_text(card, "id"), ()), key=_place):
            draft.children += _entries(checklist)
        group.children.append(draft)
    for checklist in (checklist for id_, under in lists.items() if id_ not in taken for checklist in under):
        for entry in _entries(checklist):
            warnings.append(Warned(0, f"an entry of a card that is not there: {entry.title[:80]}", skipped=True))
    return outline(FORMAT, root, warnings)


def is_board(data: Any) -> bool:
    """True for a value that is a board."""
    return isinstance(data, dict) and all(isinstance(data.get(key), list) for key in ("lists", "cards"))


def _entries(checklist: Mapping[str, Any]) -> Iterator[Draft]:
    for entry in sorted(_objects(checklist, "checkItems"), key=_place):
        mark = Mark.DONE if entry.get("state") == "complete" else Mark.TODO
        yield Draft(_text(entry, "name"), mark=mark, anchor=_text(entry, "id"))


def _by(board: Mapping[str, Any], key: str, name: str) -> dict[str, list[Mapping[str, Any]]]:
    entries: dict[str, list[Mapping[str, Any]]] = {}
    for entry in _objects(board, key):
        entries.setdefault(_text(entry, name), []).append(entry)
    return entries


def _objects(data: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    entries = data.get(key)
    return [entry for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []


def _text(data: Mapping[str, Any], key: str) -> str:
    value = data.get(key)
    return value if isinstance(value, str) else ""


def _place(entry: Mapping[str, Any]) -> float:
    place = entry.get("pos")
    return float(place) if isinstance(place, int | float) else 0.0
