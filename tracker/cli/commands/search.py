"""`search`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker.cli.opening import opened
from tracker.cli.output import clip, columns, data, line, paint
from tracker.core.errors import NotFoundError
from tracker.core.search import has_all, is_called, notes_with

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


class _Found(NamedTuple):
    """A roadmap or topic; `note` is the line of its note that has the first of the words, None where none has them."""

    kind: str
    id: str
    title: str
    note: str | None


def arguments(parser: ArgumentParser, _name: str) -> None:
    """Declare what the command takes."""
    parser.add_argument("words", nargs="+", help="words of a title, a short name or a note, also parts of words")
    parser.add_argument("--json", action="store_true", help="what fits as a JSON list")


def run(args: Namespace) -> int:
    """List the roadmaps and topics whose title or note has the words."""
    words = " ".join(args.words)
    with opened() as workspace:
        roadmaps, topics = workspace.roadmap_names(), workspace.topic_names()
        notes = notes_with(workspace.state().notes, words)
    kinds = {id_: kind.value for id_, (kind, _) in roadmaps.items()} | dict.fromkeys(topics, "topic")
    names = {id_: name for id_, (_, name) in roadmaps.items()} | topics
    matches = [
        _Found(kinds[id_], id_, name.title, notes.get(id_))
        for id_, name in names.items()
        if id_ in notes or has_all(" ".join((name.title, *name.others)), words)
    ]
    matches.sort(key=lambda thing: not is_called(words, thing.id, thing.title))
    if args.json:
        data([thing._asdict() for thing in matches])
        return 0
    if not matches:
        raise NotFoundError(f'no title and no note has "{words}"')
    for text in columns([[thing.kind, clip(thing.title), paint(thing.id, "dim")] for thing in matches]):
        line(text)
    for thing in matches:
        if thing.note is not None:
            line(f"{paint(f'note on {thing.title}:', 'bold')} {thing.note}")
    return 0
