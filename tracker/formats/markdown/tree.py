"""From the blocks of a Markdown file to drafts: which blocks are groups and topics, and where prose and links go."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tracker.core.address import web
from tracker.core.importing.outline import Warned
from tracker.core.importing.task_fields import TaskFields, split
from tracker.core.roadmap.model import Link, Mark
from tracker.core.text import plural
from tracker.formats.address import KIND
from tracker.formats.markdown.blocks import Block, Page
from tracker.formats.markdown.boxes import Box
from tracker.formats.markdown.folds import Folds
from tracker.formats.markdown.headings import first_text, may_be_bold, title_heading
from tracker.formats.markdown.html_parts import visible_lines
from tracker.formats.markdown.logseq import join_repeated, without_drawers, without_properties
from tracker.formats.markdown.lookalikes import looks_like_box
from tracker.formats.markdown.own_export import Facts, group_facts, indented, is_tally, link, topic_facts
from tracker.formats.markdown.tables import boxed_rows, every_row, names_states, rows_as_text
from tracker.formats.markdown.words import Reader
from tracker.formats.mind_map.mermaid import BEGIN, drafts
from tracker.formats.outline_builder import Draft, drop_empty, tick_leaves

_BOLD_LINE, _BOLD_BULLET = 7, 8  # as levels of headings: below all real ones
_LONGEST_BOLD = 120  # characters; a longer bold line is prose, not a heading
_DONE_WHEN = "Done when:"
_KIND = re.compile(r"([A-Za-z]{2,20}): ")
_TYPED = re.compile(r"@([A-Za-z]{2,20})@")
_FENCES = ("```", "~~~")
_STRUCK = re.compile(r"~~[^~]+~~|<(?:s|del|strike)>[^<>]+</(?:s|del|strike)>")


class Tree:
    """Walks the blocks of one page.

    `mode` says what becomes a topic: every box (`boxes`), every row of a table (`table`), every item of a list
    (`list`), every end of a mind map (`map`), or nothing (`headings`, `prose`: the caller makes topics afterwards, or
    only wants the text).
    """

    def __init__(self, page: Page, mode: str) -> None:
        self.page = page
        self.mode = mode
        self.words = Reader(page.references)
        self.warnings: list[Warned] = []
        self.bullets: set[str] = set()
        self.lines: set[int] = set()  # on which boxes were taken as topics
        self.repeating: set[int] = set()  # the drafts of tasks that begin again once they are done
        self.root = Draft("")
        self.heading = title_heading(page.root)
        self.is_export = any(block.kind == "paragraph" and is_tally(block.text) for block in page.root.children[:2])
        self.container(page.root.children, self.root)
        if self.is_export:
            drop_empty(self.root)
        if self.repeating:
            join_repeated(self.root, self.repeating)

    def container(self, blocks: Iterable[Block], owner: Draft) -> None:
        """Put `blocks` below `owner`, in groups as their headings say."""
        open_groups: list[tuple[float, Draft]] = [(0, owner)]
        folds = Folds(self, open_groups)
        latest: Draft | None = None  # the topic to which a link after it belongs
        previous: Block | None = None
        for block in blocks:
            group = open_groups[-1][1]
            opened = self.group(block, owner)
            if opened:
                self.open(block, *opened, open_groups)
                latest = None
            elif block is self.heading:
                owner.title = self.words.read(block.text).line
            elif block.kind == "item":
                latest = self.item(block, group, latest) or latest
            elif block.kind == "quote":
                self.container(block.children, group)
            elif block.kind == "table":
                self.table(block, group)
            elif block.kind == "paragraph" and block.boxed and folds.take(block):
                latest = None
            elif block.kind == "code" and BEGIN.match(block.text):
                self.map(block, group)
            elif block.kind != "html" or not folds.take(block):
                self.prose(block, group, previous)
            previous = block

    def open(self, block: Block, level: int, draft: Draft, open_groups: list[tuple[float, Draft]]) -> None:
        """Put a group where its level belongs, and keep it open for what follows it."""
        while open_groups[-1][0] >= level:
            open_groups.pop()
        open_groups[-1][1].children.append(draft)
        if block.kind == "item":
            self.container(block.children[1:], draft)
        if block.kind != "item" or level == _BOLD_BULLET:
            open_groups.append((level, draft))

    def group(self, block: Block, owner: Draft) -> tuple[int, Draft] | None:
        """The group that `block` opens, with its level: a heading, a list item that begins with one, or a bold line."""
        if block.kind == "heading" and block is not self.heading:
            if block.box and self.mode == "boxes" and block.box.rest.strip():
                return block.level, self.topic(block, block.box)
            return block.level, self.titled(block, self.facts(block.text))
        if block.kind == "item" and block.children and block.children[0].kind == "heading" and not block.box:
            head = block.children[0]
            return head.level, self.titled(head, self.facts(head.text))
        if self.is_export or owner.mark is not None or self.mode != "boxes" or not may_be_bold(block):
            return None
        text = first_text(block)
        if len(text) > _LONGEST_BOLD or not self.words.read(text).strong:
            return None
        return (_BOLD_BULLET if block.kind == "item" else _BOLD_LINE), self.titled(block, Facts(text))

    def facts(self, title: str) -> Facts:
        """The title of a group. In our own export it is read without the facts that the export put behind it."""
        return group_facts(title) if self.is_export else Facts(title)

    def titled(self, block: Block, facts: Facts) -> Draft:
        """A draft with the title of `facts`, the links in it, and the other facts. It has no mark yet."""
        words = self.words.read(facts.title)
        return Draft(
            words.line,
            block.line,
            anchor=facts.anchor,
            level=facts.level,
            hours=facts.hours,
            rule=facts.rule,
            optional=facts.optional,
            chosen=facts.chosen,
            links=[_link(KIND, title, url) for title, url in words.links if not self.is_export or title != url],
        )

    def item(self, block: Block, group: Draft, latest: Draft | None) -> Draft | None:
        """Put one item of a list into `group`. Returns the topic that it became, or None where it became none."""
        first = block.children[0] if block.children else None
        item_box = block.box if self.mode in {"boxes", "list"} else None
        if item_box and (not item_box.rest.strip() or item_box.rest.startswith(_FENCES)):
            item_box = _with_title_below(item_box, block.children)
        if self.mode == "list" and first and _STRUCK.fullmatch(first.text.strip()):
            self.warnings.append(Warned(block.line, f"struck out: {self.words.read(first.text).line}", skipped=True))
            return None
        if first and item_box and item_box.rest.strip():
            topic = self.topic(first, item_box)
            group.children.append(topic)
            if len(block.children) > 1:
                self.container(block.children[1:], topic)
            return topic
        if first and first.kind == "paragraph" and not first.boxed and self.is_node(block):
            text = item_box.rest if item_box else first.text.removeprefix("[]").lstrip()
            draft = self.titled(first, self.facts(text))
            if self.mode == "list" and not _items(block):
                draft.mark = Mark.TODO
            self.bullets.add(draft.title)
            group.children.append(draft)
            self.container(block.children[1:], draft)
        elif block.boxed:
            self.container(block.children, group)
        else:
            self.bullet(block, group, latest)
        return None

    def is_node(self, block: Block) -> bool:
        """True where a bullet is a node of the tree and not prose: boxes stand below it, or the mode is `list`."""
        if self.mode == "list":
            links = self.words.read(first_text(block)).links
            return not links or not all(
                url.startswith("#") for _, url in links
            )  # all inside the page: table of contents
        return self.mode == "boxes" and block.boxed

    def topic(self, block: Block, topic_box: Box) -> Draft:
        """The topic of a paragraph that begins with a box."""
        self.lines.add(block.line)
        if topic_box.remark:
            self.warnings.append(Warned(block.line, topic_box.remark))
        first, *more = topic_box.rest.split("\n")
        facts = topic_facts(first)
        title, done_when, notes = [facts.title], "", [topic_box.note] if topic_box.note else []
        for line in without_drawers(more) if self.page.style.keywords else more:
            if line.startswith(_DONE_WHEN):
                done_when = self.words.read(line.removeprefix(_DONE_WHEN).strip()).line
            elif facts.anchor or done_when or looks_like_box(line):
                notes.append(self.words.read(line).line)
            else:
                title.append(line)
        if more and not facts.anchor:
            facts = topic_facts("\n".join(title))
        fields = None if self.is_export or "/" in facts.anchor else split(facts.title)
        if topic_box.mark is Mark.TODO and _STRUCK.fullmatch(topic_box.rest.strip()):
            self.warnings.append(Warned(block.line, "an open box with a text that is struck out: taken as skipped"))
            topic_box = topic_box._replace(mark=Mark.SKIPPED)
        draft = self.titled(block, facts._replace(title=fields.title) if fields else facts)
        draft.mark, draft.done_when, draft.notes, draft.done_at = topic_box.mark, done_when, notes, facts.done_at
        if fields:
            self.take_fields(draft, fields)
        return draft

    def take_fields(self, draft: Draft, fields: TaskFields) -> None:
        """Put the fields that stood in a line into the topic that it became."""
        draft.anchor, draft.hours = draft.anchor or fields.id, draft.hours or fields.hours
        if fields.rest:
            draft.notes.append(" ".join(fields.rest))
        if draft.mark in {Mark.DONE, Mark.SKIPPED}:
            draft.done_at = fields.done_at
        if fields.repeats:
            self.repeating.add(id(draft))

    def bullet(self, block: Block, group: Draft, latest: Draft | None) -> None:
        """A bullet without a box becomes a link of the topic before it, a link of `group`, or a line of its prose."""
        first = block.children[0] if block.children else None
        if first is None or first.kind != "paragraph":
            self.container(block.children, group)
            return
        ours = link(first.text) if self.is_export else None
        if ours:
            group.links.append(ours)
            return
        words = self.words.read(without_properties(first.text, self.root) if self.page.style.keywords else first.text)
        if self.is_export and self.words.read(self.facts(first.text).title).strong:  # a group in which nothing stands
            return
        if not words.links or not all(url.startswith("#") for _, url in words.links):  # else a table of contents
            self.bullets.add(words.line)
        links = [pair for pair in words.links if web(pair[1])]
        owner = latest if latest and links else group
        if len(links) == 1:
            kind = _KIND.match(words.line)
            whole = kind is not None and words.line == f"{kind[0]}{links[0][0]}"
            title = links[0][0] if whole else words.line
            owner.links.append(_link(kind[1].lower() if kind and whole else KIND, title, links[0][1]))
        else:
            owner.notes.append(f"- {words.line}")
            owner.links.extend(_link(KIND, title, url) for title, url in links)
        owner.links.extend(_link(KIND, title, url) for title, url in words.links if not web(url))
        self.container(block.children[1:], owner)

    def table(self, block: Block, group: Draft, every: bool = False) -> None:
        """Rows with boxes become topics; in the mode `table`, or with `every`, every row does. Others become prose."""
        if self.mode == "table" or (every and self.mode == "boxes" and not block.boxed):
            group.children.extend(every_row(block, self.words, self.warnings))
        elif self.mode == "boxes" and block.boxed:
            group.children.extend(boxed_rows(block, self.words, self.warnings))
        else:
            if self.mode == "boxes" and not self.is_export and names_states(block):
                what = f"a table with a column of states is kept as text ({plural(len(block.rows) - 1, 'row')})"
                self.warnings.append(Warned(block.line, f"{what}; --mode table reads it"))
            group.notes.extend(rows_as_text(block, self.words))

    def map(self, block: Block, group: Draft) -> None:
        """The ends of a mind map of Mermaid become topics where some are marked, or in the mode `map`; else text."""
        if self.mode == "map" or (self.mode == "boxes" and block.boxed):
            middle = drafts(block.text, block.line + 1)
            tick_leaves(middle)
            group.children.extend(middle.children)
            return
        if self.mode == "boxes":
            self.warnings.append(Warned(block.line, "a mind map of Mermaid is kept as text; --mode map reads it"))
        self.prose(block, group, None)

    def prose(self, block: Block, owner: Draft, previous: Block | None) -> None:
        """A paragraph, code or HTML becomes text of `owner`, with the blank lines between paragraphs."""
        if block.kind == "paragraph":
            if owner is self.root and self.is_export and is_tally(block.text):
                return
            text = without_properties(block.text, self.root) if self.page.style.keywords else block.text
            words = self.words.read(text)
            if not words.text and text != block.text:
                return
            if previous and previous.kind == "paragraph":
                owner.notes.extend([""] * (block.line - 1 - previous.end))
            elif owner.notes:
                owner.notes.append("")
            lines = (indented(line) if self.is_export else line.strip() for line in words.text.split("\n"))
            owner.notes.extend(lines)
            if not self.is_export:  # the prose of an export is the user's note; its links have separate lines
                owner.links.extend(_link(KIND, title, url) for title, url in words.links)
        elif block.kind == "code":
            owner.notes.extend(block.text.rstrip("\n").split("\n"))
        elif block.kind == "html":
            owner.notes.extend(visible_lines(block.text))


def _with_title_below(empty: Box, blocks: list[Block]) -> Box:
    """A box without words, with the first line of the code or paragraph that follows in its item."""
    body = "\n".join(empty.rest.split("\n")[1:]).strip()
    if body:  # the code begins in the line of the box, where Markdown sees no block of code
        return empty._replace(rest=f"`{body.split(chr(10))[0].strip('`')}`", note=body)
    if len(blocks) == 1 or blocks[1].kind not in {"code", "paragraph"}:
        return empty
    below = blocks[1]
    lines = [line.strip() for line in below.text.strip().split("\n")]
    if below.kind == "paragraph":
        del blocks[1]
        return empty._replace(rest="\n".join(lines))
    return empty._replace(rest=f"`{lines[0].strip('`')}`" if lines[0] else "")


def _items(block: Block) -> bool:
    return any(child.kind == "item" for child in block.children)


def _link(kind: str, title: str, url: str) -> Link:
    typed = _TYPED.match(title)  # roadmap.sh writes [@video@Title](…)
    return Link(typed[1], title[typed.end() :], url) if typed else Link(kind, title, url)
