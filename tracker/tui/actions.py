"""What the actions of the app are called beside their labels: a heading for the help, and other words for a search.

The keys of `ACTIONS` are ids of bindings, or what all ids of one name share: `undo` stands for `home.undo` and
`study.undo`. The words begin with the command that does the same, where there is one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import NamedTuple

from tracker.core.text import folded


class Heading(StrEnum):
    """The parts of the help, in their order."""

    MARKS = "Marks"
    LOOKING = "Looking"
    OWN = "Own content"
    FILES = "Files"
    PROGRAM = "Program"
    MOVING = "Moving"


class Action(NamedTuple):
    """A heading, and other words by which an action is found."""

    heading: Heading
    words: str = ""


_MARKS, _LOOKING, _OWN, _FILES, _PROGRAM, _MOVING = Heading
_NOTHING = Action(_PROGRAM)

ACTIONS: Mapping[str, Action] = {
    "tick": Action(_MARKS, "tick done complete check finish"),
    "doing": Action(_MARKS, "start begin learning in progress"),
    "skip": Action(_MARKS, "skip ignore leave out not needed"),
    "reset": Action(_MARKS, "reset todo clear untick unmark"),
    "level": Action(_MARKS, "tick basic working advanced"),
    "place": Action(_MARKS, "placement assess what I know already first run"),
    "choose": Action(_MARKS, "choose option any of pick alternative"),
    "note": Action(_MARKS, "note write comment text"),
    "timer": Action(_MARKS, "timer start stop log minutes time focus pomodoro"),
    "proof": Action(_MARKS, "proof link add repository certificate post"),
    "undo": Action(_MARKS, "undo take back revert"),
    "redo": Action(_MARKS, "redo again repeat"),
    "history": Action(_MARKS, "history log journal events undo"),
    "select": Action(_MARKS, "mark several rows range visual"),
    "target": Action(_LOOKING, "target role job goal set"),
    "watch": Action(_LOOKING, "watch follow pin keep beside"),
    "search": Action(_LOOKING, "find look for"),
    "filter": Action(_LOOKING, "filter only show open doing done skipped useful hide"),
    "score": Action(_LOOKING, "next why explain score reasons suggest"),
    "why": Action(_LOOKING, "status why explain percentage percent sum count"),
    "why_here": Action(_LOOKING, "status why explain percentage percent group"),
    "links": Action(_LOOKING, "open url browser copy address learn resources"),
    "read": Action(_LOOKING, "show about description role"),
    "open": Action(_LOOKING, "show open roadmap"),
    "list.open": Action(_LOOKING, "show open roadmap"),
    "enter": Action(_LOOKING, "show open card details fold"),
    "all": Action(_LOOKING, "show all clear search"),
    "plan": Action(_LOOKING, "plan schedule weeks calendar order hours"),
    "plan.more": Action(_LOOKING, "plan hours per week more"),
    "plan.fewer": Action(_LOOKING, "plan hours per week fewer less"),
    "plan.ready": Action(_LOOKING, "plan ready to apply only"),
    "compare": Action(_LOOKING, "compare roles difference distance other job matrix"),
    "pace": Action(_LOOKING, "pace history days weeks streak heat map forecast finish date chart"),
    "lately": Action(_LOOKING, "doing week recent what I did in progress"),
    "review": Action(_MARKS, "review repeat spaced repetition due fresh"),
    "review.again": Action(_MARKS, "review answer forgotten"),
    "review.hard": Action(_MARKS, "review answer"),
    "review.good": Action(_MARKS, "review answer"),
    "review.easy": Action(_MARKS, "review answer"),
    "review.switch": Action(_MARKS, "review on off start stop"),
    "adverts": Action(_OWN, "advert adverts job posting paste read"),
    "new_role": Action(_OWN, "role new create compose own"),
    **dict.fromkeys(("advert.close", "adverts.close", "compose.close"), Action(_MOVING, "back cancel close")),
    **dict.fromkeys(("advert.drop", "compose.drop"), Action(_OWN, "remove delete not asked")),
    **dict.fromkeys(("advert.kind", "compose.kind"), Action(_OWN, "required nice useful optional")),
    **dict.fromkeys(("advert.save", "compose.save"), Action(_OWN, "save keep role")),
    "adverts.remove": Action(_OWN, "remove delete"),
    "adverts.state": Action(_OWN, "state applied interview closed interesting"),
    "add": Action(_OWN, "add new create topic own"),
    "retitle": Action(_OWN, "edit rename title name"),
    "change": Action(_OWN, "edit hours links place move order group remove delete"),
    "link": Action(_OWN, "link share unlink library same"),
    "proposals.link": Action(_OWN, "link share"),
    "archive": Action(_OWN, "archive restore removed"),
    "import": Action(_FILES, "import open load read restore backup checklist csv markdown roadmap.sh"),
    "export": Action(_FILES, "export save write backup markdown json csv html print share"),
    "update": Action(_FILES, "update newer version refresh file"),
    "sync": Action(_FILES, "sync synchronise devices folder server"),
    "palette": Action(_PROGRAM, "command palette commands menu theme find"),
    "keys": Action(_PROGRAM, "keys help shortcuts bindings"),
    "help": Action(_PROGRAM, "keys help shortcuts bindings"),
    "docs": Action(_PROGRAM, "help docs manual settings backup restore command line percentage formats data theme"),
    "back": Action(_MOVING, "back leave close escape"),
    "next": Action(_MOVING, "next suggest what to learn jump go"),
    "needs": Action(_MOVING, "prerequisite needs first before jump go"),
    "return": Action(_MOVING, "back jump"),
    **dict.fromkeys(("next_match", "previous_match"), Action(_MOVING, "search find again")),
    **dict.fromkeys(("next_open", "previous_open"), Action(_MOVING, "todo topic jump go")),
    **dict.fromkeys(
        ("fold", "unfold", "depth_1", "depth_2", "depth_3", "depth_all"), Action(_MOVING, "expand collapse")
    ),
    **dict.fromkeys(("up", "down", "page_up", "page_down", "first", "last"), Action(_MOVING, "scroll cursor")),
}


def action_of(id_: str) -> Action:
    """The heading and the words of a binding, by its id."""
    return ACTIONS.get(id_) or ACTIONS.get(id_.rpartition(".")[2], _NOTHING)


LETTERS = 0.2
"""The rank of a name that only has the letters in their order: enough for one of few commands, not of many titles."""


def rank(query: str, name: str, others: str = "") -> float:
    """How well something that is called `name`, and is known by `others` too, fits what was typed; 0 for not at all.

    What begins the words of the name comes before what begins other words, that before parts of words, and letters that
    only stand in this order come last.
    """
    wanted = folded(query).split()
    title, rest = folded(name), folded(others)
    if not wanted:
        return 0.0
    words = re.findall(r"\w+", title)
    more = [*words, *re.findall(r"\w+", rest), *rest.split()]
    letters = ".*?".join(map(re.escape, "".join(wanted)))
    stages: tuple[tuple[float, Callable[[], object]], ...] = (
        (1.0, lambda: " ".join(wanted) == title),
        (0.9, lambda: all(any(word.startswith(part) for word in words) for part in wanted)),
        (0.7, lambda: all(any(word.startswith(part) for word in more) for part in wanted)),
        (0.5, lambda: all(part in title for part in wanted)),
        (0.4, lambda: all(part in title or part in rest for part in wanted)),
        (LETTERS, lambda: re.search(letters, title)),
    )
    return next((score for score, fits in stages if fits()), 0.0)
