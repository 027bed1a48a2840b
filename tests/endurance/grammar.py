"""A grammar for each format that the program reads: a file with trouble in every field of it, by a seed.

`python3 -m tests.endurance.grammar FORMAT SEED` writes one to standard output, as the suite had it.
"""

from __future__ import annotations

import csv
import io
import json
import random
import sys
from collections.abc import Callable
from typing import Any
from xml.sax.saxutils import quoteattr

from tests.endurance import grammar_own
from tests.endurance.poison import TOPICS, Poison


def made(format_: str, seed: int) -> bytes:
    """The bytes of one file; the same for the same seed."""
    text = GRAMMARS[format_](Poison(random.Random(f"{format_} {seed}")))
    return text.encode("utf-8", "surrogatepass")


def markdown(p: Poison) -> str:
    """A checklist: headings, boxes, links, ids in comments, front matter, HTML, tables, quotes, fences."""
    lines = []
    if p.hit(0.3):
        lines += ["---", f"title: {p.line()}", f"id: {p.id()}", "---"]
    lines.append(f"# {p.line('Plan')}")
    deepest = 400 if p.hit(0.05) else 5
    for _ in range(p.chance.randrange(4, 14)):
        indent = "  " * p.chance.randrange(deepest)
        lines += p.chance.choice(_blocks(p, indent, p.chance.choice((" ", "x", "X", "-", p.line()[:3]))))
    if p.hit(0.4):
        lines.append(f"- [x] Known <!-- {p.chance.choice(list(TOPICS))} -->")
    return "\n".join(lines) + "\n"


def _blocks(p: Poison, indent: str, box: str) -> list[list[str]]:
    """One of each that a checklist is made of."""
    return [
        ["", f"{'#' * p.chance.randrange(1, 8)} {p.line('Part')}", ""],
        [f"{indent}- [{box}] [{p.line()}]({p.address()} {json.dumps(p.line())})"],
        [f"{indent}- [{box}] {p.line()} <!-- {p.id()} -->"],
        [f"{indent}- [{box}] Open {p.address()}"],
        [f"{indent}- [{box}] {p.line()}"],
        ["", f"| {p.line()} | Done |", "|---|---|", f"| {p.line()} | {box} |", ""],
        [f"<li><input type=checkbox checked onclick='{p.line()}'>{p.line()}</li>"],
        [f"{indent}> {p.text()}"],
        [f"{indent}  {p.text()}", f"[{p.line()}]: {p.address()}"],
        [f"{indent}{p.chance.choice('-*+1')} [{box}] {p.line()} ✅ 2026-{p.chance.randrange(99)}-01"],
    ]


def org(p: Poison) -> str:
    """Headlines with keywords, properties, live links, source blocks, drawers that never end."""
    lines = [f"#+TITLE: {p.line('Plan')}", f"#+TODO: TODO {p.line()[:20]} | DONE"]
    for _ in range(p.chance.randrange(3, 12)):
        depth = p.chance.choice((1, 1, 2, 3, 300 if p.hit(0.05) else 4))
        lines.append(f"{'*' * depth} {p.chance.choice(('TODO', 'DONE', 'DOING', p.line()[:9]))} {p.line()}")
        if p.hit(0.6):
            lines += [":PROPERTIES:", f":ID: {p.id()}", f":HOURS: {p.number()}", f":TITLE: {p.line()}", ":END:"]
        if p.hit(0.4):
            lines += [p.text(), f"- docs: [[{p.address()}][{p.line()}]]", f"- [X] {p.line()}", f"CLOSED: [{p.line()}]"]
        if p.hit(0.1):
            lines += ["#+BEGIN_SRC sh", p.text(), ":LOGBOOK:"]
    if p.hit(0.4):
        lines += ["* DONE Known", ":PROPERTIES:", f":ID: {p.chance.choice(list(TOPICS))}", ":END:"]
    return "\n".join(lines) + "\n"


def opml(p: Poison) -> str:
    """Outlines in outlines, with our own attributes and a stranger's, entities, and a tree that may be deep."""
    head = f"<?xml version='1.0'?>{_entities(p)}<opml version={quoteattr(_legal(p.line()))}>"

    def attribute(name: str, value: str) -> str:
        return f" {name}={json.dumps(value) if p.types and p.hit(0.05) else quoteattr(_legal(value))}"

    def outline(depth: int) -> str:
        children = "".join(outline(depth - 1) for _ in range(p.chance.randrange(3))) if depth else ""
        said = attribute("text", p.text()) + attribute("_note", p.text()) + attribute("id", p.id())
        said += attribute("url", p.address()) + attribute("hours", str(p.number())) + attribute("mark", p.mark())
        said += attribute("type", p.chance.choice(("topic", "group", "link", p.line())))
        return f"<outline{said}>{children}</outline>"

    body = "".join(outline(3) for _ in range(p.chance.randrange(1, 4)))
    if p.hit(0.05):
        body = "<outline text='x'>" * 5000 + "</outline>" * 5000
    if p.hit(0.4):
        body += f"<outline type='topic' text='Known' id='{p.chance.choice(list(TOPICS))}' mark='done' complete='true'/>"
    return f"{head}<head><title>{quoteattr(_legal(p.text()))[1:-1]}</title></head><body>{body}</body></opml>"


def _legal(text: str) -> str:
    """`text` without what XML cannot hold; what a reference stands for (`&#x9b;`) is written so elsewhere."""
    return "".join(char for char in text if char.isprintable() or char in "\n\t\u202e\u2066\x85\x9b")


def _entities(p: Poison) -> str:
    if not p.hit(0.1):
        return ""
    lines = ['<!ENTITY a "ha">', *(f'<!ENTITY a{n} "{"&a;" * 10}">' for n in range(9))]
    return f"<!DOCTYPE opml [{''.join(lines)}<!ENTITY x SYSTEM 'file:///JAIL/files'>]>"


def table(p: Poison) -> str:
    """A table with commas, semicolons or tabs, with the columns of our export or with those of a stranger."""
    ours = ["id", "title", "mark", "level", "hours", "group", "done_when", "needs", "link", "note"]
    names = ours if p.hit(0.5) else [p.line(), "Status", "Topic", "Link", "Notes", p.line()]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=p.chance.choice(",;\t"), quoting=csv.QUOTE_ALL)
    writer.writerow(names)
    for _ in range(p.chance.randrange(2, 9)):
        usual: dict[str, Callable[[], str]] = {
            "id": p.id,
            "mark": p.mark,
            "Status": p.mark,
            "link": p.address,
            "Link": p.address,
            "hours": lambda: str(p.number()),
        }
        row = [usual.get(name, p.text)() for name in names]
        writer.writerow(row if not p.types or p.hit(0.7) else row[: p.chance.randrange(len(row))] + [p.text()] * 40)
    if names is ours and p.hit(0.4):
        writer.writerow([p.chance.choice(list(TOPICS)), "HACKED", "done", "", "", "", "", "", "", ""])
    return out.getvalue()


def toml(p: Poison) -> str:
    """Our roadmap as TOML, or one with keys, tables and numbers that no parser likes."""
    if p.hit(0.1):
        return _broken_toml(p)
    lines = ['format = "tracker-roadmap"', "version = 1"]
    lines += [f"{key} = {value(p)}" for key, value in (("roadmap", _id), ("title", _text), ("summary", _text))]
    for _ in range(p.chance.randrange(1, 5)):
        lines += ["[[children]]", f"title = {_text(p)}", f"key = {_id(p)}"]
        for _ in range(p.chance.randrange(1, 4)):
            lines += [
                "[[children.children]]",
                f"title = {_text(p)}",
                f"id = {_id(p)}",
                f"mark = {json.dumps(p.mark())}",
            ]
            lines += [f"hours = {_number(p)}", f"done_when = {_text(p)}", f"note = {_text(p)}"]
            lines.append(f"links = [{{ kind = {_text(p)}, title = {_text(p)}, url = {_quoted(p.address())} }}]")
    if p.hit(0.4):
        lines += ["[[children]]", 'title = "HACKED"', f'id = "{p.chance.choice(list(TOPICS))}"', 'mark = "done"']
    return "\n".join(lines) + "\n"


def _broken_toml(p: Poison) -> str:
    head = 'format = "tracker-roadmap"\nversion = 1\n'
    size = p.chance.choice((300, 5000, 20_000))
    return head + p.chance.choice(
        (
            "a" + ".a" * size + " = 1\n",
            f"x = {'[' * size}{']' * size}\n",
            f"x = {'{a=' * size}1{'}' * size}\n",
            "[" + ".".join("a" * 2 for _ in range(size)) + "]\n",
            f"x = {'9' * size}\n",
            'x = """' + "\\\n" * size + '"""\n',
            "\n".join(f"[a{n % 7}.b{n}]" for n in range(size)) + "\n",
        )
    )


def _quoted(text: str) -> str:
    return json.dumps(text.encode("utf-8", "ignore").decode())


def _text(p: Poison) -> str:
    return _quoted(p.text())


def _id(p: Poison) -> str:
    return _quoted(p.id())


def _number(p: Poison) -> str:
    return str(p.number()).replace("True", "true")


def graph(p: Poison) -> str:
    """A graph as roadmap.sh publishes it."""

    def node(n: int) -> dict[str, Any]:
        data = {
            "label": p.any(p.text()),
            "href": p.address(),
            "links": p.any([{"label": p.text(), "url": p.address()}]),
        }
        data["legend"] = p.any({"id": p.id(), "label": p.text()})
        data["checklists"] = p.any([{"id": p.id(), "label": p.text()}])
        place = {"x": p.any(p.number(n % 4)), "y": p.any(p.number(n * 50))}
        kind = p.chance.choice(
            ("topic", "topic", "subtopic", "section", "checklist", "todo", "button", "title", p.text())
        )
        return {
            "id": p.any(p.id("n")),
            "type": kind,
            "position": place,
            "width": p.number(100),
            "height": 40,
            "data": data,
        }

    nodes = [node(n) for n in range(p.chance.randrange(2, 12))]
    ids = [node["id"] for node in nodes]
    edges = [{"id": p.id(), "source": p.chance.choice(ids), "target": p.chance.choice(ids)} for _ in nodes * 2]
    title = p.any({"page": p.text(), "card": p.text()})
    return json.dumps({"nodes": p.any(nodes), "edges": p.any(edges), "title": title, "description": p.text()})


def progress(p: Poison) -> str:
    """Progress as roadmap.sh keeps it, for nodes that may be of the library."""
    lists = {name: p.any([p.any(p.id()) for _ in range(3)]) for name in ("done", "learning", "skipped")}
    return json.dumps(lists | {"favorites": [p.text()], p.text(): [p.id()]})


GRAMMARS: dict[str, Callable[[Poison], str]] = {
    "md": markdown,
    "org": org,
    "opml": opml,
    "csv": table,
    "toml": toml,
    "graph.json": graph,
    "progress.json": progress,
    **grammar_own.GRAMMARS,
}
"""By the ending of the file's name; a word before `json` only tells the two apart."""


if __name__ == "__main__":
    sys.stdout.buffer.write(made(sys.argv[1], int(sys.argv[2])))
