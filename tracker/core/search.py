"""Searching what the user has written, and titles: which texts have the words, and the place that shows it."""

from __future__ import annotations

from collections.abc import Mapping

from tracker.core.text import folded, plain


def has_all(text: str, words: str) -> bool:
    """Whether `text` has every one of `words`, wherever it stands; no word at all is in nothing."""
    wanted, inside = folded(words).split(), folded(text)
    return bool(wanted) and all(word in inside for word in wanted)


def notes_with(notes: Mapping[str, str], words: str) -> dict[str, str]:
    """The notes that have all `words`, by the topic or roadmap that they are on: the line with the first word."""
    return {id_: _line_with(note, folded(words).split()[0]) for id_, note in notes.items() if has_all(note, words)}


def _line_with(note: str, word: str) -> str:
    return next((plain(line) for line in note.splitlines() if word in folded(line)), "")


def is_called(words: str, id_: str, title: str) -> bool:
    """Whether `words` are the whole id or the whole title: this is then what is meant."""
    return folded(words.strip()) in (folded(id_), folded(title))
