"""The folds that hold a page's proof, and the line under its title that says how fresh it is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from guide.data import Guide
from guide.frame.language import mark_foreign
from guide.render.citations import PageContext
from guide.render.proof import Claim, by_sources, due_of, with_proofs
from guide.render.templates import partial
from guide.render.words import Words, plain_name

TITLE_END = "</h1>"


def proven(html: str, context: PageContext) -> str:
    """Return a page's `html` with a fold of proof at the end of each section, and the line under its title.

    A page of an exchange about which nothing was read has no proof, and still says that the guide isn't the exchange's.
    """
    if not context.claims and not context.exchange:
        return html
    html = with_proofs(html, context.claims, lambda claims: fold(context, claims))
    return html.replace(TITLE_END, TITLE_END + partial("pages/checked.html", context, **freshness(context)), 1)


def fold(context: PageContext, claims: Iterable[Claim]) -> str:
    """Return one fold: what the texts say, the texts, when and how they were read."""
    groups = by_sources(claims)
    said = {names: found for names, found in groups.items() if any(claim.text or claim.quote for claim in found)}
    rows = [
        (
            list(
                dict.fromkeys(
                    (claim.text, claim.quote, claim.quote_lang) for claim in found if claim.text or claim.quote
                )
            ),
            [(*named(context, name), *days(context, name, found)) for name in names],
        )
        for names, found in said.items()
    ]
    # texts behind what needs no words here (an address, a company, what a fold says in full): each once, at the end
    bare = [name for name in dict.fromkeys(sum(groups, ())) if not any(name in names for names in said)]
    if bare:
        resting = {
            name: [claim for names, found in groups.items() if name in names for claim in found] for name in bare
        }
        rows.append(([], [(*named(context, name), *days(context, name, resting[name])) for name in bare]))
    count = len({name for names in groups for name in names})
    return mark_foreign(partial("pages/proof.html", context, rows=rows, count=count), context.locale)


def named(context: PageContext, name: str) -> tuple[str, str, list[str]]:
    """Return a source's address, its name, and what is said of its own day and of how it was read."""
    address, words, notes = told(context.guide, context.locale, name)
    return address or f"{context.root}about/sources.html#source-{name}", words, notes


@lru_cache(maxsize=5000)  # many sections rest on the same
def told(guide: Guide, locale: str, name: str) -> tuple[str, str, list[str]]:
    """Return named() of the source `name`; no address for one that has none of its own."""
    source, words = guide.sources[name], Words(guide, locale)
    dated = [f"{words.label('text-dated')} {words.day(source.dated)}"] if source.dated else []
    read = words.say(source.read_note) if source.read_note else words.label(f"read-{source.read_in}")
    called = f"{words.say(source.issuer)}{words.colon()}{words.say(source.title)}"
    return source.url or "", called, [*dated, read, words.label("checked-on")]


def days(context: PageContext, name: str, claims: list[Claim]) -> tuple[date, date]:
    """Return the day a source was last checked for `claims`, and the first day one of them is due again."""
    source = context.guide.sources[name]
    checked = [claim.checked for claim in claims if claim.checked]
    due = [claim.due for claim in claims if claim.due]
    return max(checked, default=source.checked), min(due, default=due_of(source))


def freshness(context: PageContext) -> dict[str, object]:
    """Return how many sources a page rests on, the days of the last check and of the first due, whose page it is."""
    names = {name for claim in context.claims.values() for name in claim.sources}
    found = [days(context, name, list(context.claims.values())) for name in names]
    owner = plain_name(context.say(context.guide.exchanges[context.exchange].name)) if context.exchange else ""
    return {
        "count": len(names),
        "checked": max((day for day, _ in found), default=None),
        "due": min((day for _, day in found), default=None),
        "owner": owner,
    }
