"""A page's front matter: where it stands, what it says, and the page without it."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import yaml

from guide.text.yaml_files import content_of

FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


def front_of(markdown: str) -> str:
    """Return the front matter of a page with the lines around it; empty where it has none."""
    found = FRONT_MATTER.match(markdown)
    return found[0] if found else ""


def inside(front: str) -> str:
    """Return the YAML between the lines of a front matter; its first line is the second of the page."""
    return front[len("---\n") : -len("---\n")]


def meta_of(markdown: str) -> dict[str, Any]:
    """Return what a page says of itself; nothing where that is not readable, which the checks tell."""
    return meta_in(front_of(markdown))


@cache
def meta_in(front: str) -> dict[str, Any]:
    """Return what a front matter says; a page's is asked for many times a build."""
    try:
        content = content_of(inside(front))
    except yaml.YAMLError:
        return {}
    return content if isinstance(content, dict) else {}


def front_lines(markdown: str) -> int:
    """Return how many lines the front matter takes."""
    return front_of(markdown).count("\n")


def body_of(markdown: str) -> str:
    """Return a page without its front matter."""
    return markdown.removeprefix(front_of(markdown))


def blanked(markdown: str) -> str:
    """Return a page with empty lines for its front matter, so that the numbers of the lines stay."""
    return "\n" * front_lines(markdown) + body_of(markdown)
