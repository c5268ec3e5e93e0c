"""The files under docs/data; those that hold no entries: words of the frame and of search, what commands write."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import ValidationError

from guide.data.base import Label
from guide.data.problems import Spot, describe_all, line_of
from guide.data.synonyms import synonym_problems
from guide.text.yaml_files import parse

# record → what each of its keys holds
RECORDS = {"checked": "[hash, day]", "pairs": "a hash for each language", "published": "a list", "texts": "[hash, day]"}
OTHERS = ("labels", "synonyms", *RECORDS)


def files_of(folder: Path, kind: str) -> list[Path]:
    """Return the files that hold entries of `kind`: KIND.yml, or KIND/**/*.yml in name order."""
    single = folder / f"{kind}.yml"
    inside = sorted(path for path in (folder / kind).rglob("*.yml") if path.is_file())
    return ([single] if single.exists() else []) + inside


def shown(path: Path, folder: Path) -> str:
    """Return the name of a data file as messages give it."""
    return f"docs/data/{path.relative_to(folder).as_posix()}"


def read_labels(folder: Path, labels: dict[str, Label]) -> list[str]:
    """Add the words of the page frame and the tools (mappings of key to its texts) to `labels`."""
    problems: list[str] = []
    for path in files_of(folder, "labels"):
        name = shown(path, folder)
        content, found = parse(path, name)
        problems += found
        if content is not None and not isinstance(content, dict):
            problems.append(f"{name}: expected a mapping of keys to texts, found a {type(content).__name__}")
            continue
        for key, value in (content or {}).items():
            if key in labels:
                problems.append(f"{name}: {key}: already used in another file of labels")
            try:
                labels[key] = Label.model_validate(value)
            except ValidationError as error:
                problems += describe_all(Spot(path, name, content, (key,)), Label, error)
    return problems


def other_problems(folder: Path) -> list[str]:
    """Return what is wrong with the files that others read: the words of search, and what the commands write."""
    problems = [line for kind in RECORDS for path in files_of(folder, kind) for line in record_problems(path, kind)]
    for path in files_of(folder, "synonyms"):
        problems += synonym_problems(path, shown(path, folder))
    return problems


def record_problems(path: Path, kind: str) -> list[str]:
    """Return why a record cannot be read; no command can go on from a broken one."""
    name = f"docs/data/{path.name}"
    content, problems = parse(path, name)
    if content is not None and not isinstance(content, dict):
        return [f"{name}: expected a mapping, found a {type(content).__name__}; take it from the last commit"]
    for key, value in (content or {}).items():
        if not holds(kind, key, value):
            problems.append(
                f"{name}:{line_of(path, (key,))}: {key}: expected {RECORDS[kind]}; take it from the last commit"
            )
    return problems


def holds(kind: str, key: str, value: Any) -> bool:
    """Tell whether a record has the shape its command writes, as far as it is read."""
    if kind == "published":
        return isinstance(value, {"ids": list, "pages": dict}.get(key, type(None)))
    return isinstance(value, dict) if kind == "pairs" else isinstance(value, list) and len(value) == 2
