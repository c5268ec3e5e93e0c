"""Say what is wrong with a data file: file, line, key, value, reason, and what was probably meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml

NAMES = ("id", "host", "name", "email", "url", "from", "record", "day")  # what tells one item of a list from another


def meant(name: str, known: Iterable[str]) -> str:
    """Return "; did you mean X?" for the known name closest to `name`, or nothing where none is close."""
    close = get_close_matches(name, list(known), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""


def describe(path: Path, name: str, content: Any, steps: tuple[str | int, ...], item: Mapping[str, Any]) -> str:
    """Return one validation error as `file:line: key: value: reason`.

    `content` is what the file at `path` holds, `steps` lead from its top to the value, `item` is pydantic's error.
    """
    reason = item["msg"].removeprefix("Value error, ")
    parts = [f"{name}:{line_of(path, steps)}", key_of(content, steps)]
    if not isinstance(item["input"], (dict, list)):
        parts.append(repr(str(item["input"])))
    return ": ".join([part for part in parts if part] + [reason])


def key_of(content: Any, steps: tuple[str | int, ...]) -> str:
    """Return the way to a value in words: an item of a list by its id or name, else by its position from 1."""
    words: list[str] = []
    for step in steps:
        if is_form(content, step):
            continue
        inner = reach(content, step)
        words.append(named(inner, step) if isinstance(content, list) else str(step))
        content = inner
    return ".".join(words)


def reach(content: Any, step: str | int) -> Any:
    """Return what `step` leads to in `content`; None where it leads nowhere."""
    try:
        return content[step]
    except (KeyError, IndexError, TypeError):
        return None


def is_form(content: Any, step: str | int) -> bool:
    """Tell whether a step of an error's way is the form of an entry told apart by `publish`, not a key of the file."""
    return isinstance(content, dict) and "publish" in content and (not isinstance(step, str) or step == "reported")


def named(item: Any, position: str | int) -> str:
    """Return what an item of a list goes by."""
    if isinstance(item, dict):
        for key in NAMES:
            if isinstance(item.get(key), str):
                return str(item[key])
    return str(int(position) + 1) if isinstance(position, int) else position


def line_of(path: Path, steps: tuple[str | int, ...]) -> int:
    """Return the line, from 1, where the last of `steps` that the file has stands."""
    node = yaml.compose(path.read_text("utf-8"), Loader=yaml.SafeLoader)
    line = node.start_mark.line if node else 0
    for step in steps:
        inner = None
        if isinstance(node, yaml.MappingNode):
            inner = next(((key, value) for key, value in node.value if key.value == str(step)), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            inner = (node.value[step], node.value[step])
        if inner is None:
            continue
        line, node = inner[0].start_mark.line, inner[1]
    return line + 1
