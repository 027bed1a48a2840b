"""`adverts`: the saved adverts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tracker.cli.opening import opened
from tracker.cli.output import bar, clip, columns, data, line, paint, percent
from tracker.core.effort import hours
from tracker.core.own_roles.record import AdvertState
from tracker.core.progress.tally_object import tally_object
from tracker.workspace.adverts.saved import KeptAdvert, change_advert, find_advert, kept_adverts

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def arguments(parser: ArgumentParser, _name: str) -> None:
    """Declare what the command takes."""
    parser.add_argument("advert", nargs="?", help="a saved advert; without it, all are listed, best first")
    parser.add_argument(
        "--state", choices=[state.value for state in AdvertState], default="", help="how far it has come"
    )
    parser.add_argument("--link", default="", metavar="URL", help="where the advert is")
    parser.add_argument("--json", action="store_true", help="a JSON list; of one advert an object with its text")


def run(args: Namespace) -> int:
    """List the saved adverts, or show or change one."""
    with opened() as workspace:
        if not args.advert:
            _list(kept_adverts(workspace), json=args.json)
            return 0
        id_ = find_advert(workspace, args.advert, writes=bool(args.state or args.link))
        if args.state or args.link:
            change_advert(workspace, id_, args.state, args.link)
        kept = next(kept for kept in kept_adverts(workspace) if kept.id == id_)
        text = workspace.state().notes.get(id_, "")
        if args.json:
            data(_object(kept) | {"text": text})
        elif args.state or args.link:
            line(f"{kept.role.title}: {kept.advert.state.value}  {kept.advert.link}".rstrip())
        else:
            line(f"{paint(kept.role.title, 'bold')}  {id_}")
            line(f"{kept.advert.state.value}, saved {kept.advert.date}  {kept.advert.link}".rstrip())
            line(f"\n{text}")
    return 0


def _object(kept: KeptAdvert) -> dict[str, Any]:
    saved = {"date": kept.advert.date, "link": kept.advert.link or None, "state": kept.advert.state.value}
    return {"id": kept.id, "title": kept.role.title, **saved, **tally_object(kept.progress.total)}


def _list(adverts: list[KeptAdvert], *, json: bool) -> None:
    if json:
        data([_object(kept) for kept in adverts])
        return
    if not adverts:
        line('no advert is saved yet: tracker advert FILE --save "Title"')
    rows = []
    for kept in adverts:
        total, saved = kept.progress.total, kept.advert
        left = hours(total.hours_left)
        rows.append(
            [clip(kept.role.title), bar(total, 10), percent(total), left, saved.state.value, saved.date, kept.id]
        )
    for text in columns(rows):
        line(text)
