"""What a group shares, as one page of HTML. It has no scripts and loads no other files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from tracker.core.progress.share import Share, stuck
from tracker.core.text import plain

_PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 54rem; margin: 2rem auto; padding: 0 1rem; }}
td, th {{ text-align: left; padding: .2rem 1rem .2rem 0; }}
</style>
</head>
<body>
<h1>{title}</h1>
{tables}
</body>
</html>
"""


def group_page(name: str, shares: Sequence[Share]) -> str:
    """The page of a group: who is how far, and what most are learning."""
    people = [
        (share.owner, share.title, _percent(share), f"{share.done} of {share.counted}", share.last_tick)
        for share in shares
    ]
    learned = [(topic.title, str(topic.people), topic.since) for topic in stuck(shares)]
    tables = [_table(("person", "role", "percent", "topics", "last tick"), people)]
    tables += [_table(("most are learning", "people", "since"), learned)] * bool(learned)
    return _PAGE.format(title=escape(plain(name)), tables="\n".join(tables))


def _percent(share: Share) -> str:
    return "-" if share.percent is None else f"{share.percent} %"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    names = "".join(f"<th>{name}</th>" for name in head)
    lines = ["".join(f"<td>{escape(plain(cell))}</td>" for cell in row) for row in rows]
    return "\n".join(["<table>", f"<tr>{names}</tr>", *(f"<tr>{cells}</tr>" for cells in lines), "</table>"])
