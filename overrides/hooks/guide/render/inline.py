"""Facts inside a page's own sentences."""

from __future__ import annotations

from markupsafe import escape

from guide.render.citations import PageContext
from guide.render.registry import FactName, PlaceName, macro
from guide.render.words import escaped


@macro
def fact(context: PageContext, name: FactName) -> str:
    """Return a fact's sentence, for use inside a Markdown sentence."""
    found = context.find("facts", name)
    text = escaped(found.text(context.locale))
    return f'<span class="guide-fact" data-fact="{name}">{text}{context.marks(found, glossed=False)}</span>'


@macro
def value(context: PageContext, name: FactName) -> str:
    """Return a fact's value alone, for a sentence of the page's own; KeyError for a fact without one."""
    found = context.find("facts", name)
    if found.value is None:
        raise KeyError(f"fact {name!r} has no value")
    return f'<span class="guide-fact" data-fact="{name}">{escaped(found.value)}{context.marks(found)}</span>'


@macro
def cite(context: PageContext, *names: FactName) -> str:
    """Return the source marks of one or more facts, to stand behind a sentence of the page's own."""
    facts = [context.find("facts", name) for name in names]
    return f'<span data-fact="{" ".join(names)}">{context.marks(*facts)}</span>'


@macro
def place(context: PageContext, name: PlaceName) -> str:
    """Return one place's periods as a sentence without its full stop, with marks."""
    found = context.find("places", name)
    start = context.say(found.name) + context.colon()
    if found.retention.publish is not True:
        return start + context.label("not-confirmed")
    text = escape(context.label("semicolon").join(context.clock(clock) for clock in found.retention.clocks))
    return f'{start}<span class="guide-fact" data-place="{name}">{text}</span>{context.marks(found.retention)}'


@macro
def asset(context: PageContext, path: str) -> str:
    """Return the way from the page to `path` below the site's top, for links to what is made after the build."""
    return context.top + path
