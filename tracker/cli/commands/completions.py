"""`completions`: the script for a shell, and the answers that the script asks for at each TAB.

The scripts are the same few lines for every command: what can stand at a place is known here, with the ids of the
user's own roadmaps. An answer of `:files` leaves the place to the shell, which knows files best.
The word to complete has a colon before it, since argparse takes away a word that is only `--`.
"""

from __future__ import annotations

from argparse import SUPPRESS, Action, ArgumentParser, Namespace
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module

from tracker.cli.output import line
from tracker.cli.registry import BY_NAME, COMMANDS
from tracker.core.roadmap.model import Kind
from tracker.workspace import Workspace

FILES = ":files"
_BASH = """\
# tracker completions bash: source <(tracker completions bash)
_tracker() {
    local IFS=$'\\n' current="${COMP_WORDS[COMP_CWORD]}" before
    before=$(printf '%s\\n' "${COMP_WORDS[@]:1:COMP_CWORD-1}")
    COMPREPLY=($(tracker completions bash --before="$before" --current=":$current" 2>/dev/null))
    if [[ ${COMPREPLY[0]} == :files ]]; then
        compopt -o filenames 2>/dev/null
        COMPREPLY=($(compgen -f -- "$current"))
    fi
}
complete -F _tracker tracker
"""
_ZSH = """\
#compdef tracker
# tracker completions zsh: source <(tracker completions zsh), or this file as _tracker in a folder of $fpath
_tracker() {
    local -a answers
    local before=${(F)words[2,CURRENT-1]} current=$words[CURRENT]
    answers=("${(@f)$(tracker completions zsh --before=$before --current=":$current" 2>/dev/null)}")
    if [[ $answers[1] == :files ]]; then
        _files
    else
        compadd -- $answers
    fi
}
if [[ $funcstack[1] == _tracker ]]; then
    _tracker "$@"
else
    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
    compdef _tracker tracker
fi
"""
_FISH = """\
# tracker completions fish: tracker completions fish | source
function __tracker_complete
    set -l words (commandline -opc)
    set -l before (string join \\n -- $words[2..] | string collect --allow-empty)
    set -l current (commandline -ct | string collect --allow-empty)
    set -l answers (tracker completions fish --before="$before" --current=":$current" 2>/dev/null)
    if test "$answers[1]" = :files
        __fish_complete_path (commandline -ct)
    else
        printf '%s\\n' $answers
    end
end
complete -c tracker -f -a '(__tracker_complete)'
"""
SHELLS = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH}


def arguments(parser: ArgumentParser, _name: str) -> None:
    """Declare what the command takes."""
    parser.add_argument("shell", choices=SHELLS, help="which shell")
    parser.add_argument("--current", metavar="WORD", help="a colon and the word to complete: print the answers")
    parser.add_argument("--before", default="", metavar="WORDS", help="the words before it, one a line")


def run(args: Namespace) -> int:
    """Print a completion script, or the answers for a place in a line."""
    if args.current is None:
        line(SHELLS[args.shell].rstrip("\n"))
        return 0
    for answer in sorted(dict.fromkeys(_answers(args.before.splitlines(), args.current.removeprefix(":")))):
        line(answer)
    return 0


def _answers(before: Sequence[str], current: str) -> Iterator[str]:
    """What can stand after some words, as far as it begins like `current`."""
    if not before:
        yield from _beginning(current, [command.name for command in COMMANDS])
    elif before[0] in BY_NAME:
        command = ArgumentParser(prog=before[0], add_help=True)
        import_module(f"tracker.cli.commands.{BY_NAME[before[0]].module}").arguments(command, before[0])
        actions = command._actions  # noqa: SLF001  # argparse has no public list of what was declared
        action = _at(actions, before[1:], current)
        if current.startswith("-"):
            yield from _beginning(
                current, [name for each in actions if each.help != SUPPRESS for name in each.option_strings]
            )
        elif action is not None:
            yield from _values(action, current)


def _at(actions: Sequence[Action], before: Sequence[str], current: str) -> Action | None:
    """The option or argument whose value stands behind some words."""
    options = {name: action for action in actions for name in action.option_strings}
    positional = [action for action in actions if not action.option_strings]
    waits: Action | None = None
    count = 0
    for word in before:
        if word in options:
            waits = options[word] if options[word].nargs != 0 else None
        elif waits is not None and waits.nargs in (None, "?"):
            waits = None
        elif waits is None:
            count += 1
    if waits is not None and not current.startswith("-"):
        return waits
    many = positional and positional[-1].nargs in ("+", "*")
    return (
        positional[-1] if many and count >= len(positional) else positional[count] if count < len(positional) else None
    )


def _values(action: Action, current: str) -> Iterable[str]:
    if action.choices is not None:
        return _beginning(current, map(str, action.choices))
    names = f"{action.dest} {action.metavar or ''}".casefold()
    if "file" in names:
        return [FILES]
    kinds = [name for name in ("role", "roadmap", "skill", "topic", "what", "addition") if name in names]
    return _beginning(current, _ids(kinds)) if kinds else []


def _ids(kinds: Sequence[str]) -> Iterator[str]:
    """The ids of roadmaps and topics, as far as a place takes them."""
    with Workspace.open() as workspace:
        for id_, (kind, _) in workspace.roadmap_names().items():
            if kinds != ["role"] or kind is Kind.ROLE:
                yield id_
        if {"topic", "what", "addition"} & {*kinds}:
            yield from workspace.topic_names()


def _beginning(current: str, names: Iterable[str]) -> Iterator[str]:
    return (name for name in names if name.startswith(current))
