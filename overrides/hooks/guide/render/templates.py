"""The partials: HTML in overrides/partials, filled in with the data."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined

from guide.locales import CODES, LOCALES, others, own_first
from guide.render.citations import PageContext
from guide.render.words import capital

PARTIALS = Path(__file__).parents[3] / "partials"
KEPT = PARTIALS.parents[1] / ".cache/templates"


def compiled(folder: Path = KEPT) -> BytecodeCache | None:
    """Return where compiled templates are kept from one build to the next; None where nothing can be written.

    Each is compiled again when its text has changed.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return FileSystemBytecodeCache(str(folder))


@lru_cache(maxsize=1)
def templates() -> Environment:
    """Return the environment the partials are rendered with: escaped, and an unknown name is an error."""
    environment = Environment(
        loader=FileSystemLoader(PARTIALS),
        autoescape=True,
        bytecode_cache=compiled(),
        undefined=StrictUndefined,
        cache_size=-1,  # all of them stay: looking which was asked for last would take longer
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(locales=LOCALES, codes=CODES, others=others, own_first=own_first)
    environment.filters["capital"] = capital
    return environment


def filled(name: str, context: PageContext, **values: Any) -> str:
    """Return a template filled in; it knows the page as `w`, the data as `guide`, the language as `locale`."""
    template = templates().get_template(name)
    return template.render(w=context, guide=context.guide, locale=context.locale, **values)


def partial(name: str, context: PageContext, **values: Any) -> str:
    """Return filled() without blank lines, which would end an HTML block in Markdown."""
    html = filled(name, context, **values)
    return "\n".join(line.strip() for line in html.splitlines() if line.strip())
