"""What pages call, checked before anything is called: each macro, each name it is given, all at once."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from guide.data import Guide
from guide.data.reasons import meant
from guide.locales import others
from guide.text.calls import Call, CallError, call_of, calls_in
from guide.text.front_matter import blanked
from guide.text.markdown import ID
from guide.text.once import text_of

Macros = Mapping[str, Callable[..., str]]
FILLED = "%{"  # what stands so in a template is filled in with a name of the data


def check_macros(docs: Path, pages: list[Path], macros: Macros, guide: Guide) -> Iterator[str]:
    """Yield one line for each wrong call in `pages`, with file and line."""
    for path in pages:
        name = f"docs/{path.relative_to(docs).as_posix()}"
        for number, problem in sorted(call_problems(text_of(path), macros, guide)):
            yield f"{name}:{number}: {problem}"


def check_page_templates(overrides: Path, macros: Macros, guide: Guide) -> Iterator[str]:
    """Yield one line for each fault in the templates of drawn pages: said there, not on each page drawn."""
    for path in sorted((overrides / "partials/pages").rglob("*.md")):
        name, text = f"overrides/{path.relative_to(overrides).as_posix()}", path.read_text("utf-8")
        for number, problem in sorted([*call_problems(text, macros, guide), *lost_sections(text, path)]):
            yield f"{name}:{number}: {problem}"


def lost_sections(text: str, path: Path) -> Iterator[tuple[int, str]]:
    """Yield (line, problem) for each section of a template that the template of another language lacks."""
    for twin in (path.parent.with_name(code) / path.name for code in others(path.parent.name)):
        there = ID.findall(text_of(twin)) if twin.exists() else []
        for number, line in enumerate(text.splitlines(), 1):
            for name in ID.findall(line):
                if name not in there:
                    yield number, f"#{name}: no such section in {twin.parent.name}/{twin.name}{meant(name, there)}"


def call_problems(markdown: str, macros: Macros, guide: Guide) -> Iterator[tuple[int, str]]:
    """Yield (line, problem) for each call of a page that cannot work."""
    for line, text in calls_in(blanked(markdown)):
        for problem in problems_of(text, macros, guide):
            yield line, problem


def problems_of(text: str, macros: Macros, guide: Guide) -> Iterator[str]:
    """Yield what is wrong with the call written in `text`."""
    try:
        call = call_of(text)
    except CallError as error:
        unknown = error.name and error.name not in macros
        yield unheard_of(error.name, macros) if unknown else f"{error.name}: {error}".removeprefix(": ")
        return
    if call.name not in macros:
        yield unheard_of(call.name, macros)
        return
    for problem in argument_problems(call, macros[call.name], guide):
        yield f"{call.name}: {problem}"


def unheard_of(name: str, macros: Macros) -> str:
    """Return that there is no macro of that name, with the one that may be meant."""
    return f"{name}: no such macro{meant(name, macros)}"


signature = lru_cache(inspect.signature)


@lru_cache(maxsize=100)
def hints_of(macro: Callable[..., str]) -> Mapping[str, Any]:
    """Return what a macro says of its parameters."""
    return get_type_hints(macro, include_extras=True)


def argument_problems(call: Call, macro: Callable[..., str], guide: Guide) -> Iterator[str]:
    """Yield what is wrong with the values that a call gives to `macro`."""
    try:
        given = signature(macro).bind(None, *call.values)  # None stands for the page
    except TypeError as error:
        yield str(error)
        return
    hints = hints_of(macro)
    for parameter, value in given.arguments.items():
        for name in value if isinstance(value, tuple) else (value,):
            kind = kind_of(hints.get(parameter))
            known = getattr(guide, kind) if kind else {}
            if kind and name not in known and not str(name).startswith(FILLED):
                yield f"{name!r}: no such {kind.removesuffix('s')}{meant(str(name), list(known))}"


def kind_of(hint: Any) -> str:
    """Return the kind of entries a parameter names, such as "facts"; empty for another value."""
    return str(get_args(hint)[1]) if get_origin(hint) is Annotated else ""
