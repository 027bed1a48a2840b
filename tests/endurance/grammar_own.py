"""Grammars of what only tracker itself writes: its export, backup and overlay, roles and skills, and the settings."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from tests.endurance.poison import PATHS, TOPICS, Poison

_UIDS = ("01a21f70-cb6c-7362-8a2a-82db8823f6e0", "01a21f70-cb6c-7362-8a2a-82db8823f6e1")
_TIMES = ("2026-01-02T03:04:05.678Z", "2026-01-02T03:04:06.678Z", "1970-01-01T00:00:00.000Z")
_FIELDS = ("mark", "note", "choice", "target", "watch", "edition", "link", "layer", "archive")


def export(p: Poison) -> str:
    """The JSON export of one roadmap."""
    deepest = 200 if p.hit(0.04) else 3
    chain: list[Any] = [_topic(p)]
    for _ in range(deepest if deepest > 3 else 1):
        chain = [{"key": p.id(), "title": p.text(), "rule": p.any("all"), "optional": p.any(False), "children": chain}]
    children = [*chain, *(_topic(p) for _ in range(p.chance.randrange(1, 5)))]
    if p.hit(0.4):
        children.append({"id": p.chance.choice(list(TOPICS)), "title": "HACKED", "mark": "done"})
    head = {
        "format": "tracker-roadmap",
        "version": p.any(1),
        "roadmap": p.id(),
        "kind": p.any("own"),
        "title": p.text(),
    }
    return json.dumps(head | {"summary": p.any(p.text()), "children": p.any(children)}, ensure_ascii=p.hit(0.5))


def _topic(p: Poison) -> dict[str, Any]:
    topic = {"id": p.any(p.id()), "title": p.any(p.text()), "mark": p.any(p.mark()), "hours": p.any(p.number())}
    topic |= {"done_when": p.any(p.text()), "needs": p.any([p.id()]), "aliases": p.any([p.text()]), "note": p.text()}
    return topic | {"level": p.any("basic"), "links": p.any([_link(p)]), "children": p.any([])}


def _link(p: Poison) -> Any:
    return p.any({"kind": p.text("docs"), "title": p.text(), "url": p.address(), "checked": True})


def backup(p: Poison) -> str:
    """A backup of everything: a journal whose values are anything, and versions of roadmaps with any id."""
    sources = [p.roadmap_id(), p.roadmap_id() if p.whole else p.chance.choice(PATHS)]
    events = [_load(p, source) for source in sources] + [_event(p) for _ in range(p.chance.randrange(1, 6))]
    if p.hit(0.1):
        events.append(_event(p) | {"field": "edition", "subject": "library", "value": "v666"})
    kept = [_kept(p, source) for source in sources]
    head = {"format": "tracker-backup", "version": p.any(1)}
    return json.dumps(head | {"journal": p.any(events), "editions": p.any(kept)}, ensure_ascii=p.hit(0.5))


def _event(p: Poison) -> dict[str, Any]:
    field = p.chance.choice([name for name in _FIELDS if not p.whole or name not in {"edition", "archive"}])
    value = {
        "mark": "done",
        "watch": "yes",
        "choice": "sql",
        "target": "ai-engineer",
        "layer": _record_text(p),
        "archive": _record_text(p),
    }.get(field, p.text())
    uid = p.chance.choice((*(() if p.whole else _UIDS), f"01a21f70-cb6c-7362-8a2a-{p.chance.randrange(16**12):012x}"))
    return {
        "uid": p.any(uid if p.whole or not p.hit(p.dose / 8) else p.id()),
        "at": p.any(_when(p)),
        "device": p.any("elsewhere" if p.whole else p.text()),
        "act": p.any(uid if p.whole else p.chance.choice((uid, p.text()))),
        "why": p.any("do"),
        "reverses": p.any(None),
        "field": p.any(field),
        "subject": p.any(_subject(p, field)),
        "value": p.any(value),
        "was": p.any(None),
    }


def _subject(p: Poison, field: str) -> str:
    """What an event of this kind is about."""
    if not p.whole:
        return p.id()
    return {"target": "", "watch": "sql", "choice": "ai-engineer/cloud"}.get(field, p.id())


def _when(p: Poison) -> str:
    return p.text() if not p.whole and p.hit(0.2) else p.chance.choice(_TIMES)


def _load(p: Poison, source: str) -> dict[str, Any]:
    uid = f"01a21f70-cb6c-7362-8a2b-{p.chance.randrange(16**12):012x}"
    return _event(p) | {"uid": uid, "act": uid, "field": "edition", "subject": source, "value": "v1"}


def _kept(p: Poison, source: str) -> dict[str, Any]:
    topics = [_node(p) for _ in range(p.chance.randrange(1, 4))]
    children = [p.any({"key": p.id(), "title": p.text(), "children": topics}), *topics]
    card = {"done_when": p.any(p.text()), "links": p.any([_link(p)]), "aliases": [p.text()], "former_ids": [p.id()]}
    profile = {name: p.text() for name in ("about", "day", "neighbours", "way_in", "ready")} | {"aliases": [p.text()]}
    roadmap = {
        "id": p.any(source if p.whole else p.chance.choice((source, p.id()))),
        "kind": p.any("own" if p.whole else p.chance.choice(("own", "role", "skill"))),
        "title": p.any(p.text()),
        "summary": p.any(p.text()),
        "profile": p.any(profile),
        "root": p.any({"key": source, "title": p.text(), "children": children}),
        "ready": p.any(None),
    }
    return {
        "source": source,
        "version": p.any("v1"),
        "loaded_at": p.any(_when(p)),
        "roadmaps": p.any([roadmap]),
        "cards": {topic["id"]: card for topic in topics if isinstance(topic["id"], str)},
        "anchors": p.any({p.id(): {"id": p.id(), "mark": p.mark()}}),
    }


def _node(p: Poison) -> dict[str, Any]:
    node = {"id": p.any(p.id()), "title": p.any(p.text()), "hours": p.any(p.number()), "needs": p.any([p.id()])}
    return node | {"children": p.any([{"id": p.id(), "title": p.text()}])} if p.hit(0.2) else node


def _record_text(p: Poison) -> str:
    broken = ("{nope", "[]", "7", "null", p.text())
    return json.dumps(_record(p)) if p.whole or p.hit(0.4) else p.chance.choice(broken)


def _record(p: Poison) -> dict[str, Any]:
    if p.whole:
        home = p.chance.choice(("docker", "git"))
        texts = {"title": p.text(), "done_when": p.text()}
        return {"id": f"{home}/{p.id('own')}", "roadmap": home, "under": home, "group": p.hit(0.5), **texts}
    id_ = p.chance.choice((p.id(), "docker", "git", *TOPICS, "docker/" + str(p.chance.randrange(3))))
    under = p.chance.choice((id_, "docker", "git", p.id()))
    record = {"roadmap": p.chance.choice(("docker", "git", p.id())), "under": under, "group": p.any(p.hit(0.5))}
    record |= {"title": p.any(p.text()), "hours": p.any(p.number()), "after": p.any(p.chance.choice((id_, p.id())))}
    record |= {"level": p.any("basic"), "done_when": p.any(p.text()), "order": p.any(p.number(1))}
    return {name: value for name, value in record.items() if p.hit(0.75)} | {"id": id_}


def overlay(p: Poison) -> str:
    """What somebody added to roadmaps: circles, groups in themselves, and records over the library."""
    records = [_record(p) | {"links": p.any([_link(p)])} for _ in range(p.chance.randrange(1, 5))]
    if p.hit(0.4):
        loop = {"roadmap": "docker", "group": True, "title": "loop"}
        records.append(p.chance.choice((loop | {"id": "docker", "under": "docker"}, loop | {"id": "a", "under": "a"})))
    if p.hit(0.25):
        both = {"roadmap": "git", "group": True, "title": "circle"}
        records += [both | {"id": "git/a", "under": "git/b"}, both | {"id": "git/b", "under": "git/a"}]
    head = {"format": "tracker-overlay", "version": p.any(1)}
    return json.dumps(head | {"records": p.any(records)}, ensure_ascii=p.hit(0.5))


def _toml(value: Any) -> str:
    if isinstance(value, str):
        return json.dumps(value.encode("utf-8", "ignore").decode())
    return json.dumps(value) if value is not None else "{}"


def skill(p: Poison) -> str:
    """A skill file, for `check`."""
    lines = [f"id = {_toml(p.any(p.id()))}", f"title = {_toml(p.any(p.text()))}", f"summary = {_toml(p.text())}"]
    lines += [
        f"about = {_toml(p.text())}",
        f"aliases = {_toml([p.text()])}",
        "[[sections]]",
        f"title = {_toml(p.text())}",
    ]
    for _ in range(p.chance.randrange(1, 5)):
        lines += ["[[sections.topics]]", f"id = {_toml(p.any(p.id()))}", f"title = {_toml(p.any(p.text()))}"]
        lines += [f"level = {_toml(p.any('basic'))}", f"hours = {p.number()}".replace("True", "true")]
        lines += [f"done_when = {_toml(p.text())}", f"needs = {_toml([p.id()])}"]
        lines.append(f"links = [{{ kind = {_toml(p.text())}, title = {_toml(p.text())}, url = {_toml(p.address())} }}]")
    return "\n".join(lines) + "\n"


def role(p: Poison) -> str:
    """A role file, for `check`."""
    names = ("id", "title", "summary", "about", "day", "neighbours", "way_in", p.text().split("\n", maxsplit=1)[0])
    lines = [f"{_toml(name)} = {_toml(p.any(p.text()))}" for name in dict.fromkeys(names)]
    for _ in range(p.chance.randrange(1, 4)):
        lines += ["[[needs]]", f"skill = {_toml(p.any(p.id()))}", f"level = {_toml(p.any(p.text('basic')))}"]
    return "\n".join(lines) + "\n"


def settings(p: Poison) -> str:
    """The settings, with trouble in values and in keys."""
    lines = [f"theme = {_toml(p.any(p.text('nord')))}", f"glyphs = {_toml(p.any(p.text('ascii')))}"]
    lines += [f"mouse = {_toml(p.any(False))}", f"{_toml(p.text())} = {_toml(p.text())}", "[keys]"]
    lines += [f"{_toml(p.text('tree.tick'))} = {_toml(p.any(p.text('x')))}" for _ in range(4)]
    return "\n".join(lines * (50 if p.hit(0.1) else 1)) + "\n"


GRAMMARS: dict[str, Callable[[Poison], str]] = {
    "export.json": export,
    "backup.json": backup,
    "overlay.json": overlay,
    "skill.toml": skill,
    "role.toml": role,
    "settings.toml": settings,
}
