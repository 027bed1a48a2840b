"""Which blocks are headings: the title of the file, and lines in bold."""

from __future__ import annotations

from tracker.formats.markdown.blocks import Block


def title_heading(root: Block) -> Block | None:
    """The heading that names the file: the first heading, where its level is 1 and no box stands above it.

    With several headings of level 1, the first one names the file only when all boxes, or none, stand between it and
    the second one.
    """
    heads = [index for index, block in enumerate(root.children) if block.kind == "heading"]
    tops = [index for index in heads if root.children[index].level == 1]
    if not tops or heads[0] != tops[0] or any(block.boxed for block in root.children[: tops[0]]):
        return None
    boxed = [index for index, block in enumerate(root.children) if block.boxed]
    below = [index for index in boxed if len(tops) == 1 or index < tops[1]]
    return root.children[tops[0]] if len(tops) == 1 or (boxed and len(below) in {0, len(boxed)}) else None


def first_text(block: Block) -> str:
    """The text of a paragraph, or of the paragraph that an item begins with."""
    return block.text if block.kind == "paragraph" else block.children[0].text


def may_be_bold(block: Block) -> bool:
    """True where `block` may be a bold line: a paragraph that begins in bold, or an item of one such paragraph."""
    if block.kind == "item" and len(block.children) == 1 and not block.boxed:
        block = block.children[0]
    return block.kind == "paragraph" and block.text.startswith(("**", "__"))
