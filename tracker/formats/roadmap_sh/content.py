"""The content of roadmap.sh's topics: one Markdown file each, or one JSON object for all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from tracker.core.roadmap.model import Link, Mark
from tracker.formats.address import KIND
from tracker.formats.markdown.blocks import blocks
from tracker.formats.markdown.tree import Tree
from tracker.formats.outline_builder import Draft

_NAMED = re.compile(r"(?:.*/)?([^/@]+)@([A-Za-z0-9_-]{6,64})\.md")
_NUMBER = re.compile(r"(\d{1,6})-(.+)")
_BEGINS = re.compile(r"\d{3}-")
_RESOURCES = "visit the following resources"
_FAR = 10**7  # behind every number of a file


class Content(NamedTuple):
    """What is known of one topic. `path` are the names of its folders in the older clones, `order` its number there."""

    id: str
    slug: str
    title: str
    notes: tuple[str, ...]
    links: tuple[Link, ...]
    path: tuple[str, ...] = ()
    order: int = _FAR


def slugified(title: str) -> str:
    """A title as roadmap.sh makes names of files of it: `C++` becomes `c`."""
    return re.sub(r"[^a-z0-9_\- ]", "", title.lower()).replace(" ", "-")


def home(name: str) -> str | None:
    """The folder with all content of the roadmap that a content file belongs to; none for any other file.

    Content files are called `slug@id.md`, or are in a folder `content` and begin there with a number of three digits.
    """
    folders = name.split("/")[:-1]
    if _NAMED.fullmatch(name):
        return "/".join(folders)
    if not name.endswith(".md") or "content" not in folders:
        return None
    at = folders.index("content") + 1
    return "/".join(folders[:at]) if _BEGINS.match(name.split("/")[at]) else None


def content_file(name: str, text: str) -> Content:
    """The content of one Markdown file, told apart by its name."""
    root = Tree(blocks(text), "prose").root
    named = _NAMED.fullmatch(name)
    path, order = ((), _FAR) if named else _place_of(name)
    id_, slug = (named[2], named[1]) if named else (":".join(path), path[-1] if path else "")
    title = root.title or slug.replace("-", " ").strip().capitalize()
    notes, links = _prose(root)
    return Content(id_, slug, title, tuple(notes), tuple(links), path, order)


def _prose(draft: Draft) -> tuple[list[str], list[Link]]:
    """All text and all links, those below further headings too."""
    notes = [line for line in draft.notes if not line.casefold().startswith(_RESOURCES)]
    links = list(draft.links)
    for child in draft.children:
        below, more = _prose(child)
        notes += ["", child.title, *below]
        links += more
    return notes, links


def _place_of(name: str) -> tuple[tuple[str, ...], int]:
    """`content/100-a/101-b.md` is `("a", "b")` and 101; an `index.md` speaks for its folder."""
    parts = name.removesuffix(".md").split("/")
    parts = parts[parts.index("content") + 1 :] if "content" in parts[:-1] else parts
    if parts[-1] == "index":
        parts.pop()
    found = [_NUMBER.fullmatch(part) for part in parts]
    last = found[-1] if found else None
    names = tuple(match[2] if match else part for match, part in zip(found, parts, strict=True))
    return names, int(last[1]) if last else _FAR


def content_object(id_: str, value: Any) -> Content | None:
    """One entry of `{id: {title, description, links}}`, or none where it is something else."""
    if not isinstance(value, dict) or not isinstance(value.get("title"), str):
        return None
    description = value.get("description")
    notes = description.split("\n") if isinstance(description, str) else []
    links = value.get("links")
    entries = [entry for entry in links if isinstance(entry, dict)] if isinstance(links, list) else []
    return Content(id_, slugified(value["title"]), value["title"], tuple(notes), tuple(map(link, entries)))


def link(entry: dict[str, Any]) -> Link:
    """A link of roadmap.sh; what is no text in it counts as missing."""
    kind, title, url = (entry.get(key) for key in ("type", "title", "url"))
    label = title if isinstance(title, str) else entry.get("label")
    return Link(
        kind if isinstance(kind, str) else KIND,
        label if isinstance(label, str) else "",
        url if isinstance(url, str) else "",
    )


def place(root: Draft, contents: Sequence[Content], flat: bool) -> None:
    """Give the topics below `root` their prose and links; a content without a topic becomes one.

    Where two files have one id, the one named like the topic's label counts. `flat` is true where there is no tree
    but the folders.
    """
    topics: dict[str, Draft] = {}
    stack = [root]
    while stack:
        here = stack.pop()
        if here.anchor:
            topics.setdefault(here.anchor, here)
        stack.extend(here.children)
    best: dict[str, Content] = {}
    for content in contents:
        label = topics[content.id].title if content.id in topics else content.title
        if content.id not in best or content.slug == slugified(label):
            best[content.id] = content
    for content in sorted(best.values(), key=lambda content: (len(content.path), content.order)):
        draft = topics.get(content.id)
        if draft is None:
            draft = Draft(content.title, mark=Mark.TODO, anchor=content.id, guessed=not flat)
            topics[content.id] = draft
            parent = topics.get(":".join(content.path[:-1])) if content.path[:-1] else None
            (parent or root).children.append(draft)
        draft.notes.extend(content.notes)
        draft.links.extend(content.links)
