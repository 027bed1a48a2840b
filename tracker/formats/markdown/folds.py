"""Puts HTML into the tree of a Markdown file.

Headings and parts that fold are groups, boxes and rows with states are topics.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.core.importing.outline import Warned
from tracker.formats.markdown.blocks import Block
from tracker.formats.markdown.boxes import holds_box
from tracker.formats.markdown.html_parts import Fold, Heading, Part, Rows, Ticked, Words, parts
from tracker.formats.markdown.own_export import Facts
from tracker.formats.markdown.tables import names_states
from tracker.formats.outline_builder import Draft

if TYPE_CHECKING:
    from tracker.formats.markdown.tree import Tree

_FOLD = 0.01  # of a level: headings inside a part that folds belong to it, so it lies between two of their levels


class Folds:
    """The parts that are open in one container of a tree. `open_groups` are its groups with their levels."""

    def __init__(self, tree: Tree, open_groups: list[tuple[float, Draft]]) -> None:
        self.tree = tree
        self.open_groups = open_groups
        self.open: list[int] = []  # how many groups were open where each part began
        self.lists: list[tuple[int, Draft]] = []  # the items that are open in one block of HTML, with their depths

    def take(self, block: Block) -> bool:
        """Put a block of HTML into the open groups; False where it is only text."""
        pieces = None if self.tree.is_export else parts(block.text, block.line)
        self.lists.clear()
        for part in pieces or ():
            if isinstance(part, Fold | Heading):
                self.lists.clear()
            self._part(part, self.open_groups[-1][1])
        return pieces is not None

    def _part(self, part: Part, group: Draft) -> None:
        tree, lines = self.tree, [part.line - 1, part.line]
        if isinstance(part, Fold):
            self._fold(part, group)
        elif isinstance(part, Heading):
            self._heading(part)
        elif isinstance(part, Rows):
            table = Block("table", lines)
            table.rows = [list(row) for row in part.rows]
            table.boxed = any(holds_box(cell) for row in table.rows for cell in row)
            tree.table(table, group, every=names_states(table))
        elif isinstance(part, Ticked) and tree.mode in {"boxes", "list"} and part.words:
            tree.lines.add(part.line)
            topic = tree.titled(Block("html", lines), Facts(part.words))
            topic.mark = part.mark
            self._nest(topic, part.depth, group)
        elif isinstance(part, Ticked) and tree.mode == "boxes" and not part.words:
            tree.warnings.append(Warned(part.line, "a box without a title", skipped=True))
        elif isinstance(part, Words) and part.depth and tree.mode == "boxes":
            self._nest(tree.titled(Block("html", lines), Facts(part.words)), part.depth, group)
        elif part.words:
            group.notes.append(tree.words.read(part.words).line)

    def _nest(self, draft: Draft, depth: int, group: Draft) -> None:
        """Put an item of a list below the one that it stands in."""
        while self.lists and self.lists[-1][0] >= depth:
            self.lists.pop()
        (self.lists[-1][1] if self.lists else group).children.append(draft)
        if depth:
            self.lists.append((depth, draft))

    def _heading(self, part: Heading) -> None:
        """Open a group, or a topic where a box stands in the heading. The first one of level 1 may name the file."""
        tree, owner = self.tree, self.open_groups[0][1]
        block = Block("heading", [part.line - 1, part.line])
        if part.level == 1 and owner is tree.root and not (tree.heading or owner.title or owner.children):
            owner.title = tree.words.read(part.title).line
            return
        draft = tree.titled(block, Facts(part.title))
        if part.mark is not None and tree.mode == "boxes":
            tree.lines.add(part.line)
            draft.mark = part.mark
        tree.open(block, part.level, draft, self.open_groups)

    def _fold(self, part: Fold, group: Draft) -> None:
        if part.title is None:
            del self.open_groups[self.open.pop() if self.open else len(self.open_groups) :]
            return
        self.open.append(len(self.open_groups))
        if part.title:
            draft = self.tree.titled(Block("html", [part.line - 1, part.line]), Facts(part.title))
            self.open_groups.append((self.open_groups[-1][0] + _FOLD, draft))
            group.children.append(draft)
