"""Nodes and edges in the schema of roadmap.sh."""

from __future__ import annotations

import json
from typing import Any


def node(
    id_: str, kind: str, x: float, y: float, label: str = "", size: tuple[float, float] = (100, 40), **data: Any
) -> Any:
    """A node of a graph; `data` is what its kind has beside a label."""
    return {
        "id": id_,
        "type": kind,
        "position": {"x": x, "y": y},
        "width": size[0],
        "height": size[1],
        "data": {"label": label, **data},
    }


def document(*nodes: Any, edges: list[Any] | None = None, **more: Any) -> str:
    """A file with a graph."""
    return json.dumps({"nodes": list(nodes), "edges": edges or [], **more})


def joined(source: str, target: str) -> dict[str, str]:
    """An edge."""
    return {"id": f"{source}-{target}", "source": source, "target": target}
