"""What support teams get: the link kit and the reply texts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from guide.data import TOPICS
from guide.data.synonyms import Synonyms, read_synonyms
from guide.locales import LOCALES
from guide.permalinks.changed import changed_days
from guide.permalinks.registry import Answer, answers, reply_answers
from guide.render.citations import PageContext
from guide.render.registry import macro
from guide.render.templates import filled, partial
from guide.render.words import embedded

INDEPENDENT = {  # form → the words without a host, and with one
    "sentence": ("independent", "independent-hosted"),
    "short": ("independent-short", "independent-hosted-short"),
}
HANDS = ("support", "privacy", "legal", "security")  # who takes a customer over, nearest first


@macro
def link_kit(context: PageContext) -> str:
    """Return every answer by topic, with what the kit's script filters by; with an address, the QR codes as well."""
    found = answers(context.guide, context.docs)
    topics = {topic: [answer for answer in found if answer.link.topic == topic] for topic in TOPICS}
    some = {topic: members for topic, members in topics.items() if members}
    said = read_synonyms(context.docs / "data")
    values = {"home": context.home, "changed": changed_days(context.guide, context.docs)}
    content = embedded({**own_words_of(said), "sayings": people_s_words(said, found)})
    return partial("tools/link-kit.html", context, topics=some, content=content, **values)


def own_words_of(said: Synonyms) -> dict[str, list[Any]]:
    """Return people's words with the guide's own for each in front, and empty words, of all languages."""
    shelves = said.words.values()
    words = [[own.lower(), *map(str.lower, people)] for shelf in shelves for own, people in shelf.items()]
    return {"words": words, "stop": sorted({word for shelf in said.stop.values() for word in shelf})}


def people_s_words(said: Synonyms, found: Sequence[Answer]) -> dict[str, list[str]]:
    """Return what people type who need an answer's page or section: id of the answer → words; without the empty."""
    fields = [locale.field for locale in LOCALES.values()]
    spots = {entry.page: [word for field in fields for word in getattr(entry, field)] for entry in said.pages}
    words = {}
    for link in (answer.link for answer in found):
        page = link.page.removesuffix(".md")
        words[link.id] = spots.get(page if link.anchor == "top" else f"{page}#{link.anchor}", [])
    return {name: people for name, people in words.items() if people}


@macro
def feed(context: PageContext) -> str:
    """Return the way to the feed of all changes in the page's language."""
    return f"{context.top}feeds/{context.locale}/all.xml"


@macro
def independence(context: PageContext, form: str = "sentence") -> str:
    """Return whose the guide is: no exchange's, or on whose site this copy stands; a sentence, or "short"."""
    host = context.host.called(context.locale)
    own, hosted = INDEPENDENT[form]
    return context.label(hosted if host else own).replace("%{host}", host)


@macro
def replies(context: PageContext) -> str:
    """Return the reply texts as Markdown, by who takes over, each with the answer it links to."""
    linked = reply_answers(context.guide, answers(context.guide, context.docs))
    parts = []
    for hand in HANDS:
        parts.append(f"## {context.label(f'hand-{hand}')} {{: #hand-{hand} }}")
        for reply in (reply for reply in context.guide.replies.values() if reply.hand == hand):
            parts.append(filled("tables/reply.html", context, reply=reply, answer=linked[reply.id]))
    return "\n\n".join(parts)
