"""A page's front matter: MkDocs publishes one it cannot read as text, without a word."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from guide.data.reasons import meant
from guide.text.front_matter import front_of, inside
from guide.text.yaml_files import StrictLoader

# what a page may say of itself, and whether it is a list
LISTS = ("tags", "scripts", "fold", "hide", "proof_from")
KEYS = dict.fromkeys(("title", "description", "search", "proof", "contents"), False) | dict.fromkeys(LISTS, True)
NEEDED = ("title", "description")


def front_problems(markdown: str, scripts: set[str]) -> Iterator[tuple[int, str]]:
    """Yield (line, problem) for a page's front matter; `scripts` are the names of the scripts there are."""
    front = front_of(markdown)
    if not front:
        yield 1, "no front matter: begin with a line ---, then title and description, then a line ---"
        return
    try:
        content: Any = yaml.load(inside(front), Loader=StrictLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.context_mark or error.problem_mark  # where the broken part begins
        yield (mark.line + 2 if mark else 1), f"front matter not readable as YAML: {error.problem or error.context}"
        return
    if not isinstance(content, dict):
        yield 1, f"front matter: expected keys with values, found a {type(content).__name__}"
        return
    yield from key_problems(content, front, scripts)


def key_problems(content: dict[str, Any], front: str, scripts: set[str]) -> Iterator[tuple[int, str]]:
    """Yield (line, problem) for each key of a front matter that is unknown, missing, or has the wrong value."""

    def line(key: str) -> int:
        return next((number for number, text in enumerate(front.splitlines(), 1) if text.startswith(f"{key}:")), 1)

    for key in NEEDED:
        if not content.get(key):
            yield line(key), f"front matter: no {key}"
    for key, value in content.items():
        if key not in KEYS:
            yield line(key), f"front matter: {key}: no such key; known are {', '.join(KEYS)}{meant(key, KEYS)}"
        elif KEYS[key] and not isinstance(value, list):
            yield line(key), f"front matter: {key}: {value!r}: expected a list, such as [{value}]"
        elif key == "scripts":
            for name in value:
                if name not in scripts:
                    yield (
                        line(key),
                        f"scripts: {name!r}: no overrides/assets/javascripts/{name}.js{meant(name, scripts)}",
                    )


def check_front_matter(docs: Path, pages: list[Path], scripts: set[str]) -> Iterator[str]:
    """Yield one line for each problem in the front matter of `pages`, with file and line."""
    for path in pages:
        name = f"docs/{path.relative_to(docs).as_posix()}"
        for number, problem in front_problems(path.read_text("utf-8"), scripts):
            yield f"{name}:{number}: {problem}"
