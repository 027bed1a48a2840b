"""Every command, once: its name, what it does, the module that does it, and examples for its help."""

from __future__ import annotations

from typing import NamedTuple


class Command(NamedTuple):
    """A command of the program. `module` is a module of `tracker.cli.commands`."""

    name: str
    does: str
    module: str
    examples: tuple[tuple[str, str], ...]


COMMANDS = (
    Command(
        "roles",
        "list the roles with your percentage",
        "lists",
        (("tracker roles", "every role, nearest first to your marks"), ("tracker roles --json", "for a script")),
    ),
    Command("skills", "list the skills with your percentage", "lists", (("tracker skills", "every skill"),)),
    Command(
        "show",
        "show a roadmap as a tree, or a topic in full",
        "show",
        (
            ("tracker show docker", "one skill"),
            ("tracker show ml-engineer", "a whole role, by any of its names"),
            ("tracker show git/rebase", "one topic: done when, prerequisites, links, note, worth"),
        ),
    ),
    Command(
        "target",
        "print or set the role you work toward",
        "target",
        (("tracker target", "which role is it?"), ("tracker target ai-engineer", "work toward this one")),
    ),
    Command(
        "watch",
        "show a roadmap beside the target",
        "target",
        (("tracker watch data-scientist", "keep an eye on it"), ("tracker watch docker --off", "no longer")),
    ),
    Command(
        "status",
        "percent, topics and hours left of the target or a named roadmap",
        "status",
        (
            ("tracker status", "how far am I?"),
            ("tracker status docker --why", "the sum that makes the number"),
            ("tracker status --json", "for a prompt or a status bar"),
        ),
    ),
    Command(
        "tick",
        "mark topics done",
        "mark",
        (
            ("tracker tick docker/compose", "by id"),
            ('tracker tick "multi-stage"', "by a part of the title that fits one topic"),
        ),
    ),
    Command("start", "mark topics doing", "mark", (("tracker start docker/compose", "you are at it"),)),
    Command("skip", "leave topics out of the count", "mark", (("tracker skip docker/compose", "not for me"),)),
    Command("reset", "mark topics todo again", "mark", (("tracker reset docker/compose", "as if untouched"),)),
    Command(
        "choose",
        'pin an option of an "any of" group',
        "choose",
        (
            ("tracker choose ml-engineer", "the groups, their options, and what each would make of the percentage"),
            ("tracker choose ml-engineer aws", "AWS is the cloud that counts"),
            ("tracker choose ml-engineer cloud --auto", "the one furthest along counts again"),
        ),
    ),
    Command(
        "undo",
        "take back the last acts",
        "walk",
        (("tracker undo", "the last one"), ("tracker undo 3", "the last three")),
    ),
    Command("redo", "do again what was undone", "walk", (("tracker redo", "the last one undone"),)),
    Command(
        "history",
        "what happened, newest first",
        "history",
        (("tracker history", "the last 20 events"), ("tracker history -n 5 docker/compose", "of one topic")),
    ),
    Command(
        "note",
        "show or write the note of a topic",
        "note",
        (
            ("tracker note git/rebase", "in $EDITOR; printed where there is no terminal"),
            ('tracker note git/rebase "stopped at conflicts"', "write it at once"),
            ("tracker note git/rebase -", "from standard input"),
        ),
    ),
    Command(
        "export",
        "take a roadmap out with your marks",
        "export",
        (
            ("tracker export docker", "a Markdown checklist"),
            ("tracker export ai-engineer --format csv -o mine.csv", "a table, into a file"),
        ),
    ),
    Command(
        "update",
        "use the newest bundled roadmaps, after telling what changes",
        "update",
        (("tracker update --dry-run", "only tell"), ("tracker update", "use them; undo takes it back")),
    ),
    Command(
        "check",
        "find what is wrong in roadmap files",
        "check",
        (("tracker check", "the bundled ones"), ("tracker check my-skill.toml", "a file of yours")),
    ),
    Command("paths", "where things are", "paths", (("tracker paths", "store, settings, roadmaps"),)),
    Command(
        "completions",
        "print the completions of a shell",
        "completions",
        (('eval "$(tracker completions bash)"', "in ~/.bashrc"), ("tracker completions fish | source", "in fish")),
    ),
)

BY_NAME = {command.name: command for command in COMMANDS}
