"""What the palette finds: every command that works here, every role, skill and topic."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Iterator
from functools import partial
from heapq import nlargest
from typing import TYPE_CHECKING, ClassVar, Protocol, cast

from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.markup import escape

from tracker.core.roadmap.model import Kind
from tracker.core.text import composed, folded
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


class Everything(Provider):
    """Commands first, then roadmaps, then topics; each is reached by typing a part of its name."""

    _weights: ClassVar[dict[str, float]] = {"command": 1.0, "roadmap": 0.95, "topic": 0.85}

    @property
    def session(self) -> Session:
        """The session of the app that the palette stands in front of."""
        return cast("_HasSession", self.app).session

    async def discover(self) -> Hits:
        """The commands of the screen, before anything is typed."""
        for words, run, _ in self._commands():
            yield DiscoveryHit(Content(words), run, text=words)

    async def search(self, query: str) -> Hits:
        """Whatever fits what was typed."""
        matcher = self.matcher(composed(query))
        for kind, found in (("command", self._commands()), ("roadmap", self._roadmaps())):
            for words, run, help_ in found:
                score = matcher.match(composed(words)) * self._weights[kind]
                if score > 0:
                    yield Hit(score, Content(words), run, text=words, help=escape(help_))
        async for score, title, home, topic in self._topics(query):
            where = f"topic in {self.session.roadmaps[home].title}"
            run = partial(self._open, home, topic)
            yield Hit(score * self._weights["topic"], Content(title), run, text=title, help=escape(where))

    def _commands(self) -> Iterator[tuple[str, Callable[[], object], str]]:
        for key in live_keys(self.screen):
            yield key.does, partial(self.app.run_action, key.action, key.node), f"key {key.keys}"

    def _roadmaps(self) -> Iterator[tuple[str, Callable[[], object], str]]:
        for roadmap in self.session.roadmaps.values():
            yield roadmap.title, partial(self._open, roadmap.id), _KINDS[roadmap.kind]

    async def _topics(self, query: str) -> AsyncIterator[tuple[float, str, str, str]]:
        """The best topics, each with its score, title, home and id; the app goes on while there are many to look at."""
        matcher = self.matcher(composed(query))
        letters = re.compile(".*?".join(map(re.escape, folded(query))))  # rules most titles out at once
        found: list[tuple[float, str, str, str]] = []
        for roadmap in list(self.session.roadmaps):
            tree = self.session.tree(roadmap)
            for n, (id_, place) in enumerate(tree.places.items()):
                title = tree.nodes[place].title
                if letters.search(folded(title)) and (self.session.home_of(id_) or roadmap) == roadmap:
                    found.append((matcher.match(composed(title)), title, roadmap, id_))
                if n % _AT_ONCE == _AT_ONCE - 1:
                    await asyncio.sleep(0)
        for one in nlargest(_MOST, found):
            if one[0] > 0:
                yield one

    def _open(self, roadmap: str, topic: str = "") -> None:
        here: Screen[object] = self.screen
        if topic and isinstance(here, StudyScreen) and here.go_to(topic):
            return
        self.app.push_screen(StudyScreen(self.session, roadmap, topic))


class PaletteScreen(CommandPalette, BaseScreen[None]):
    """Textual's palette, left once, with nothing that comes after it, as every screen of the app."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Refuse to turn pages while the list has no lines yet: Textual looks for the line of the cursor."""
        if action == "command_list" and not self._has_lines():
            return False
        return super().check_action(action, parameters)

    def _has_lines(self) -> bool:
        return any(found.scrollable_content_region.width for found in self.query(CommandList))
