"""All commands: the name, what it does, its module, and examples for its help."""

from importlib import import_module
from types import ModuleType
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
            ("tracker status --at 2026-03-01", "as it was at the end of that day"),
            ("tracker status --format '{title} {percent}% {streak}d'", "for a prompt or a status bar"),
            ("tracker status --json", "for a script"),
        ),
    ),
    Subcommand(
        "search",
        "list the roadmaps and topics whose title, short name or note has some words",
        "search",
        (("tracker search docker", "titles and notes"), ("tracker search rerere --json", "for a script")),
    ),
    Subcommand(
        "next",
        "show what to learn next, and why",
        "next",
        (
            ("tracker next", "three topics for the target"),
            ("tracker next --minutes 90 docker", "only topics of Docker that take at most 90 minutes"),
            ("tracker next --no-cost", "only topics without costs or special hardware"),
            ("tracker next -n 5 --why", "five topics, with each part of their scores"),
        ),
    ),
    Subcommand(
        "plan",
        "show an order in which everything open can be learnt, in weeks",
        "plan",
        (
            ("tracker plan", "of the target, at 10 hours a week"),
            ("tracker plan --ready --hours-per-week 6", "only what makes you ready to apply"),
            ("tracker plan --format icalendar", "a calendar, to write into a file with > plan.ics"),
        ),
    ),
    Subcommand(
        "compare",
        "compare roles: what they share, what each needs alone, how far each is",
        "compare",
        (
            ("tracker compare data-scientist", "with the target"),
            ("tracker compare data-analyst data-scientist --topics", "two roles, with every topic"),
            ("tracker compare", "all roles: what you know of each, and what one knows of another"),
        ),
    ),
    Subcommand(
        "pace",
        "show what you did day by day, your streak, and when you may be finished",
        "pace",
        (
            ("tracker pace", "days, a map of the year, the target week by week"),
            ("tracker pace --forecast", "also the finish date, as a range from your past weeks"),
            ("tracker pace --hours-per-week 12", "the finish date, if you learnt so much"),
        ),
    ),
    Subcommand(
        "log",
        "write down time that you spent on a topic",
        "pace",
        (("tracker log docker/compose 45m", "now"), ("tracker log docker/compose 1h30m --on 2026-03-01", "on a day")),
    ),
    Subcommand(
        "timer",
        "measure the time that you spend on a topic; it goes on when the terminal is closed",
        "timer",
        (
            ("tracker timer start docker/compose", "begin"),
            ("tracker timer", "how long it has run"),
            ("tracker timer stop", "end, and write the minutes down"),
            ("tracker timer stop --time 45m", "end, and write down another time"),
        ),
    ),
    Subcommand(
        "pause",
        "list, set or take back pauses, which break no streak and are no pace",
        "pace",
        (("tracker pause 2026-12-20 2027-01-05", "set one"), ("tracker pause", "list them")),
    ),
    Subcommand(
        "review",
        "show which done topics are due for review, and answer how well they sit",
        "review",
        (
            ("tracker review --on docker", "review the done topics of Docker from now on"),
            ("tracker review", "the reviews of today; on a terminal it asks for each"),
            ("tracker review --off docker", "stop reviewing it"),
        ),
    ),
    Subcommand(
        "proof",
        "show or keep links that prove a topic: a repository, a certificate, a post",
        "report",
        (
            ("tracker proof docker/compose https://example.org/repo", "add a link"),
            ("tracker proof docker/compose", "list them"),
            ("tracker proof docker/compose --remove", "remove all of them"),
        ),
    ),
    Subcommand(
        "report",
        "write a report of what you have learnt, to show to others",
        "report",
        (
            ("tracker report", "of the target, as Markdown"),
            ("tracker report --format html", "a page to write into a file with > me.html, and to print"),
            ("tracker report --format json-resume", "skills and projects for a CV"),
        ),
    ),
    Subcommand(
        "doing",
        "list what you are learning, and since when",
        "week",
        (("tracker doing", "newest first"), ("tracker doing --json", "for a script")),
    ),
    Subcommand(
        "week",
        "list what you did in the last seven days",
        "week",
        (("tracker week", "newest first"), ("tracker week --json", "for a script")),
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
        "advert",
        "read a job advert: what it asks, what you have of it, what to learn first",
        "advert",
        (
            ("tracker advert job.txt", "text, Markdown, HTML, PDF or .docx"),
            ("tracker advert - < job.txt", "from standard input"),
            ("tracker advert job.txt --text", "its text, what was read marked"),
            ("tracker advert job.txt --nice docker --level sql=basic --not-asked go", "correct the reading"),
            ('tracker advert job.txt --save "ML Engineer at Example"', "keep it as a role of your own"),
            ("tracker advert --compare jobs/", "which skills they all ask"),
        ),
    ),
    Subcommand(
        "adverts",
        "list the saved adverts, best first; show one, or set its state",
        "adverts",
        (
            ("tracker adverts", "all, with your percentage"),
            ("tracker adverts example --state applied", "interesting, applied, interview or closed"),
            ("tracker adverts example", "its text"),
        ),
    ),
    Subcommand(
        "role",
        "make, change, copy, remove, export or import a role of your own",
        "role",
        (
            ('tracker role new "Quant Developer" --needs python:advanced,cpp,probability', "of skills and levels"),
            ('tracker role edit quant-developer --any-of "One cloud=aws:basic,gcp:basic"', "add a group, one suffices"),
            ("tracker role edit quant-developer --useful sql:basic --drop cpp", "add what is not counted; drop a need"),
            ('tracker role copy ai-engineer "AI engineer at a bank"', "start from any role"),
            ("tracker role export quant-developer -o quant-developer.toml", "the same TOML as the bundled roles"),
            ("tracker role import quant-developer.toml", "show it, then ask whether to save it"),
            ("tracker role remove quant-developer", "ticks stay; tracker undo restores it"),
        ),
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
            ("tracker export docker --overlay -o mine.json", "only your overlay: what you added and changed"),
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
        "sync",
        "bring your devices to the same progress, over a folder that they share",
        "sync",
        (
            ("tracker sync ~/Sync/tracker", "over a folder that Syncthing, Dropbox or a stick carries"),
            ("tracker sync --dry-run", "only say what would come and go; the target is in the settings"),
            ("tracker sync status", "when it was synced last, and what waits"),
        ),
    ),
    Subcommand(
        "share",
        "share how far you are along a role with a group on your server",
        "share",
        (
            ("tracker share ai-engineer --with class-7", "the numbers; each sync brings them up to date"),
            ("tracker share ai-engineer --with class-7 --topics", "also the titles of the topics you are learning"),
            ("tracker share ai-engineer --with class-7 --off", "no longer"),
            ("tracker share", "list what you share"),
        ),
    ),
    Subcommand(
        "group",
        "show how far the people of your group are, and what most are learning",
        "group",
        (
            ("tracker group class-7 --new", "make the group; you are its mentor"),
            ("tracker group class-7", "who is how far"),
            ("tracker group class-7 --html class.html", "as a page"),
        ),
    ),
    Subcommand(
        "serve",
        "show the app in a browser on this machine",
        "serve",
        (
            ("tracker serve", "prints the address to open; Ctrl+C ends it"),
            ("tracker serve --port 8080", "at another port"),
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


def module_of(command: Subcommand) -> ModuleType:
    """The module of a command."""
    return import_module(f"tracker.cli.commands.{command.module}")
