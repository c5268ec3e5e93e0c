"""Say what is wrong with a data file: file, line, key, value, reason, and what was probably meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError

from guide.data.reasons import reason_of, without_consequences
from guide.data.shapes import Steps
from guide.text.yaml_files import Loader

NAMES = ("id", "host", "name", "email", "url", "from", "record", "day")  # what tells one item of a list from another
NAMED = re.compile(r"(docs/data/\S+\.yml): ([^.:]+).*?: '([^']+)': ")  # the file, the entry, and what it names
ENTRY = re.compile(r"(docs/data/\S+\.yml): ([^.:]+)")
AGAIN = re.compile(r"(docs/data/\S+\.yml): id: '([^']+)': already used in (docs/data/\S+\.yml)")


IN_VAIN = re.compile(r"'[^']+': no such .*$|no entry '[^']+' in \w+.*$")
FEW = 3


@dataclass(frozen=True)
class Spot:
    """Where an entry stands: the file, its name in messages, what it holds, and the way from its top to the entry."""

    path: Path
    name: str
    content: Any
    start: Steps = ()


def describe_all(where: Spot, model: type[BaseModel], error: ValidationError) -> list[str]:
    """Return each thing wrong with an entry of the shape `model` as `file:line: key: value: reason`."""
    return [describe(where, model, item) for item in without_consequences(model, error.errors())]


def describe(where: Spot, model: type[BaseModel], item: Mapping[str, Any]) -> str:
    """Return one of pydantic's errors as `file:line: key: value: reason`."""
    steps = (*where.start, *item["loc"])
    parts = [f"{where.name}:{line_of(where.path, steps)}", key_of(where.content, steps)]
    if not isinstance(item["input"], (dict, list)):
        parts.append(repr(str(item["input"])))
    return ": ".join([part for part in parts if part] + [reason_of(model, item)])


def key_of(content: Any, steps: Steps) -> str:
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
            if isinstance(item.get(key), str) and not item[key].startswith("FILL: "):
                return str(item[key])
    return str(int(position) + 1) if isinstance(position, int) else position


@lru_cache(maxsize=1)  # a file's faults are described one after the other
def composed(text: str) -> Any:
    """Return what a YAML text holds as nodes, which know their lines."""
    return yaml.compose(text, Loader=Loader)


def line_of(path: Path, steps: Steps) -> int:
    """Return the line, from 1, where the last of `steps` that the file has stands."""
    node = composed(path.read_text("utf-8"))
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


def with_line(problem: str, text: Callable[[str], str]) -> str:
    """Return a line such as `docs/data/x.yml: entry.key: 'name': …` with the number of the line that has the name.

    Where it names nothing, or what it names is not there, the number is the entry's. `text` gives the text of the file
    a message names.
    """
    if AGAIN.match(problem):
        return with_both_lines(problem, text)
    found = NAMED.match(problem) or ENTRY.match(problem)
    if not found:
        return problem
    file, entry, *value = found.groups()
    lines = text(file).splitlines()
    begin = next(filter(None, (line_with(f"{key}: {entry}", lines) for key in ("id", "from", "name"))), 0) or line_with(
        entry, lines
    )
    at = line_with(value[0], lines, max(begin - 1, 0)) if value else 0
    return f"{file}:{at or begin}{problem.removeprefix(file)}" if at or begin else problem


def line_with(word: str, lines: list[str], start: int = 0) -> int:
    """Return the number of the first of `lines` that has a word, from the one at `start` on; 0 where none has."""
    return next((at for at, line in enumerate(lines[start:], start + 1) if has_word(line, word)), 0)


def with_both_lines(problem: str, text: Callable[[str], str]) -> str:
    """Return what says that an id is used twice, with the lines of both."""
    match = AGAIN.match(problem)
    file, entry, other = match.groups() if match else ("", "", "")

    def lines(name: str) -> list[int]:
        found = enumerate(text(name).splitlines(), 1)
        return [at for at, line in found if "id:" in line and has_word(line, entry)]

    here, there = lines(file), lines(other)
    return f"{file}:{here[-1]}{problem.removeprefix(file)}:{there[0]}" if here and there else problem


def shortened(lines: list[str]) -> list[str]:
    """Return `lines` with no more than FEW that name the same thing in vain: one thing is to be mended."""
    counts: dict[str, int] = {}
    found = []
    for line in lines:
        cause = match[0] if (match := IN_VAIN.search(line)) else line
        counts[cause] = counts.get(cause, 0) + 1
        if counts[cause] <= FEW:
            found.append(line)
    return [*found, *(f"… and {count - FEW} more: {cause}" for cause, count in counts.items() if count > FEW)]


def has_word(line: str, word: str) -> bool:
    """Tell whether a line of a data file has a name as a whole."""
    return re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", line) is not None
