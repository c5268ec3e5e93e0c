"""What a page calls: `{{ name("ID") }}`, read as Python reads a call; `{% raw %}…{% endraw %}` stands as it is."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache

CALL = re.compile(r"\{% raw %\}(?P<raw>.*?)\{% endraw %\}|\{\{(?P<call>.*?)\}\}", re.DOTALL)
OPENED = re.compile(r"\{\{|\{%")


@dataclass(frozen=True)
class Call:
    """A macro and what it is given."""

    name: str
    values: tuple[object, ...]

    def __str__(self) -> str:
        return f"{self.name}({', '.join(repr(value) for value in self.values)})"


class CallError(ValueError):
    """Why a call can't be read; its name is known where it is that of a macro that lacks something."""

    def __init__(self, reason: str, name: str = "") -> None:
        super().__init__(reason)
        self.name = name


@lru_cache(maxsize=5000)  # read once by the checks, once to be answered
def call_of(text: str) -> Call:
    """Return the call written in `text`, what stands between the braces; CallError says why it is none."""
    try:
        found = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError) as error:
        raise CallError(f"macro call not readable: {getattr(error, 'msg', error)}") from None
    if isinstance(found, ast.Name):
        raise CallError(f"a macro is called with brackets: {found.id}()", found.id)
    if not (isinstance(found, ast.Call) and isinstance(found.func, ast.Name)):
        raise CallError(f'macro call not readable: {text.strip()!r} is not of the form name("ID")')
    if found.keywords:
        raise CallError(f"{found.keywords[0].arg}=: give the names alone, one after the other", found.func.id)
    values = [value.value for value in found.args if isinstance(value, ast.Constant)]
    if len(values) < len(found.args):
        raise CallError("give the names themselves, in quotation marks", found.func.id)
    return Call(found.func.id, tuple(values))


def calls_in(markdown: str) -> Iterator[tuple[int, str]]:
    """Yield (line number, text) for each call in `markdown`, and for braces that open one and never close."""
    for match in CALL.finditer(markdown):
        if match["call"] is not None:
            yield markdown.count("\n", 0, match.start()) + 1, match["call"]
    rest = CALL.sub(lambda match: "\n" * match[0].count("\n"), markdown)
    for match in OPENED.finditer(rest):
        yield rest.count("\n", 0, match.start()) + 1, rest[match.start() :].partition("\n")[0]


def calls(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the macros that `text` calls, each with the names it passes; those that can't be read are left out."""
    for _, written in calls_in(text):
        with suppress(CallError):
            call = call_of(written)
            yield call.name, [value for value in call.values if isinstance(value, str)]


def answered(markdown: str, answer: Callable[[Call, int], str]) -> str:
    """Return `markdown` with each call replaced by what `answer` makes of it and the number of its line.

    Calls that can't be read stay as they are: checks.macros names them before.
    """

    def said(match: re.Match[str]) -> str:
        if match["call"] is None:
            return match["raw"]
        try:
            call = call_of(match["call"])
        except CallError:
            return match[0]
        return answer(call, markdown.count("\n", 0, match.start()) + 1)

    return CALL.sub(said, markdown)
