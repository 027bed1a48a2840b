"""Every command, once: its name, what it does, the module that does it, and examples for its help."""

from __future__ import annotations

from typing import NamedTuple


class Subcommand(NamedTuple):
    """A command of the program. `module` is a module of `tracker.cli.commands`."""

    name: str
    does: str
    module: str
    examples: tuple[tuple[str, str], ...]


COMMANDS = (
    Subcommand(
        "roles",
        "list the roles with your percentage",
        "lists",
        (("tracker roles", "every role, and how far you are"), ("tracker roles --json", "for a script")),
    ),
    Subcommand("skills", "list the skills with your percentage", "lists", (("tracker skills", "every skill"),)),
    Subcommand(
        "show",
        "show a roadmap as a tree, or a topic in full",
        "show",
        (
            ("tracker show docker", "one skill"),
            ("tracker show mle", "a whole role, by any of its names"),
            ("tracker show git/rebase", "one topic: done when, prerequisites, links, note, worth"),
        ),
    ),
    Subcommand(
        "target",
        "print or set the role you work toward",
        "target",
        (("tracker target", "which role is it?"), ("tracker target ai-engineer", "work toward this one")),
    ),
    Subcommand(
        "watch",
        "show a roadmap beside the target",
        "target",
        (("tracker watch data-scientist", "keep an eye on it"), ("tracker watch docker --off", "no longer")),
    ),
    Subcommand(
        "status",
        "percent, topics and hours left of the target or a named roadmap",
        "status",
        (
            ("tracker status", "how far am I?"),
            ("tracker status docker --why", "the sum that makes the number"),
            ("tracker status --json", "for a prompt or a status bar"),
        ),
    ),
    Subcommand(
        "next",
        "what to learn next, and why",
        "next",
        (
            ("tracker next", "three topics along the way to the target"),
            ("tracker next --minutes 90 docker", "what fits into an evening"),
            ("tracker next --no-cost", "only what needs neither money nor special hardware"),
        ),
    ),
    Subcommand(
        "tick",
        "mark topics done",
        "mark",
        (
            ("tracker tick docker/compose", "by id"),
            ('tracker tick "multi-stage"', "by a part of the title that fits one topic"),
        ),
    ),
    Subcommand("start", "mark topics doing", "mark", (("tracker start docker/compose", "you are at it"),)),
    Subcommand("skip", "leave topics out of the count", "mark", (("tracker skip docker/compose", "not for me"),)),
    Subcommand("reset", "mark topics todo again", "mark", (("tracker reset docker/compose", "as if untouched"),)),
    Subcommand(
        "choose",
        'pin an option of an "any of" group',
        "choose",
        (
            ("tracker choose mle", "the groups, their options, and what each would make of the percentage"),
            ("tracker choose mle aws", "AWS is the cloud that counts"),
            ("tracker choose mle cloud --auto", "the one furthest along counts again"),
        ),
    ),
    Subcommand(
        "undo",
        "take back the last acts",
        "undo",
        (("tracker undo", "the last one"), ("tracker undo 3", "the last three")),
    ),
    Subcommand("redo", "do again what was undone", "undo", (("tracker redo", "the last one undone"),)),
    Subcommand(
        "history",
        "what happened, newest first",
        "history",
        (("tracker history", "the last 20 events"), ("tracker history -n 5 docker/compose", "of one topic")),
    ),
    Subcommand(
        "note",
        "show or write the note of a topic",
        "note",
        (
            ("tracker note git/rebase", "in $EDITOR; printed where there is no terminal"),
            ('tracker note git/rebase "stopped at conflicts"', "write it at once"),
            ("tracker note git/rebase -", "from standard input"),
        ),
    ),
    Subcommand(
        "own",
        "list your own roadmaps with your percentage",
        "lists",
        (("tracker own", "what you imported"),),
    ),
    Subcommand(
        "import",
        "bring a roadmap of your own: a checklist, an outline, a table, a folder",
        "import_file",
        (
            ("tracker import README.md", "see what is in it, then save it or not"),
            ("tracker import plan.csv --dry-run --json", "only tell, for a script"),
            ("tracker import plan.csv --columns title=Topic,status=4", "which column is what; the rest is guessed"),
            ("tracker import notes.md --mode headings", "what the topics are, where nothing is marked"),
            ("tracker import quiz.md --unticked", "where ticks are answers: without them"),
            ("tracker import ~/clone/frontend", "a folder of content files of roadmap.sh"),
            ("tracker import - --yes < list.md", "from standard input, without a question"),
            ("tracker import progress.json", "progress of roadmap.sh, into the roadmap from there"),
        ),
    ),
    Subcommand(
        "link",
        "let a topic of your own share its tick with the library",
        "link",
        (
            ("tracker link my-plan/k3w9 git/rebase", "one tick from now on"),
            ("tracker link my-plan/x7f2 docker", "done when the skill is"),
            ("tracker link my-plan", "the links that are obvious: same title"),
        ),
    ),
    Subcommand(
        "unlink",
        "give a linked topic a tick of its own again",
        "link",
        (("tracker unlink my-plan/k3w9", "both keep it"),),
    ),
    Subcommand(
        "add",
        "add a topic or group of your own to any roadmap",
        "overlay",
        (
            ('tracker add docker "Our registry at work" --under images', "a topic; every role with Docker has it"),
            ('tracker add my-plan "Interviews" --group', "a group"),
        ),
    ),
    Subcommand(
        "edit",
        "change a topic's title, hours, links or place, or a roadmap's title; updates keep it",
        "overlay",
        (
            ("tracker edit docker/compose --hours 6", "it takes me longer"),
            ("tracker edit docker/compose --first", "that one before the others"),
            ('tracker edit "docker/Better images" --title "Small images"', "a group, by its title"),
            ('tracker edit my-plan --title "My own plan"', "another title for a whole roadmap"),
        ),
    ),
    Subcommand(
        "remove",
        "take out what you added, or a roadmap of your own",
        "overlay",
        (
            ("tracker remove my-plan/k3w9", "a topic or group; undo brings it back"),
            ("tracker remove my-plan", "the whole roadmap; its ticks stay in the journal"),
        ),
    ),
    Subcommand(
        "export",
        "take a roadmap out with your marks",
        "export",
        (
            ("tracker export docker", "a Markdown checklist"),
            ("tracker export ai-engineer --format html -o mine.html", "a page to show, as a file"),
            ("tracker export docker --layer -o mine.json", "only what you added and changed; import lays it elsewhere"),
            ("tracker export --all --format json -o backup.json", "everything, journal too; import brings it back"),
        ),
    ),
    Subcommand(
        "update",
        "use the newest bundled roadmaps, or a newer file of your own, after telling what changes",
        "update",
        (
            ("tracker update --dry-run", "only tell"),
            ("tracker update", "use the newest bundled ones; undo takes it back"),
            ("tracker update my-plan README.md", "follow the file of a roadmap of your own"),
            ("tracker update my-plan plan.csv --columns status=4", "with the columns that it was imported with"),
        ),
    ),
    Subcommand(
        "archive",
        "what updates took out of a roadmap of your own, with its ticks",
        "archive",
        (
            ("tracker archive my-plan", "list it"),
            ('tracker archive my-plan --restore "Flash cards"', "bring it back"),
        ),
    ),
    Subcommand(
        "check",
        "find what is wrong in roadmap files",
        "check",
        (
            ("tracker check", "the bundled ones"),
            ("tracker check my-skill.toml", "a file of yours"),
            ("tracker check --stats", "and how much they hold"),
            ("tracker check --links", "and whether their links still answer: a quarter of an hour"),
        ),
    ),
    Subcommand(
        "settings",
        "where the settings are, whether they are valid, and what holds",
        "settings",
        (
            ("tracker settings", "the values in force"),
            ("tracker settings --check", "only what is wrong, with file, line and hint"),
            ("tracker settings --schema", "the JSON Schema, for an editor"),
        ),
    ),
    Subcommand(
        "keys",
        "print the keys of the app, to be changed in the settings",
        "keys",
        (("tracker keys", "a commented block for settings.toml"), ("tracker keys --json", "for a script")),
    ),
    Subcommand(
        "backup",
        "copy the whole store to a file",
        "backup",
        (
            ("tracker backup", "beside the store, with date and time"),
            ("tracker backup my-copy.db", "to a file of your choice"),
        ),
    ),
    Subcommand(
        "restore",
        "put a backup in the place of the store, which is kept",
        "backup",
        (
            ("tracker restore --list", "the backups that there are, newest first"),
            ("tracker restore --yes", "the newest one, without asking"),
        ),
    ),
    Subcommand(
        "doctor",
        "look for what is wrong with the store and its surroundings",
        "doctor",
        (
            ("tracker doctor", "versions, places, soundness, terminal; nothing private"),
            ("tracker doctor --json", "for a report"),
            ("tracker doctor --repair", "get everything out of a damaged store that can still be read"),
        ),
    ),
    Subcommand("paths", "where things are", "paths", (("tracker paths", "store, settings, roadmaps"),)),
    Subcommand(
        "completions",
        "print the completions of a shell",
        "completions",
        (('eval "$(tracker completions bash)"', "in ~/.bashrc"), ("tracker completions fish | source", "in fish")),
    ),
)

BY_NAME = {command.name: command for command in COMMANDS}
