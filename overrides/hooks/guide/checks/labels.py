"""What templates ask for is there: other templates, and labels of the data, which Jinja renders as nothing if not."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError, nodes

from guide.data.reasons import meant
from guide.locales import CODES
from guide.site.assets import GONE_TEXT
from guide.site.assets import TEXTS as FRAME
from guide.site.search import TEXTS as SEARCH

THEME = "material"
LANGUAGES = ("code", "language")  # what templates call a language: words put together with it exist for each


def check_labels(overrides: Path, labels: Collection[str]) -> Iterator[str]:
    """Yield one line for each label or template that a template below `overrides` asks for and that is not there."""
    folders = [overrides, overrides / "partials", *theme_folders()]
    own = overrides / "partials"
    names = [path.relative_to(own).as_posix() for path in own.rglob("*.html")]
    for path in sorted([*overrides.glob("*.html"), *(overrides / "partials").rglob("*.html")]):
        name = f"overrides/{path.relative_to(overrides).as_posix()}"
        try:
            others, words = wants(path.read_text("utf-8"))
        except TemplateSyntaxError as error:
            yield f"{name}:{error.lineno}: template not readable: {error.message}"
            continue
        for number, wanted in others:
            if not any((folder / wanted).exists() for folder in folders):
                yield f"{name}:{number}: template {wanted!r}: no such file{meant(wanted, names)}"
        for number, label, whole in words:
            if whole and label not in labels:
                yield f"{name}:{number}: label {label!r}: not in docs/data/labels{meant(label, labels)}"
            elif not whole and not any(known.startswith(label) for known in labels):
                yield f"{name}:{number}: label {label!r} …: none in docs/data/labels begins so"


def lost_labels(labels: Collection[str]) -> Iterator[str]:
    """Yield one line for each label that the scripts of every page say and the data lack."""
    for name in (*FRAME.values(), GONE_TEXT, *(f"search-{part}" for part in SEARCH)):
        if name not in labels:
            yield f"docs/data/labels: {name!r}: no such label; the scripts of every page say it{meant(name, labels)}"


@lru_cache(maxsize=200)  # of one program that checks again and again
def wants(text: str) -> tuple[list[tuple[int, str]], list[tuple[int, str, bool]]]:
    """Return what a template's text names: taken_in() and asked(); TemplateSyntaxError where not readable."""
    template = Environment().parse(text)
    return list(taken_in(template)), list(asked(template))


def theme_folders() -> list[Path]:
    """Return the folder of the theme's templates, which ours take in and build on."""
    found = find_spec(THEME)
    return [Path(found.origin).parent / "templates"] if found and found.origin else []


def taken_in(template: nodes.Template) -> Iterator[tuple[int, str]]:
    """Yield (line, name) for each template that a template names in full, of the guide or the theme."""
    for item in template.find_all((nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)):
        named = getattr(item, "template", None)
        if isinstance(named, nodes.Const) and isinstance(named.value, str):
            yield item.lineno, named.value


def asked(template: nodes.Template) -> Iterator[tuple[int, str, bool]]:
    """Yield (line, label, is that all of it?) for each label a template asks for; one put together is a beginning."""
    for item in template.find_all((nodes.Getitem, nodes.Getattr, nodes.Call)):
        if isinstance(item, nodes.Call):
            called = item.node
            name = called.attr if isinstance(called, nodes.Getattr) else getattr(called, "name", "")
            if name == "label" and item.args:
                yield from beginning(item.args[0], item.lineno)
        elif isinstance(item, (nodes.Getitem, nodes.Getattr)):
            if not (isinstance(item.node, nodes.Name) and item.node.name == "labels"):
                continue
            if isinstance(item, nodes.Getitem):
                yield from beginning(item.arg, item.lineno)
            else:
                yield item.lineno, item.attr, True


def beginning(argument: nodes.Node, line: int) -> Iterator[tuple[int, str, bool]]:
    """Yield what an expression for a label says for certain: all of it, how it begins, or nothing."""
    if isinstance(argument, nodes.Const):
        yield line, str(argument.value), True
    elif isinstance(argument, nodes.CondExpr):
        for choice in (argument.expr1, argument.expr2):
            if choice is not None:
                yield from beginning(choice, line)
    elif isinstance(argument, nodes.Concat) and isinstance(argument.nodes[0], nodes.Const):
        start, last = str(argument.nodes[0].value), argument.nodes[-1]
        if len(argument.nodes) == 2 and isinstance(last, nodes.Name) and last.name in LANGUAGES:
            yield from ((line, start + code, True) for code in CODES)
        else:
            yield line, start, False
