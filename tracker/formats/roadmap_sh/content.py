"""The texts and links of roadmap.sh's topics: a Markdown file for each, or one JSON object for all."""

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
_LAST = 10**7  # the order of a content without a number: after all that have one


class Content(NamedTuple):
    """The text and links of one topic. In older clones `path` has the names of its folders, `order` its number."""

    id: str
    slug: str
    title: str
    notes: tuple[str, ...]
    links: tuple[Link, ...]
    path: tuple[str, ...] = ()
    order: int = _LAST


def slugified(title: str) -> str:
    """A title as roadmap.sh writes it in file names: `C++` becomes `c`."""
    return re.sub(r"[^a-z0-9_\- ]", "", title.lower()).replace(" ", "-")


def home(name: str) -> str | None:
    """The folder with all content files of a content file's roadmap; None where `name` is no content file.

    Content files are called `slug@id.md`, or stand in a folder `content` and begin with a number of three digits.
    """
    folders = name.split("/")[:-1]
    if _NAMED.fullmatch(name):
        return "/".join(folders)
    if not name.endswith(".md") or "content" not in folders:
        return None
    depth = folders.index("content") + 1
    return "/".join(folders[:depth]) if _BEGINS.match(name.split("/")[depth]) else None


def content_file(name: str, text: str) -> Content:
    """The content of one Markdown file; its name gives the id, or the path and the order."""
    root = Tree(blocks(text), "prose").root
    named = _NAMED.fullmatch(name)
    path, order = ((), _LAST) if named else _path_and_order(name)
    id_, slug = (named[2], named[1]) if named else (":".join(path), path[-1] if path else "")
    title = root.title or slug.replace("-", " ").strip().capitalize()
    notes, links = _prose(root)
    return Content(id_, slug, title, tuple(notes), tuple(links), path, order)


def _prose(draft: Draft) -> tuple[list[str], list[Link]]:
    """All text and all links of `draft`, with those below further headings."""
    notes = [line for line in draft.notes if not line.casefold().startswith(_RESOURCES)]
    links = list(draft.links)
    for child in draft.children:
        below, more = _prose(child)
        notes += ["", child.title, *below]
        links += more
    return notes, links


def _path_and_order(file: str) -> tuple[tuple[str, ...], int]:
    """`content/100-a/101-b.md` gives `("a", "b")` and 101; an `index.md` belongs to its folder."""
    names = file.removesuffix(".md").split("/")
    names = names[names.index("content") + 1 :] if "content" in names[:-1] else names
    if names[-1] == "index":
        names.pop()
    matches = [_NUMBER.fullmatch(name) for name in names]
    last = matches[-1] if matches else None
    path = tuple(match[2] if match else name for match, name in zip(matches, names, strict=True))
    return path, int(last[1]) if last else _LAST


def content_object(id_: str, value: Any) -> Content | None:
    """The content of one entry of `{id: {title, description, links}}`; None where `value` is something else."""
    if not isinstance(value, dict) or not isinstance(value.get("title"), str):
        return None
    description = value.get("description")
    notes = description.split("\n") if isinstance(description, str) else []
    links = value.get("links")
    entries = [entry for entry in links if isinstance(entry, dict)] if isinstance(links, list) else []
    return Content(id_, slugified(value["title"]), value["title"], tuple(notes), tuple(map(link, entries)))


def link(entry: dict[str, Any]) -> Link:
    """A link of roadmap.sh; a field that is no text counts as missing."""
    kind, title, url = (entry.get(key) for key in ("type", "title", "url"))
    label = title if isinstance(title, str) else entry.get("label")
    return Link(
        kind if isinstance(kind, str) else KIND,
        label if isinstance(label, str) else "",
        url if isinstance(url, str) else "",
    )


def place(root: Draft, contents: Sequence[Content], flat: bool) -> None:
    """Add the prose and links of `contents` to the topics below `root`; a content without a topic becomes a topic.

    Where two files have the same id, the file whose name fits the topic's title counts. `flat` is true where no graph
    gave a tree, so that only folders say which topic stands below which.
    """
    topics: dict[str, Draft] = {}
    stack = [root]
    while stack:
        draft = stack.pop()
        if draft.anchor:
            topics.setdefault(draft.anchor, draft)
        stack.extend(draft.children)
    best: dict[str, Content] = {}
    for content in contents:
        title = topics[content.id].title if content.id in topics else content.title
        if content.id not in best or content.slug == slugified(title):
            best[content.id] = content
    # A graph that is older than the files beside it has other ids for some topics; their titles are the same.
    stale = {slugified(topic.title): topic for id_, topic in topics.items() if id_ not in best}
    for content in sorted(best.values(), key=lambda content: (len(content.path), content.order)):
        topic = topics.get(content.id) or stale.pop(content.slug, None) or stale.pop(slugified(content.title), None)
        if topic is None:
            topic = Draft(content.title, mark=Mark.TODO, anchor=content.id, guessed=not flat)
            topics[content.id] = topic
            parent = topics.get(":".join(content.path[:-1])) if content.path[:-1] else None
            (parent or root).children.append(topic)
        topic.notes.extend(content.notes)
        topic.links.extend(content.links)
