"""Writing a note on a topic."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import TextArea

from tracker.core.errors import TrackerError
from tracker.core.journal.commands import LONGEST_NOTE
from tracker.core.text import plain
from tracker.tui.hints import key_of
from tracker.tui.panels.panel import Panel
from tracker.workspace.editor import edit


class NoteScreen(Panel[str]):
    """Asks for the text of a note; every way out keeps what was typed, which undo takes back.

    `keep` is called with the text where the app ends before the user answers.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "keep", "Save", id="note.keep", priority=True, tooltip="Save the note"),
        Binding("ctrl+e", "editor", "In $EDITOR", id="note.editor", priority=True, tooltip="Edit in your own editor"),
    ]

    def __init__(self, title: str, text: str, keep: Callable[[str], object]) -> None:
        super().__init__()
        self.note_title, self.text, self._keep = title, text, keep

    def compose(self) -> ComposeResult:
        """A text area."""
        box = Vertical(classes="panel")
        box.border_title = Content(f"Note: {self.note_title}")
        close, editor = key_of("panel.close"), key_of("note.editor")
        box.border_subtitle = Content(f"{close} saves and closes · {editor} opens $EDITOR")
        with box:
            yield TextArea(self.text, id="note", tab_behavior="focus", soft_wrap=True)

    def on_mount(self) -> None:
        """Put the cursor behind the text, where a note goes on."""
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)

    def keep_open_text(self) -> None:
        """Keep the text when the app ends, up to the longest note."""
        for area in self.query(TextArea):
            if area.text != self.text:
                self._keep(area.text[:LONGEST_NOTE])

    def action_keep(self) -> None:
        """Answer with the text. Where it is too long, say so and keep the panel open."""
        text = self.query_one(TextArea).text
        if len(text) > LONGEST_NOTE:
            words = f"A note has at most {LONGEST_NOTE:,} characters; this one has {len(text):,}."
            self.notify(words, severity="error", markup=False)
            return
        self.dismiss(text)

    def action_close(self) -> None:
        """Answer with the text, also where it is too long: what somebody has typed is not thrown away by one key."""
        self.dismiss(self.query_one(TextArea).text)

    def action_editor(self) -> None:
        """Edit the text in the user's editor, while the app is suspended."""
        area, failed = self.query_one(TextArea), ""
        with self.app.suspend():
            try:
                area.text = edit(area.text)
            except TrackerError as error:  # caught inside: after an error, `suspend` would not resume the app
                failed = plain(str(error))
        if failed:
            self.notify(failed, severity="error", markup=False)
        self.app.refresh()
