"""All commands: the name, what it does, its module, and examples for its help."""

from __future__ import annotations

from typing import NamedTuple


class Subcommand(NamedTuple):
    """A command. `module` is its module in `tracker.cli.commands`; an example is a command line and what it does."""

    name: str
    does: str
    module: str
    examples: tuple[tuple[str, str], ...]


COMMANDS = (
    Subcommand(
        "roles",
        "list the roles with your percentage",
        "lists",
        (("tracker roles", "all roles"), ("tracker roles --json", "for a script")),
    ),
    Subcommand("skills", "list the skills with your percentage", "lists", (("tracker skills", "all skills"),)),
    Subcommand(
        "show",
        "show a roadmap as a tree, or a topic in full",
        "show",
        (
            ("tracker show docker", "one skill"),
            ("tracker show mle --depth 1", "one role, by one of its short names, with its skills only"),
            ("tracker show docker --filter doing", "only the topics with this mark"),
            ("tracker show git/rebase", "one topic: done when, prerequisites, links, note, what a tick adds"),
        ),
    ),
    Subcommand(
        "target",
        "print or set the role you work toward",
        "target",
        (("tracker target", "print it"), ("tracker target ai-engineer", "set it")),
    ),
    Subcommand(
        "watch",
        "show a roadmap beside the target",
        "target",
        (("tracker watch data-scientist", "show it"), ("tracker watch docker --off", "stop showing it")),
    ),
    Subcommand(
        "status",
        "show the percentage, topics and hours left of the target or another roadmap",
        "status",
        (
            ("tracker status", "of the target"),
            ("tracker status docker --why", "of a skill, with an explanation of the percentage"),
            ("tracker status --json", "for a shell prompt or a status bar"),
        ),
    ),
    Subcommand(
        "next",
        "show what to learn next, and why",
        "next",
        (
            ("tracker next", "three topics for the target"),
            ("tracker next --minutes 90 docker", "only topics of Docker that take at most 90 minutes"),
            ("tracker next --no-cost", "only topics without costs or special hardware"),
        ),
    ),
    Subcommand(
        "tick",
        "mark topics done, or a whole skill, level or group",
        "mark",
        (
            ("tracker tick docker/compose", "by id"),
            ('tracker tick "multi-stage"', "by whole words of a title, or their beginnings"),
            ("tracker tick git --level basic --yes", "all topics of a level; without --yes it says how many, and asks"),
            ("tracker tick docker/building-images --yes", "a group, without a question"),
        ),
    ),
    Subcommand("start", "mark topics doing", "mark", (("tracker start docker/compose", "you are learning it"),)),
    Subcommand("skip", "mark topics skipped: they do not count", "mark", (("tracker skip docker/compose", "by id"),)),
    Subcommand("reset", "mark topics todo again", "mark", (("tracker reset docker/compose", "by id"),)),
    Subcommand(
        "choose",
        'choose which option of an "any of" group counts',
        "choose",
        (
            ("tracker choose mle", "list the groups and options, with the percentage that each would give"),
            ("tracker choose mle aws", "AWS is the cloud that counts"),
            ("tracker choose mle cloud --auto", "the cloud that you know best counts again"),
        ),
    ),
    Subcommand(
        "undo",
        "undo the last commands",
        "undo",
        (("tracker undo", "the last one"), ("tracker undo 3", "the last three")),
    ),
    Subcommand("redo", "redo what was undone", "undo", (("tracker redo", "the last undone command"),)),
    Subcommand(
        "history",
        "list what you did, newest first",
        "history",
        (("tracker history", "the last 20 events"), ("tracker history -n 5 docker/compose", "of one topic")),
    ),
    Subcommand(
        "note",
        "show or write the note of a topic",
        "note",
        (
            ("tracker note git/rebase", "edit it in $EDITOR; without a terminal, print it"),
            ('tracker note git/rebase "stopped at conflicts"', "write this text"),
            ("tracker note git/rebase -", "write the text from standard input"),
        ),
    ),
    Subcommand(
        "own",
        "list your own roadmaps with your percentage",
        "lists",
        (("tracker own", "what you have imported"),),
    ),
    Subcommand(
        "import",
        "import a roadmap (a checklist, outline, table or folder), progress, an overlay or a backup",
        "import_file",
        (
            ("tracker import README.md", "show what is in it, then ask whether to save it"),
            ("tracker import plan.csv --dry-run --json", "only show it, for a script"),
            ("tracker import plan.csv --columns title=Topic,status=4", "say what the columns hold"),
            ("tracker import notes.md --mode headings", "a file without boxes: its headings are the topics"),
            ("tracker import quiz.md --unticked", "without its ticks, which are answers in a quiz"),
            ("tracker import ~/clone/frontend", "a folder of roadmap.sh content files"),
            ("tracker import - --yes < list.md", "from standard input, without a question"),
            ("tracker import progress.json", "progress from roadmap.sh, for a roadmap from there"),
        ),
    ),
    Subcommand(
        "link",
        "share the tick of your own topic with a library topic or skill",
        "link",
        (
            ("tracker link my-plan/k3w9 git/rebase", "both topics have one tick"),
            ("tracker link my-plan/x7f2 docker", "the topic is done when the skill is done"),
            ("tracker link my-plan", "list possible links: topics with the same title"),
        ),
    ),
    Subcommand(
        "unlink",
        "remove a link: the topic has its own tick again",
        "link",
        (("tracker unlink my-plan/k3w9", "both topics keep their mark"),),
    ),
    Subcommand(
        "add",
        "add your own topic or group to any roadmap",
        "overlay",
        (
            ('tracker add docker "Our registry at work" --under building-images', "a topic, in every role with Docker"),
            ('tracker add my-plan "Interviews" --group', "a group"),
        ),
    ),
    Subcommand(
        "edit",
        "change the title, hours, links or place of a topic; or the title of a group or roadmap",
        "overlay",
        (
            ("tracker edit docker/compose --hours 6", "change its hours"),
            ("tracker edit docker/compose --first", "put it before its siblings"),
            ('tracker edit "docker/Better images" --title "Small images"', "rename a group, named by its title"),
            ('tracker edit my-plan --title "My own plan"', "rename a roadmap"),
        ),
    ),
    Subcommand(
        "remove",
        "remove what you added, or a roadmap of your own",
        "overlay",
        (
            ("tracker remove my-plan/k3w9", "a topic or group; tracker undo restores it"),
            ("tracker remove my-plan", "a whole roadmap; its ticks stay in the journal"),
        ),
    ),
    Subcommand(
        "export",
        "export a roadmap with your marks and notes",
        "export",
        (
            ("tracker export docker", "a Markdown checklist"),
            ("tracker export ai-engineer --format html -o mine.html", "a page to show to others"),
            ("tracker export docker --layer -o mine.json", "only your overlay: what you added and changed"),
            ("tracker export --all --format json -o backup.json", "a backup of everything, with the journal"),
        ),
    ),
    Subcommand(
        "update",
        "update the bundled roadmaps, or a roadmap of your own from a newer file",
        "update",
        (
            ("tracker update --dry-run", "only show what would change"),
            ("tracker update", "use the newest bundled roadmaps; tracker undo reverts it"),
            ("tracker update my-plan README.md", "update your own roadmap from its newer file"),
            ("tracker update my-plan plan.csv --columns status=4", "with the columns of the import"),
        ),
    ),
    Subcommand(
        "archive",
        "list or restore the topics that updates removed from your own roadmap",
        "archive",
        (
            ("tracker archive my-plan", "list them, with their marks"),
            ('tracker archive my-plan --restore "Flash cards"', "restore one of them"),
        ),
    ),
    Subcommand(
        "check",
        "check roadmap files for errors",
        "check",
        (
            ("tracker check", "the bundled files"),
            ("tracker check my-skill.toml", "your own file"),
            ("tracker check --stats", "also count topics, hours and links"),
            ("tracker check --links", "and whether their links still answer: a quarter of an hour"),
        ),
    ),
    Subcommand(
        "settings",
        "show the settings, where their file is, and errors in it",
        "settings",
        (
            ("tracker settings", "the file and all values"),
            ("tracker settings --check", "only the errors, with file, line and hint"),
            ("tracker settings --schema", "the JSON Schema, for an editor"),
        ),
    ),
    Subcommand(
        "keys",
        "print the keys of the app, in the form of the settings file",
        "keys",
        (("tracker keys", "a block of comments for settings.toml"), ("tracker keys --json", "for a script")),
    ),
    Subcommand(
        "backup",
        "copy the whole store to a file",
        "backup",
        (
            ("tracker backup", "to a file beside the store, named by date and time"),
            ("tracker backup my-copy.db", "to this file"),
        ),
    ),
    Subcommand(
        "restore",
        "replace the store by a backup; the present store is kept",
        "backup",
        (
            ("tracker restore --list", "list the backups, newest first"),
            ("tracker restore --yes", "the newest backup, without a question"),
        ),
    ),
    Subcommand(
        "doctor",
        "check the store, its folders and the terminal for problems",
        "doctor",
        (
            ("tracker doctor", "print what was checked; nothing private is in it"),
            ("tracker doctor --json", "for a bug report"),
            ("tracker doctor --repair", "write all that can be read of a damaged store into a new one"),
        ),
    ),
    Subcommand("paths", "print where the files are", "paths", (("tracker paths", "store, settings, roadmaps"),)),
    Subcommand(
        "help",
        "explain a command, or show a page of the manual",
        "help",
        (
            ("tracker help", "list the pages"),
            ("tracker help settings", "one page"),
            ("tracker help tick", "a command, as tracker tick --help"),
            ("tracker help --man", "the man page"),
        ),
    ),
    Subcommand(
        "completions",
        "print the completion script of a shell",
        "completions",
        (
            ("source <(tracker completions bash)", "in ~/.bashrc"),
            ("source <(tracker completions zsh)", "in ~/.zshrc"),
            ("tracker completions fish | source", "in ~/.config/fish/config.fish"),
        ),
    ),
)

BY_NAME = {command.name: command for command in COMMANDS}
