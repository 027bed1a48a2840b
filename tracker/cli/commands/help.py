"""`help`: the pages that explain the program, and the help of a command."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from tracker.cli.output import columns, data, line, width_of_terminal, wrapped
from tracker.cli.pager import paged
from tracker.cli.parser import parser
from tracker.cli.registry import BY_NAME
from tracker.core.errors import NotFoundError
from tracker.core.roadmap.find import nearest
from tracker.docs import PAGES, man_page, page
from tracker.docs.readable import readable

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def arguments(parser: ArgumentParser, _name: str) -> None:
    """Declare what the command takes."""
    names = f"a page ({', '.join(PAGES)}) or a command; without it, the pages are listed"
    parser.add_argument("topic", nargs="?", choices=None, metavar="PAGE|COMMAND", help=names)
    parser.add_argument("--man", action="store_true", help="print the man page, for man -l -")
    parser.add_argument("--json", action="store_true", help="the pages or the text as JSON")


def run(args: Namespace) -> int:
    """Show a page, or the help of a command."""
    if args.man:
        line(man_page().rstrip("\n"))
    elif not args.topic:
        _list(as_json=args.json)
    elif args.topic in PAGES:
        _show(page(args.topic), as_json=args.json)
    elif args.topic in BY_NAME:
        with suppress(SystemExit):  # argparse ends the program after its help
            parser([args.topic]).parse_args([args.topic, "--help"])
    else:
        close = nearest(args.topic, dict.fromkeys([*PAGES, *BY_NAME], ()))
        raise NotFoundError(f'there is no page and no command "{args.topic}"', close)
    return 0


def _list(*, as_json: bool) -> None:
    if as_json:
        data([{"page": name, "title": title} for name, title in PAGES.items()])
        return
    for text in columns((f"tracker help {name}", title) for name, title in PAGES.items()):
        line(text)
    line("tracker help COMMAND explains a command; tracker --help lists all of them")


def _show(text: str, *, as_json: bool) -> None:
    if as_json:
        data({"text": text})
        return
    if width_of_terminal() is None:
        line(text)
        return
    with paged():
        for paragraph in readable(text):
            indent = len(paragraph) - len(paragraph.lstrip())
            for text_line in wrapped(paragraph.strip(), indent) or [""]:
                line(text_line)
