"""Make the tables of the manual and the man page from the program: `python -m tests.docs`."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import tracker
from tracker.cli.parser import EXIT_CODES, parser
from tracker.cli.registry import COMMANDS
from tracker.tui.actions import Heading, action_of
from tracker.tui.hints import name_of
from tracker.tui.keymap import bindings

DOCS = Path(tracker.__file__).with_name("docs")
SCREENS = {"home", "study"}


def key_tables() -> str:
    """The keys of home and of a roadmap, under the headings of the help."""
    parts = []
    rows: dict[Heading, list[str]] = {heading: [] for heading in Heading}
    seen: set[tuple[tuple[str, ...], str]] = set()
    for bound in bindings():
        if bound.screens & SCREENS and bound.does and (bound.keys, bound.does) not in seen:
            seen.add((bound.keys, bound.does))
            keys = " ".join(f"`{name_of(key)}`" for key in bound.keys)
            rows[action_of(bound.id).heading].append(f"| {keys} | {bound.does} |")
    for heading, lines in rows.items():
        parts.append("\n".join([f"## {heading}", "", "| key | does |", "|---|---|", *lines]))
    return "\n\n".join(parts)


def command_table() -> str:
    """Every command and what it does."""
    lines = [f"| `tracker {command.name}` | {command.does.replace('|', '/')} |" for command in COMMANDS]
    return "\n".join(["| command | does |", "|---|---|", *lines])


def man_page() -> str:
    """The man page, made from the parser."""
    top = parser()
    lines = [
        f'.TH TRACKER 1 "" "tracker {tracker.__version__}" "User Commands"',
        ".SH NAME",
        "tracker \\- how far you are from the job you want, and what to learn next",
        ".SH SYNOPSIS",
        ".B tracker\n[\\fIcommand\\fR [\\fIoption\\fR ...]]",
        ".SH DESCRIPTION",
        "Without a command, tracker opens the app.",
        ".SH COMMANDS",
    ]
    below = next(a for a in top._actions if isinstance(a, argparse._SubParsersAction)).choices
    for command in COMMANDS:
        lines += [f".SS tracker {command.name}", _roff(f"{command.does[0].upper()}{command.does[1:]}.")]
        for action in below[command.name]._actions:
            if action.help and action.help != argparse.SUPPRESS and action.dest != "help":
                name = ", ".join(action.option_strings) or str(action.metavar or action.dest)
                value = (
                    f" {action.metavar or action.dest.upper()}" if action.option_strings and action.nargs != 0 else ""
                )
                lines += [".TP", f".B {_roff(name + value)}", _roff(action.help.replace("%%", "%"))]
        lines.append(".PP\nExamples:")
        for words, does in command.examples:
            lines += [".TP", f".B {_roff(words)}", _roff(does)]
    lines += [".SH EXIT STATUS", ".nf", _roff(EXIT_CODES.partition("\n")[2]), ".fi"]
    return "\n".join(lines) + "\n"


def _roff(text: str) -> str:
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    return re.sub(r"^([.'])", r"\\&\1", escaped, flags=re.MULTILINE)


def made() -> dict[str, str]:
    """The files of the manual that are made, or hold something that is made, as they have to be."""
    tables = {"keys.md": ("keys", key_tables()), "commands.md": ("commands", command_table())}
    files = {"tracker.1": man_page()}
    for name, (mark, table) in tables.items():
        text = (DOCS / name).read_text(encoding="utf-8")
        before, _, rest = text.partition(f"<!-- {mark} -->")
        files[name] = f"{before}<!-- {mark} -->\n\n{table}\n\n<!-- end -->{rest.partition('<!-- end -->')[2]}"
    return files


if __name__ == "__main__":
    for name, text in made().items():
        (DOCS / name).write_text(text, encoding="utf-8")
        print(DOCS / name)
