"""What pages may call: {{ fact("ID") }} and its kin, each a function of the page in guide/render."""

from __future__ import annotations

from functools import wraps
from pathlib import Path

from jinja2 import TemplateNotFound

from guide.data import current
from guide.locales import DEFAULT, LOCALES, way_up
from guide.macros import MACROS
from guide.permalinks.registry import home_of
from guide.render.aside import set_aside
from guide.render.citations import PageContext
from guide.render.proof_pages import APART
from guide.render.registry import FAILURES


def define_env(env):
    """Let pages call every registered macro; all macros of one page share its context."""
    docs = Path(env.conf["docs_dir"])
    guide, home, own = current(docs / "data"), home_of(env.conf["site_url"]), env.conf["extra"]["exchange"]
    host = env.conf["extra"]["host"]
    contexts: dict[str, PageContext] = {}

    def context() -> PageContext:
        file = env.page.file
        if file.src_uri not in contexts:
            locale, top = getattr(file, "locale", DEFAULT), way_up(file.url)
            root = top.removesuffix(way_up(LOCALES[locale].root))
            path = Path(file.src_uri)
            owner = path.stem if path.parent.name == "exchanges" and path.stem in guide.exchanges else ""
            contexts[file.src_uri] = PageContext(
                guide,
                locale,
                root=root,
                top=top,
                docs=docs,
                home=home,
                exchange=owner,
                own=own,
                host=host,
                apart=env.page.meta.get("proof") == APART,
            )
            env.page.meta["context"] = contexts[file.src_uri]  # its claims become folds of proof, see events.py
        return contexts[file.src_uri]

    def bound(function):
        @wraps(function)
        def call(*args):
            try:
                page = context()
                return set_aside(function(page, *args), page.aside)
            except Exception as error:  # the plugin would end the program, `serve` with it; on_env stops the build
                line = failure(env.page.file, function.__name__, args, error)
                FAILURES.extend([line] if line not in FAILURES else ())
                return ""

        return call

    for name, function in MACROS.items():
        env.macro(bound(function), name)


def failure(file, name: str, args: tuple, error: Exception) -> str:
    """Return what went wrong in a macro call as `file:line: macro: reason`."""
    if isinstance(error, TemplateNotFound):  # whatever pages call it: one file to bring back
        return f"overrides/partials/{error.name}: no such file; {name}() draws with it"
    given = f"{name}({', '.join(repr(arg) for arg in args)}"
    lines = file.content_string.replace("'", '"').splitlines()  # drawn pages have no file of their own
    wanted = given.replace("'", '"')
    number = next((number for number, line in enumerate(lines, 1) if wanted in line), 1)
    reason = error.args[0] if isinstance(error, KeyError) and error.args else error
    return f"docs/{file.src_uri}:{number}: {given}): {reason}"
