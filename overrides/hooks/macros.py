"""What pages may call: {{ fact("ID") }} and its kin, each a function of the page in guide/render."""

from __future__ import annotations

from pathlib import Path

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
    first = page.file.content_string.count("\n") - markdown.count("\n")  # MkDocs has taken the front matter off

    def answer(call: Call, line: int) -> str:
        try:
            return set_aside(MACROS[call.name](context, *call.values), context.aside)
        except Exception as error:  # `serve` goes on
            reason = error.args[0] if isinstance(error, KeyError) and error.args else error
            FAILURES.append(f"docs/{page.file.src_uri}:{first + line}: {call}: {reason}")
            return ""

    return answered(markdown, answer)
