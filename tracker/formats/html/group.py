"""What a group shares, as one page of HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tracker.core.progress.share import Share, stuck
from tracker.formats.html.page import page, text

_STYLE = "td, th { text-align: left; padding: .2rem 1rem .2rem 0; }\n"


def group_page(name: str, shares: Sequence[Share]) -> str:
    """The page of a group: who is how far, and what most are learning."""
    people = [
        (share.owner, share.title, _percent(share), f"{share.done} of {share.counted}", share.last_tick)
        for share in shares
    ]
    learned = [(topic.title, str(topic.people), topic.since) for topic in stuck(shares)]
    tables = [_table(("person", "role", "percent", "topics", "last tick"), people)]
    tables += [_table(("most are learning", "people", "since"), learned)] * bool(learned)
    return page(name, _STYLE, "\n".join([f"<h1>{text(name)}</h1>", *tables]))


def _percent(share: Share) -> str:
    return "-" if share.percent is None else f"{share.percent} %"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    names = "".join(f"<th>{name}</th>" for name in head)
    lines = ["".join(f"<td>{text(cell)}</td>" for cell in row) for row in rows]
    return "\n".join(["<table>", f"<tr>{names}</tr>", *(f"<tr>{cells}</tr>" for cells in lines), "</table>"])
