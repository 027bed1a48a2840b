"""What a user can say of a file that comes in, as the options of a command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.workspace.incoming.questions import OPTIONS, YES

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def declare_answers(parser: ArgumentParser, *, is_update: bool = False) -> None:
    """Declare an option for each answer; an update has no use for some."""
    for option in OPTIONS:
        if option.is_switch:
            parser.add_argument(f"--{option.name}", action="store_true", help=option.help)
        elif not (is_update and option.is_new_only):
            parser.add_argument(f"--{option.name}", default="", metavar=option.metavar, help=option.help)


def answers_of(args: Namespace) -> dict[str, str]:
    """The answers that the options give."""
    values = {option.name: getattr(args, option.name, "") for option in OPTIONS}
    return {name: value if isinstance(value, str) else YES * value for name, value in values.items()}
