"""What templates ask for is there: other templates, and labels of the data, which Jinja renders as nothing if not."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from jinja2 import Environment, TemplateAssertionError, TemplateSyntaxError, nodes

from guide.data.reasons import meant
from guide.locales import CODES
from guide.render.templates import PARTIALS, templates
from guide.site.assets import GONE_TEXT
from guide.site.assets import TEXTS as FRAME
from guide.site.search import TEXTS as SEARCH

THEME = "material"
LANGUAGES = ("code", "language")  # what templates call a language: words put together with it exist for each
TAKEN = re.compile(r"""\{%[-+]?\s*(?:include|import|from|extends)\s+["']([^"']+)["']""")
COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
# labels.name, labels["name"], label("name"), with any expression for the name that has brackets in brackets at most
PART = r"""[^"'()\[\]]|"[^"]*"|'[^']*'"""
INNER = rf"{PART}|[(\[](?:{PART})*[)\]]"
ASKED = re.compile(rf"\blabels\.(?P<name>\w+)|\b(?:labels\[|label\()(?P<value>(?:{PART}|[(\[](?:{INNER})*[)\]])+)[\])]")


def check_labels(overrides: Path, labels: Collection[str]) -> Iterator[str]:
    """Yield one line for each label or template that a template below `overrides` asks for and that is not there."""
    folders = [overrides, overrides / "partials", *theme_folders()]
    own = overrides / "partials"
    names = [path.relative_to(own).as_posix() for path in own.rglob("*.html")]
    for path in sorted([*overrides.glob("*.html"), *own.rglob("*.html")]):
        name = f"overrides/{path.relative_to(overrides).as_posix()}"
        if error := fault_in(path):
            yield f"{name}:{error.lineno}: template not readable: {error.message}"
            continue
        text = path.read_text("utf-8")
        for number, wanted in taken_in(text):
            if not any((folder / wanted).exists() for folder in folders):
                yield f"{name}:{number}: template {wanted!r}: no such file{meant(wanted, names)}"
        for number, label, whole in asked(text):
            if whole and label not in labels:
                yield f"{name}:{number}: label {label!r}: not in docs/data/labels{meant(label, labels)}"
            elif not whole and not any(known.startswith(label) for known in labels):
                yield f"{name}:{number}: label {label!r} …: none in docs/data/labels begins so"


def lost_labels(labels: Collection[str]) -> Iterator[str]:
    """Yield one line for each label that the scripts of every page say and the data lack."""
    for name in (*FRAME.values(), GONE_TEXT, *(f"search-{part}" for part in SEARCH)):
        if name not in labels:
            yield f"docs/data/labels: {name!r}: no such label; the scripts of every page say it{meant(name, labels)}"


def fault_in(path: Path) -> TemplateSyntaxError | None:
    """Return what keeps Jinja from reading a template; a partial is compiled, as pages need it, and kept so."""
    try:
        if path.is_relative_to(PARTIALS):
            templates().get_template(path.relative_to(PARTIALS).as_posix())
        else:
            Environment().parse(path.read_text("utf-8"))
    except TemplateAssertionError:  # it is the theme's, which has filters of its own
        return None
    except TemplateSyntaxError as error:
        return error
    return None


def theme_folders() -> list[Path]:
    """Return the folder of the theme's templates, which ours take in and build on."""
    found = find_spec(THEME)
    return [Path(found.origin).parent / "templates"] if found and found.origin else []


def taken_in(template: str) -> Iterator[tuple[int, str]]:
    """Yield (line, name) for each template that a template names in full, of the guide or the theme."""
    for match in TAKEN.finditer(template):
        yield template.count("\n", 0, match.start()) + 1, match[1]


def asked(template: str) -> Iterator[tuple[int, str, bool]]:
    """Yield (line, label, is that all of it?) for each label a template asks for; one put together is a beginning."""
    text = COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), template)
    for match in ASKED.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        found = [(match["name"], True)] if match["name"] else meanings(match["value"])
        yield from ((line, label, whole) for label, whole in found)


@cache  # most labels are asked for by their name, many times
def meanings(expression: str) -> list[tuple[str, bool]]:
    """Return what `expression` says for certain of the label it stands for; nothing where it is none."""
    try:
        [output] = Environment().parse("{{ [" + expression + "] }}").body
        first = next(output.find_all(nodes.List)).items[0]
    except (TemplateSyntaxError, StopIteration, ValueError):
        return []
    return list(beginning(first))


def beginning(argument: nodes.Node) -> Iterator[tuple[str, bool]]:
    """Yield what an expression for a label says for certain: all of it, how it begins, or nothing."""
    if isinstance(argument, nodes.Const):
        yield str(argument.value), True
    elif isinstance(argument, nodes.CondExpr):
        for choice in (argument.expr1, argument.expr2):
            if choice is not None:
                yield from beginning(choice)
    elif isinstance(argument, nodes.Concat) and isinstance(argument.nodes[0], nodes.Const):
        start, last = str(argument.nodes[0].value), argument.nodes[-1]
        if len(argument.nodes) == 2 and isinstance(last, nodes.Name) and last.name in LANGUAGES:
            yield from ((start + code, True) for code in CODES)
        else:
            yield start, False
