"""A page's front matter: MkDocs publishes one it cannot read as text, without a word."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from guide.data.reasons import meant
from guide.text.front_matter import front_of, inside
from guide.text.markdown import HEADING, outside_code
from guide.text.once import text_of
from guide.text.yaml_files import StrictLoader, hint

# what a page may say of itself, and whether it is a list
LISTS = ("tags", "scripts", "fold", "hide", "proof_from")
KEYS = dict.fromkeys(("title", "description", "search", "proof", "contents"), False) | dict.fromkeys(LISTS, True)
NEEDED = ("title", "description")
WORDS = {"proof": ("apart",), "contents": ("topics",)}  # what these keys may say
DRAWN = "hand-"  # sections that a macro draws, of reply texts by whom they go on to
SEARCH = {"boost": (int, float), "exclude": (bool,)}


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
        problem = f"{error.problem or error.context}"
        said = hint(problem, "\t" in inside(front))
        yield (mark.line + 2 if mark else 1), f"front matter not readable as YAML: {problem}{said}"
        return
    if not isinstance(content, dict):
        yield 1, f"front matter: expected keys with values, found a {type(content).__name__}"
        return
    yield from key_problems(content, front, scripts)
    yield from value_problems(content, front, folds_in(markdown))


def key_problems(content: dict[str, Any], front: str, scripts: set[str]) -> Iterator[tuple[int, str]]:
    """Yield (line, problem) for each key of a front matter that is unknown, missing, or has the wrong value."""
    line = partial(line_of, front)
    for key in NEEDED:
        if not content.get(key):
            yield line(key), f"front matter: no {key}"
        elif not isinstance(content[key], str):
            yield line(key), f"front matter: {key}: {content[key]!r}: put it in quotation marks"
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


def value_problems(content: dict[str, Any], front: str, sections: set[str]) -> Iterator[tuple[int, str]]:
    """Yield (line, problem) for each value that nothing knows; `sections` are those that can be folded."""
    for key, known in WORDS.items():
        if key in content and content[key] not in known:
            said = f"{content[key]!r}: expected {' or '.join(known)}"
            yield line_of(front, key), f"front matter: {key}: {said}"
    for name in content["fold"] if isinstance(content.get("fold"), list) else ():
        if name not in sections and not str(name).startswith(DRAWN):
            yield line_of(front, "fold"), f"fold: {name!r}: no section ## of this page{meant(str(name), sections)}"
    search = content.get("search", {})
    if not isinstance(search, dict):
        yield line_of(front, "search"), f"front matter: search: {search!r}: expected {{boost: 2}} or {{exclude: true}}"
        return
    for key, value in search.items():
        if key not in SEARCH:
            yield line_of(front, "search"), f"front matter: search.{key}: no such key; known are {', '.join(SEARCH)}"
        elif type(value) not in SEARCH[key]:
            wanted = "true" if key == "exclude" else "a number, such as 2"
            yield line_of(front, "search"), f"front matter: search.{key}: {value!r}: expected {wanted}"


def folds_in(markdown: str) -> set[str]:
    """Return the ids of the sections of the second level, which a page may fold."""
    found = (HEADING.match(line) for _, line in outside_code(markdown))
    return {match["id"] for match in found if match and match["level"] == "##"}


def line_of(front: str, key: str) -> int:
    """Return the number of the line of a front matter that begins with a key; 1 where none does."""
    return next((number for number, text in enumerate(front.splitlines(), 1) if text.startswith(f"{key}:")), 1)


def check_front_matter(docs: Path, pages: list[Path], scripts: set[str]) -> Iterator[str]:
    """Yield one line for each problem in the front matter of `pages`, with file and line."""
    for path in pages:
        name = f"docs/{path.relative_to(docs).as_posix()}"
        for number, problem in front_problems(text_of(path), scripts):
            yield f"{name}:{number}: {problem}"
