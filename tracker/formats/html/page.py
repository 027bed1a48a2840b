"""What our pages of HTML have in common: head, text and bars. A page has no scripts and loads no other files."""

from __future__ import annotations

from html import escape

from tracker.core.progress.measure import Tally
from tracker.core.text import plain

_PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; --done: #2e7d32; --rest: #8884; }}
@media (prefers-color-scheme: dark) {{ :root {{ --done: #7bc67e; }} }}
body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 54rem; margin: 2rem auto; padding: 0 1rem; }}
body {{ overflow-wrap: anywhere; }}
progress {{ appearance: none; height: .6rem; border: 0; vertical-align: middle; }}
progress, progress::-webkit-progress-bar {{ background: var(--rest); border-radius: .3rem; }}
progress::-webkit-progress-value {{ background: var(--done); border-radius: .3rem; }}
progress::-moz-progress-bar {{ background: var(--done); border-radius: .3rem; }}
@media print {{
  body {{ max-width: none; margin: 0; }}
  progress {{ print-color-adjust: exact; -webkit-print-color-adjust: exact; }}
}}
{style}</style>
</head>
<body>
{body}
</body>
</html>
"""


def page(title: str, style: str, body: str) -> str:
    """A page. `style` are the rules of its own, each on a line; `body` is HTML already."""
    return _PAGE.format(title=text(title), style=style, body=body)


def bar(tally: Tally) -> str:
    """A bar with its numbers in words; the bar itself is not read aloud."""
    if tally.percent is None:
        return "<small>nothing counted</small>"
    numbers = f"{tally.percent} % · {tally.done} of {tally.counted}"
    return f'<progress aria-hidden="true" max="100" value="{tally.percent}"></progress> <small>{numbers}</small>'


def text(words: str) -> str:
    """Words on one line as HTML: markup in them is shown as it stands."""
    return escape(plain(words))
