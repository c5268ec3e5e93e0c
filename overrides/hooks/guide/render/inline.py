"""Facts inside a page's own sentences."""

from __future__ import annotations

from markupsafe import escape

from guide.data import Retention
from guide.render.citations import PageContext
from guide.render.place_words import kept
from guide.render.registry import FactName, PlaceName, macro
from guide.render.words import escaped


@macro
def fact(context: PageContext, name: FactName) -> str:
    """Return a fact's sentence, for use inside a Markdown sentence."""
    found = context.find("facts", name)
    text = escaped(context.said(found, context.exchange))
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
    """Return one place's periods as a sentence without its full stop, its name a link to its page, with marks."""
    found = context.find("places", name)
    start = f'<a href="{context.root}places/{name}.html">{escape(context.say(found.name))}</a>{context.colon()}'
    if found.retention.publish is False:
        return start + context.label("place-open")
    label = context.label("place-reported") + context.colon() if found.retention.publish == "reported" else ""
    text = escape(label + kept(found, context))
    return f'{start}<span class="guide-fact" data-place="{name}">{text}</span>{context.marks(found.retention)}'


@macro
def years_range(context: PageContext) -> str:
    """Return the shortest and the longest period of the places that are confirmed, as a sentence without its stop."""
    confirmed = [place.retention for place in context.guide.places.values() if isinstance(place.retention, Retention)]
    years = [clock.years for retention in confirmed for clock in retention.clocks]
    text = context.label("years-range").replace("%{least}", str(min(years))).replace("%{most}", str(max(years)))
    marks = context.marks(context.find("facts", "law-range-years"))
    return f'<span class="guide-fact" data-fact="law-range-years">{escape(text)}{marks}</span>'


@macro
def follow_up(context: PageContext) -> str:
    """Return what we advise where no law gives a number of days for an answer."""
    return escaped(context.label("follow-up-complain"))


@macro
def asset(context: PageContext, path: str) -> str:
    """Return the way from the page to `path` below the site's top, for links to what is made after the build."""
    return context.top + path
