"""What pages may call: {{ fact("ID") }} and its kin, each a function of the page in guide/render."""

from __future__ import annotations

from pathlib import Path

from jinja2 import TemplateNotFound
from mkdocs_pages import name_of

from guide.data import Guide
from guide.locales import LOCALES, way_up
from guide.macros import MACROS
from guide.permalinks.registry import home_of
from guide.render.aside import set_aside
from guide.render.citations import PageContext
from guide.render.proof_pages import APART
from guide.render.registry import FAILURES
from guide.text.calls import Call, answered


def context_of(page, config, guide: Guide) -> PageContext:
    """Return what the macros of a page know of it; all of one page share it."""
    locale, top, name = page.file.locale, way_up(page.file.url), Path(name_of(page))
    owner = name.stem if name.parent.name == "exchanges" and name.stem in guide.exchanges else ""
    return PageContext(
        guide,
        locale,
        root=top.removesuffix(way_up(LOCALES[locale].root)),
        top=top,
        docs=Path(config.docs_dir),
        home=home_of(config.site_url),
        exchange=owner,
        own=config.extra["exchange"],
        host=config.extra["host"],
        apart=page.meta.get("proof") == APART,
    )


def called(markdown: str, page, context: PageContext) -> str:
    """Return a page's Markdown with each macro's answer in its place; failures are kept, and on_env stops there."""

    def answer(call: Call, line: int) -> str:
        try:
            return set_aside(MACROS[call.name](context, *call.values), context.aside)
        except Exception as error:  # `serve` goes on
            front, _, _ = page.file.content_string.partition(markdown.strip())  # which MkDocs has taken off
            before = front.count("\n")
            said = failure(f"docs/{page.file.src_uri}:{before + line}", call, error)
            FAILURES.extend([said] if said not in FAILURES else ())
            return ""

    return answered(markdown, answer)


def failure(place: str, call: Call, error: Exception) -> str:
    """Return what went wrong in a `call` at `place`, a file and line, as `place: call: reason`."""
    if isinstance(error, TemplateNotFound):  # whatever pages call it: one file to bring back
        return f"overrides/partials/{error.name}: no such file; {call.name}() draws with it"
    reason = error.args[0] if isinstance(error, KeyError) and error.args else error
    return f"{place}: {call}: {reason}"
