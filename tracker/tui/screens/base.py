"""What every screen shares."""

from __future__ import annotations

from typing import TypeVar

from textual.screen import ModalScreen, Screen

A = TypeVar("A")


class BaseScreen(Screen[A]):
    """A screen whose keys work from the moment it is there: keys typed ahead of it do nothing, and break nothing."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  # Textual's form
        """Refuse every action until the screen's widgets are there."""
        return self.is_mounted


class BasePanel(ModalScreen[A]):
    """The same for what stands in front of a screen."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  # Textual's form
        """Refuse every action until the panel's widgets are there."""
        return self.is_mounted
