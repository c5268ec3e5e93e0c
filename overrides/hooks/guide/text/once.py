"""What stays as it is while a site is built is read, or worked out, once: from begin() to end().

Outside a build nothing is kept: a command or a test may change a file and look again.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar, TypeVarTuple

Given = TypeVarTuple("Given")
Made = TypeVar("Made")
SHELVES: list[dict[Any, Any]] = []  # of each function: what it was given → what it gave
BUILDING: list[bool] = []  # empty outside a build


def begin() -> None:
    """Forget what an earlier build kept, and keep from now on."""
    end()
    BUILDING.append(True)


def end() -> None:
    """Forget everything, and keep nothing more."""
    BUILDING.clear()
    for shelf in SHELVES:
        shelf.clear()


def once(function: Callable[[*Given], Made]) -> Callable[[*Given], Made]:
    """Let `function` work once in a build for the same arguments; nobody changes what it returns."""
    shelf: dict[Any, Made] = {}
    SHELVES.append(shelf)

    @wraps(function)
    def kept(*values: *Given) -> Made:
        if not BUILDING:
            return function(*values)
        if values not in shelf:
            shelf[values] = function(*values)
        return shelf[values]

    return kept


@once
def text_of(path: Path) -> str:
    """Return the text of a file that people write."""
    return path.read_text("utf-8")
