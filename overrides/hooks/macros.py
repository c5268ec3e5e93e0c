"""What pages may call: {{ fact("ID") }} and its kin, each a function of the page in guide/render."""

from __future__ import annotations

from functools import wraps
from pathlib import Path

# importing a room registers its macros
from guide.data import current
from guide.locales import DEFAULT, LOCALES, way_up
from guide.permalinks.registry import home_of
from guide.render import chart, exits, inline, support, tables, tools  # noqa: F401
from guide.render.citations import PageContext
from guide.render.registry import MACROS


def define_env(env):
    """Let pages call every registered macro; all macros of one page share its context."""
    docs = Path(env.conf["docs_dir"])
    guide, home, own = current(docs / "data"), home_of(env.conf["site_url"]), env.conf["extra"]["exchange"]
    contexts: dict[str, PageContext] = {}

    def context() -> PageContext:
        file = env.page.file
        if file.src_uri not in contexts:
            locale, top = getattr(file, "locale", DEFAULT), way_up(file.url)
            root = top.removesuffix(way_up(LOCALES[locale].root))
            contexts[file.src_uri] = PageContext(guide, locale, root=root, top=top, docs=docs, home=home, own=own)
            env.page.meta["context"] = contexts[file.src_uri]  # its claims become folds of proof, see events.py
        return contexts[file.src_uri]

    def bound(function):
        @wraps(function)
        def call(*args, **kwargs):
            return function(context(), *args, **kwargs)

        return call

    for name, function in MACROS.items():
        env.macro(bound(function), name)
