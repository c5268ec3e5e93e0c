"""Parts of a style sheet as text, with no needless blank."""

from __future__ import annotations

import re
from collections.abc import Iterator

import tinycss2
from tinycss2.ast import Node

CLOSE = (",", ">", "~")  # take no blanks beside them; "+" may stand in a sum


def short(nodes: list[Node]) -> str:
    """Return component values as text: one blank where blanks separate, none beside commas and combinators."""
    return re.sub(r"\s+", " ", tinycss2.serialize(list(tight(nodes)))).strip()


def tight(nodes: list[Node]) -> Iterator[Node]:
    """Yield `nodes` without comments and without the blanks beside commas, also inside brackets."""
    shown = [node for node in nodes if node.type != "comment"]
    for at, node in enumerate(shown):
        if node.type == "whitespace" and any(
            near.type == "literal" and near.value in CLOSE
            for near in (*shown[max(at - 1, 0) : at], *shown[at + 1 : at + 2])
        ):
            continue
        for inside in ("arguments", "content"):
            if getattr(node, inside, None):
                setattr(node, inside, list(tight(getattr(node, inside))))
        yield node
