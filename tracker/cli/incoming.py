"""How a command shows what comes in from outside, asks about it and saves it, whatever it is."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tracker.cli.answers import answers_of
from tracker.cli.ask import agreed, must_not_ask
from tracker.cli.output import columns, cut, data, glyph, line, paint, talk
from tracker.cli.step_shown import StepShown
from tracker.core.errors import UsageError
from tracker.core.importing.columns import Sheet
from tracker.wording.summary import Section, Style, Summary
from tracker.workspace import Workspace
from tracker.workspace.incoming.incoming import Incoming, Saved
from tracker.workspace.incoming.open_source import open_source
from tracker.workspace.incoming.questions import YES, Pick, Question, Switch, TableColumns
from tracker.workspace.incoming.source import Source

if TYPE_CHECKING:
    from argparse import Namespace

_MOST_LINES = 40
_MOST_OF_OUTLINE = 60
_WIDEST, _WIDEST_VALUE = 23, 14
_WAYS = {"link": "tracker link {}", "update": "tracker update {} FILE"}


def import_source(args: Namespace, workspace: Workspace, source: Source, update: str = "") -> int:
    """Show what `source` is, then save it: after a question on a terminal, or with --yes. Returns the exit code.

    With `update` it is a newer version of the roadmap of that id.
    """
    with StepShown(source.size) as bar:
        answers = answers_of(args)
        incoming = open_source(workspace, source, answers, bar, update=update)
        bar.clear()
        if not args.json:
            show(incoming, f"tracker {f'update {update}' if update else 'import'} {shlex.quote(args.file)}")
        saved: Saved | None = None
        if incoming.is_new and not args.dry_run:
            must_not_ask(args, f"update {update} FILE" if update else "import")
            answered = _ask(args, incoming, answers)
            if answered != answers:
                incoming = open_source(workspace, source, answered, bar, update=update)
                bar.clear()
            if agreed(args, incoming.agreement):
                saved = incoming.save(workspace, bar)
                _say_guesses(args, incoming)
    if args.json:
        data(incoming.as_object(saved=bool(saved)))
    refusal = next((question.refusal for question in incoming.questions() if isinstance(question, Pick)), "")
    if refusal and not args.dry_run:
        raise UsageError(refusal)
    if not args.json and not refusal:
        _conclude(incoming, saved, dry_run=args.dry_run)
    return 0 if saved or args.dry_run or not incoming.is_new else 1


def _say_guesses(args: Namespace, incoming: Incoming) -> None:
    """Say what was guessed where nobody was asked: a script shows the summary to nobody. JSON has it in its data."""
    for sentence in incoming.guesses() if args.yes and not args.json else ():
        talk(sentence)


def _ask(args: Namespace, incoming: Incoming, answers: dict[str, str]) -> dict[str, str]:
    """The answers, with those that the user gives on the terminal now."""
    asked = [question for question in incoming.questions() if isinstance(question, Switch) and question.ask]
    return answers | {question.name: YES for question in asked if not args.yes and agreed(args, question.ask)}


def _conclude(incoming: Incoming, saved: Saved | None, *, dry_run: bool) -> None:
    if saved:
        line(saved.command_sentence)
        if saved.commands:
            _show_section(saved.commands, bold=False)
    elif not incoming.is_new:
        line(incoming.nothing_new)
    elif dry_run:
        line(incoming.unsaved)
    else:
        talk(incoming.unsaved)


def show(incoming: Incoming, command: str) -> None:
    """What would be saved, and the questions that options answer."""
    summary = incoming.summary(Style(glyph, "→", lambda action, id_: _WAYS[action].format(id_), _MOST_OF_OUTLINE))
    _show_summary(summary, is_new=incoming.is_new)
    for question in incoming.questions():
        _show_question(question, command)
    for sentence in summary.advice:
        talk(sentence)


def _show_summary(summary: Summary, *, is_new: bool) -> None:
    if summary.heading and is_new:
        line(paint(summary.heading, "bold"))
    for text in summary.outline:
        line(f"  {text}")
    if summary.counts:
        line("\n" * bool(summary.heading) + " · ".join(summary.counts))
    for text in summary.remarks:
        line(text)
    for section in summary.sections:
        if summary.counts:
            line()
        _show_section(section)


def _show_section(section: Section, *, bold: bool = True) -> None:
    line(paint(section.heading, "bold") if bold else section.heading)
    _show_lines(section.lines)


def _show_lines(lines: Sequence[str]) -> None:
    for text in lines[:_MOST_LINES]:
        line(f"  {text}")
    if len(lines) > _MOST_LINES:
        line(f"  and {len(lines) - _MOST_LINES:,} more (--json lists all)")


def _show_question(question: Question, command: str) -> None:
    if isinstance(question, TableColumns):
        _show_sheet(question.sheet, command)
    elif isinstance(question, Switch):
        if question.state:
            change = f": --{question.name} {question.change}" if not question.is_on else ""
            line(f"\n{paint(f'{question.state}{change}', 'yellow')}")
            _show_lines(question.lines)
    elif question.state:
        line(f"{question.state}. {question.ask}")
        for choice in question.choices():
            line(f"  --{question.name} {choice.value}: {choice.title}, {choice.amount}")
            line(f"    {_few(choice.examples, _WIDEST)}")


def _show_sheet(sheet: Sheet, command: str) -> None:
    """Every column of a table, what it was read as, and its first values; and how to say it otherwise."""
    line(f"\n{paint('columns', 'bold')}")
    every = range(1, len(sheet.names) + 1)
    rows = [
        (
            f"  {number:>3}",
            cut(sheet.names[number - 1], _WIDEST),
            sheet.columns.use(number).value,
            _few(sheet.first[number - 1], _WIDEST_VALUE),
        )
        for number in every[:_MOST_LINES]
    ]
    for text in columns(rows):
        line(text)
    if len(every) > _MOST_LINES:
        line(f"  and {len(every) - _MOST_LINES:,} more (--json lists all)")
    if sheet.guessed:
        line("that is a guess; to say it otherwise, change what stands here:")
        line(f"  {command} --columns {shlex.quote(sheet.written(sheet.columns))}")


def _few(texts: tuple[str, ...], widest: int) -> str:
    return paint(" · ".join(cut(text, widest) for text in texts), "dim")
