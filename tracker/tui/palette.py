"""What the palette finds: every command that works here, every role, skill and topic."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import suppress
from functools import partial
from heapq import nlargest
from typing import TYPE_CHECKING, ClassVar, NamedTuple, Protocol, cast

from textual import work
from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.markup import escape
from textual.worker import Worker, WorkerError

from tracker.core.roadmap.model import Kind
from tracker.tui.actions import LETTERS, Heading, rank
from tracker.tui.base import BaseScreen
from tracker.tui.panels.keys import live_keys
from tracker.tui.screens.study import StudyScreen
from tracker.tui.session import Session

if TYPE_CHECKING:
    from textual.screen import Screen

_AT_ONCE = 500  # topics looked at before a key may be answered
_MOST = 200  # topics shown; nobody scrolls further
_KINDS = {Kind.ROLE: "role", Kind.SKILL: "skill", Kind.OWN: "roadmap"}


class _HasSession(Protocol):
    session: Session


class _Command(NamedTuple):
    """A command in the palette."""

    name: str
    does: str
    keys: str
    heading: Heading
    words: str
    run: Callable[[], object]

    def rank(self, query: str) -> float:
        """How well it fits what was typed."""
        return rank(query, self.name, f"{self.does} {self.words} {self.heading}")

    def line(self) -> Content:
        """Its name, what it does, and its keys."""
        return Content.assemble((f"{self.name:<14} ", "bold"), self.does, (f"  {self.keys}", "dim"))


class Everything(Provider):
    """Commands first, then roadmaps, then topics; each is reached by typing a part of its name."""

    _weights: ClassVar[dict[str, float]] = {"command": 1.0, "roadmap": 0.95, "topic": 0.7}

    @property
    def session(self) -> Session:
        """The session of the app that the palette stands in front of."""
        return cast("_HasSession", self.app).session

    async def discover(self) -> Hits:
        """The commands of the screen, before anything is typed; how to move is in the help."""
        for entry in self._commands():
            if entry.heading is not Heading.MOVING:
                yield DiscoveryHit(entry.line(), entry.run, text=entry.name)

    async def search(self, query: str) -> Hits:
        """Whatever fits what was typed."""
        for entry in self._commands():
            score = entry.rank(query)
            if score > 0:
                yield Hit(score * self._weights["command"], entry.line(), entry.run, text=entry.name)
        for roadmap in self.session.roadmaps.standings.values():
            if (score := rank(query, roadmap.title, roadmap.id)) > LETTERS:
                open_it = partial(self._open, roadmap.id)
                title, kind = roadmap.title, _KINDS[roadmap.kind]
                yield Hit(score * self._weights["roadmap"], Content(title), open_it, text=title, help=escape(kind))
        async for score, title, home, topic in self._topics(query):
            where = f"topic in {self.session.roadmaps.standings[home].title}"
            run = partial(self._open, home, topic)
            yield Hit(score * self._weights["topic"], Content(title), run, text=title, help=escape(where))

    def _commands(self) -> Iterator[_Command]:
        for key in live_keys(self.screen):
            run = partial(self.app.run_action, key.action, key.node)
            yield _Command(key.name, key.does, key.keys, key.heading, key.words, run)
        colours, picture = "settings colours colors dark light", "picture svg image"
        change, draw = self.app.action_change_theme, partial(self.app.run_action, "screenshot")
        yield _Command("Theme", "Change the current theme", "", Heading.PROGRAM, colours, change)
        yield _Command("Screenshot", "Save a picture of this screen", "", Heading.PROGRAM, picture, draw)

    async def _topics(self, query: str) -> AsyncIterator[tuple[float, str, str, str]]:
        """The best topics, each with its score, title, home and id; the app goes on while there are many to look at."""
        scored: list[tuple[float, str, str, str]] = []
        for roadmap in list(self.session.roadmaps):
            tree = self.session.tree(roadmap)
            for n, (id_, place) in enumerate(tree.places.items()):
                title = tree.nodes[place].title
                score = rank(query, title)
                if score > LETTERS and (self.session.home_of(id_) or roadmap) == roadmap:
                    scored.append((score, title, roadmap, id_))
                if n % _AT_ONCE == _AT_ONCE - 1:
                    await asyncio.sleep(0)
        for topic in nlargest(_MOST, scored):
            yield topic

    def _open(self, roadmap: str, topic: str = "") -> None:
        here: Screen[object] = self.screen
        if topic and isinstance(here, StudyScreen) and here.go_to(topic):
            return
        self.app.push_screen(StudyScreen(self.session, roadmap, topic))


class PaletteScreen(CommandPalette, BaseScreen[None]):
    """Textual's palette, left once, with nothing that comes after it, as every screen of the app."""

    DEFAULT_CSS = """
    PaletteScreen > Vertical { margin-top: 1; }
    """

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Refuse to turn pages while the list has no lines yet: Textual looks for the line of the cursor."""
        if action == "command_list" and not self._has_lines():
            return False
        return super().check_action(action, parameters)

    def _action_command_list(self, action: str) -> None:
        """Pick from what fits all that was typed: what fitted the beginning of it stands there until that is found."""
        search = next((worker for worker in self.workers if self._is_search(worker)), None)
        if action == "select" and search:
            self._pick_after(search)
        else:
            super()._action_command_list(action)

    def _is_search(self, worker: Worker[object]) -> bool:
        return worker.group == self._GATHER_COMMANDS_GROUP and not worker.is_finished

    @work(exclusive=True, group="pick")
    async def _pick_after(self, search: Worker[object]) -> None:
        with suppress(WorkerError):  # another search took its place
            await search.wait()
            super()._action_command_list("select")

    def _has_lines(self) -> bool:
        return any(list_.scrollable_content_region.width for list_ in self.query(CommandList))
