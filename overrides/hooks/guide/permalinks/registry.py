"""The registry of answers: where each one stands now, in every language, and what old addresses lead to.

An address that was given out once works for good. docs/data/links.yml holds one id for each answer, docs/data/moved.yml
what pages and sections became.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from guide.data import Exchange, Guide, Permalink, PermalinkText, PublishedPermalink, Redirect
from guide.data.problems import line_of
from guide.locales import CODES, DEFAULT, LOCALES, built
from guide.render.exchange_words import first_answers
from guide.render.pages import drawn_names, drawn_pages, page_names
from guide.render.words import Words
from guide.text.calls import Call, answered
from guide.text.markdown import LINK, sections
from guide.text.once import once, text_of

LINKS = "docs/data/links.yml"
PLAN, PLAN_STATE = "plan.md", "exchange="  # the page of the plan, and the choice in its address


@dataclass(frozen=True)
class Answer:
    """An answer as it stands now, with the words of every language and its addresses from the site's root."""

    link: Permalink
    url: dict[str, str]
    question: dict[str, str]
    answer: dict[str, str]

    def address(self, home: str) -> str:
        """Return the permanent address: whole where the site has one (`home`), else from the site's root."""
        return f"{home}go/{self.link.id}.html"

    def open_data(self, changed: date, home: str) -> PublishedPermalink:
        """Return the entry of links.json of an answer that last changed on the day `changed`."""
        texts = {
            locale: PermalinkText(url=self.url[locale], question=self.question[locale], answer=self.answer[locale])
            for locale in CODES
        }
        link = self.link
        about = {"id": link.id, "since": link.since, "changed": changed, "status": link.status, "checked": link.checked}
        address = {"address": self.address(home)} if home else {}
        return PublishedPermalink.model_validate({**about, **address, **texts})


@once
def answers(guide: Guide, docs: Path) -> list[Answer]:
    """Return every answer of the registry; words an entry doesn't bring are taken from its page."""
    names = {link.page for link in guide.links.values()}  # many answers share a page: read each once
    drawn = {locale: drawn_pages(guide, locale) for locale in CODES}
    pages = {(locale, name): page_sections(docs, locale, name, drawn[locale]) for name in names for locale in CODES}
    return [answer_of(link, guide, pages) for link in guide.links.values()]


def page_sections(docs: Path, locale: str, page: str, drawn: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Return sections() of a page, among the `drawn` or on disk; nothing where there is no such page."""
    path = docs / locale / page
    if page in drawn:
        return sections(drawn[page])
    return sections(text_of(path)) if path.exists() else {}


def answer_of(link: Permalink, guide: Guide, pages: dict[tuple[str, str], dict[str, tuple[str, str]]]) -> Answer:
    """Return `link` with its addresses and words."""
    now = guide.links[link.to] if link.to else link
    question, answer = {}, {}
    for locale in CODES:
        heading, first = pages[locale, link.page].get(link.anchor, ("", ""))
        question[locale] = link.question[locale] if link.question else asked(link, heading, guide, locale)
        answer[locale] = link.answer[locale] if link.answer else opening(link, guide, locale, first)
    return Answer(link, {locale: address(now, locale) for locale in CODES}, question, answer)


def opening(link: Permalink, guide: Guide, locale: str, first: str) -> str:
    """Return the answer of a page: what it begins with, or the card that an exchange's page begins with.

    The plan of one exchange says for which one it is.
    """
    if exchange := planned(link, guide):
        return with_name(guide.labels["plan-answer"][locale], exchange.name[locale])
    folder, _, name = link.page.removesuffix(".md").partition("/")
    if folder == "exchanges" and name in guide.exchanges and link.anchor == "top":
        return first_answers(Words(guide, locale), guide.exchanges[name])
    return beginning(spoken(first, guide, locale), locale)


def asked(link: Permalink, heading: str, guide: Guide, locale: str) -> str:
    """Return the question an answer's heading stands for; a place's heading is its bare name, a plan's names no one."""
    if exchange := planned(link, guide):
        return with_name(guide.labels["plan-question"][locale], exchange.name[locale])
    name = spoken(heading, guide, locale)
    if link.topic == "places" and link.page in drawn_names(guide):
        return guide.labels["place-question"][locale].replace("%{place}", name)
    return name


def planned(link: Permalink, guide: Guide) -> Exchange | None:
    """Return the exchange whose plan a permanent address opens; None for any other address."""
    return guide.exchanges.get((link.state or "").removeprefix(PLAN_STATE)) if link.page == PLAN else None


def with_name(text: str, name: str) -> str:
    """Return a text with an exchange's name; Chinese sets no space after a bracket."""
    return text.replace("%{exchange}", name).replace("） ", "）")


def address(link: Permalink, locale: str) -> str:
    """Return where an answer stands, from the site's root."""
    anchor = link.state or link.anchor
    return built(link.page, locale) + ("" if anchor == "top" else f"#{anchor}")


def spoken(text: str, guide: Guide, locale: str) -> str:
    """Return a line of Markdown as plain text: facts said, source marks and signs left out."""

    def said(call: Call, _: int) -> str:
        if call.name == "fact":
            return Words(guide, locale).said(guide.facts[str(call.values[0])])
        return str(guide.facts[str(call.values[0])].value) if call.name == "value" else ""

    text = answered(text, said)
    text = LINK.sub(r"\2", text)
    text = re.sub(r"\*\*|`|\{:[^}]*\}", "", text)
    return re.sub(r"\s+(?=[,.;:!?])", "", re.sub(r"\s+", " ", text)).strip()


def beginning(text: str, locale: str) -> str:
    """Return the first sentence of `text`, with the next one where the first says as little as "No."."""
    language = LOCALES[locale]
    parts = [part.strip() for part in language.sentence.split(text) if part.strip()]
    taken = parts[:1]
    while len(taken) < len(parts) and len("".join(taken)) < language.enough:
        taken = parts[: len(taken) + 1]
    return language.space.join(taken)


def reply_answers(guide: Guide, found: Iterable[Answer]) -> dict[str, Answer]:
    """Return the answer that each reply text links to: id of the reply → answer."""
    places = {(answer.link.page, answer.link.anchor): answer for answer in found if answer.link.status == "live"}
    spots = {reply.id: reply.link.partition("#") for reply in guide.replies.values()}
    return {name: places[page, anchor or "top"] for name, (page, _, anchor) in spots.items()}


def home_of(site_url: str | None) -> str:
    """Return the site's address with one slash at the end; empty where none is set."""
    return f"{site_url.rstrip('/')}/" if site_url else ""


@once
def links_on(guide: Guide) -> dict[str, list[Permalink]]:
    """Return the live answers by the page they stand on."""
    found: dict[str, list[Permalink]] = {}
    for link in guide.links.values():
        if link.status == "live":
            found.setdefault(link.page, []).append(link)
    return found


@once  # every page looks for itself in them
def forwards(guide: Guide) -> dict[str, Redirect]:
    """Return what became of old addresses, each followed to where it ends: `page.md` or `page.md#section` → entry."""
    ends: dict[str, Redirect] = {}
    for start, entry in guide.moved.items():
        seen = {start}
        while entry.to and (entry.to in guide.moved) and entry.to not in seen:
            seen.add(entry.to)
            entry = guide.moved[entry.to]
        ends[start] = entry
    return ends


def published_now(docs: Path, guide: Guide) -> dict[str, list[str]]:
    """Return the section ids of each page that all languages have."""
    found = {}
    drawn = {locale: drawn_pages(guide, locale) for locale in CODES}
    for page in page_names(docs, guide):
        first, *rest = [page_sections(docs, locale, page, drawn[locale]) for locale in CODES]
        found[page] = [name for name in first if all(name in other for other in rest)]
    return found


def problems(guide: Guide, docs: Path, missing: Container[str] = ()) -> Iterator[str]:
    """Yield what is wrong with the registry as it stands: places that are not there, questions said twice.

    What stands on a page of `missing`, a path below a language's folder, is left out.
    """
    there = published_now(docs, guide)
    asked: dict[str, str] = {}
    for position, link in enumerate(guide.links.values()):
        if link.to is not None and (link.to not in guide.links or guide.links[link.to].to is not None):
            yield f"{where(docs, position, 'to')}: {link.id}.to: {link.to!r}: no live answer has this id"
        if link.status == "live" and link.page not in missing and link.anchor not in there.get(link.page, ()):
            yield (
                f"{where(docs, position, 'anchor')}: {link.id}: {link.page}#{link.anchor} is not there "
                "in both languages; give the page and section where the answer stands now"
            )
        if link.question and link.status == "live":
            other = asked.setdefault(link.question[DEFAULT], link.id)
            if other != link.id:
                yield f"{where(docs, position, 'question')}: {link.id}.question: {other} asks the same"
    for page in drawn_names(guide):
        if all(link.page != page for link in guide.links.values()):
            yield f"{LINKS}: no answer leads to {page}; add one, which stays for good"
    plans = {exchange.id for link in guide.links.values() if link.tool and (exchange := planned(link, guide))}
    for name in guide.exchanges:
        if name not in plans:
            yield f"{LINKS}: no answer opens the plan of {name}; add plan-{name} as for the other exchanges"
    yield from lost_redirects(guide, there, missing)


def where(docs: Path, position: int, key: str) -> str:
    """Return file and line of a `key` of the answer at a `position`; the answer's own line where it has no such key."""
    return f"{LINKS}:{line_of(docs / 'data/links.yml', (position, key))}"


def lost_redirects(guide: Guide, there: dict[str, list[str]], missing: Container[str]) -> Iterator[str]:
    """Yield what is wrong with old addresses: still there, or leading to what is not among the sections `there`."""
    for start in guide.moved:
        page, _, anchor = start.partition("#")
        if (anchor or "top") in there.get(page, ()):
            yield f"docs/data/moved.yml: {start}: is still there; take the line out"
    for start, entry in forwards(guide).items():
        page, _, anchor = (entry.to or "").partition("#")
        if entry.to and page not in missing and (anchor or "top") not in there.get(page, ()):
            yield f"docs/data/moved.yml: {start}: leads to {entry.to}, which is not there"
