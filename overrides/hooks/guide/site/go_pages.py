"""Permanent addresses on the site: a page for each answer and each old address, lists of links, marks on headings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from guide.data import Guide, PublishedPermalink, Redirect
from guide.locales import ALPHABETIC, CODES, LOCALES, built, own_first, way_up
from guide.permalinks.changed import changed_days
from guide.permalinks.csv import link_rows, reply_rows, table
from guide.permalinks.library import for_freshdesk, for_intercom, for_zendesk, library, neutral
from guide.permalinks.registry import Answer, answers, forwards, links_on
from guide.render.templates import templates
from guide.render.words import embedded
from guide.site.built import BuiltSite
from guide.site.csp import with_policy
from guide.site.marks import with_mark
from guide.site.open_data import schema, write_json

MARK = '<a class="headerlink" href="#{anchor}"'
REPLIES = "reply-texts.csv"


def write_permalinks(built_site: BuiltSite) -> None:
    """Write the page of each answer, what stands at old addresses, the lists of links and the reply texts."""
    site, guide, home = built_site.folder, built_site.guide, built_site.home
    found = answers(guide, built_site.docs)
    write_lists(built_site, found, changed_days(guide, built_site.docs))
    for answer in found:
        write(site / f"go/{answer.link.id}.html", go_page(answer, guide, home))
    for start, entry in forwards(guide).items():
        if "#" not in start:
            for locale in CODES:
                write(site / built(start, locale), old_page(start, entry, locale, guide))
    for locale in LOCALES if home else ():
        write(
            site / LOCALES[locale].root / "opensearch.xml", page_of("opensearch.html", guide, locale=locale, home=home)
        )


def write_lists(built_site: BuiltSite, found: list[Answer], changed: Mapping[str, date]) -> None:
    """Write the lists of answers, of reply texts and of macros, for programs and for spreadsheets."""
    site, guide, home = built_site.folder, built_site.guide, built_site.home
    (site / "data/schema").mkdir(parents=True, exist_ok=True)
    entries = [answer.open_data(changed[answer.link.id], home) for answer in found]
    write_json(site / "links.json", [entry.model_dump(mode="json", exclude_none=True) for entry in entries])
    write_json(site / "data/schema/links.json", schema(PublishedPermalink, "links"))
    write(site / "links.csv", table(link_rows(found, changed, home)))
    write(site / REPLIES, table(reply_rows(guide, found, home)))
    macros = library(guide, found, home)
    write(site / "macros.csv", table(macros))
    write_json(site / "macros.json", neutral(macros))
    write_json(site / "macros-zendesk.json", for_zendesk(macros))
    write_json(site / "macros-freshdesk.json", for_freshdesk(macros))
    write_json(site / "macros-intercom.json", for_intercom(macros))


def write(path: Path, text: str) -> None:
    """Write `text`, line ends as they are (a CSV's are its own)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(with_mark(text) if path.suffix == ".html" else text, "utf-8", newline="")


# On the pages ------------------------------------------------------------------------------------------------


def marked(html: str, guide: Guide, source: str) -> str:
    """Return a page's `html` with each registered answer's id on its heading's link; none where it is the anchor."""
    for link in links_on(guide).get(source, ()):
        if not link.state:
            mark = MARK.format(anchor=link.anchor)
            name = "" if link.id == link.anchor else f'="{link.id}"'  # the questions of the FAQ are many
            html = html.replace(mark, f"{mark} data-go{name}", 1)
    return html


def moved_sections(guide: Guide, source: str, locale: str, top: str) -> str:
    """Return a line for each section that left the page `source`, under its old id."""
    parts = []
    for start, entry in forwards(guide).items():
        page, _, anchor = start.partition("#")
        if anchor and page == source:
            leads = target(entry, locale, top)
            there, _, section = (entry.to or "").partition("#")
            here = bool(section) and there == source
            if here:
                leads["to"] = f"#{section}"
            parts.append(page_of("moved.html", guide, locale=locale, anchor=anchor, here=here, **leads))
    return "".join(parts)


def target(entry: Redirect, locale: str, top: str) -> dict[str, str]:
    """Return where an entry leads, and why where it leads nowhere."""
    page, _, anchor = (entry.to or "").partition("#")
    leads = f"{top}{built(page, locale)}{f'#{anchor}' if anchor else ''}" if entry.to else ""
    return {"to": leads, "day": str(entry.day), "reason": entry.reason[locale] if entry.reason else ""}


def questions(found: list[Answer], locale: str, home: str) -> str:
    """Return the live questions of the FAQ as schema.org FAQPage, in JSON that can stand inside a script element."""
    asked = [answer for answer in found if answer.link.page == "faq.md" and answer.link.status == "live"]
    content = {
        "@context": "https://schema.org",
        "@type": "FAQPage",
        "inLanguage": LOCALES[locale].schema,
        "mainEntity": [
            {
                "@type": "Question",
                "name": answer.question[locale],
                "url": home + answer.url[locale],
                "acceptedAnswer": {"@type": "Answer", "text": answer.answer[locale]},
            }
            for answer in asked
        ],
    }
    return embedded(content)


# Pages of their own ------------------------------------------------------------------------------------------


def go_page(answer: Answer, guide: Guide, home: str) -> str:
    """Return go/ID.html: it forwards to the reader's language, and shows the answer without scripts."""
    addresses = {locale: f"../{url}" for locale, url in answer.url.items()}
    forward = answer.link.status != "retired"
    values = {
        "addresses": addresses,
        "order": own_first(ALPHABETIC),
        "top": "../",
        "forward": forward,
        "preview": preview(answer, guide, home),
    }
    return with_policy(page_of("go.html", guide, answer=answer, **values))


def preview(answer: Answer, guide: Guide, home: str) -> dict[str, Any]:
    """Return what a chat shows of an answer's address, in every language, English first as when it is opened.

    A chat runs no script and has no language, so one preview speaks all of them.
    """
    order = own_first(ALPHABETIC)
    reason = answer.link.reason
    return {
        "type": "article",
        "home": home,
        "url": answer.address(home),
        "title": " · ".join(answer.question[code] for code in order),
        "description": " ".join(reason[code] if reason else answer.answer[code] for code in order),
        "site": " · ".join(guide.labels["guide-name"][code] for code in order),
        "locales": [LOCALES[code].territory for code in order],
        "cards": [f"assets/images/card-{code}.png" for code in order],
    }


def old_page(start: str, entry: Redirect, locale: str, guide: Guide) -> str:
    """Return what stands at the old address of a page: it forwards in the same language, sections included."""
    top = way_up(built(start, locale))
    sections = {
        name.partition("#")[2]: target(moved, locale, top)["to"]
        for name, moved in forwards(guide).items()
        if name.startswith(f"{start}#") and moved.to
    }
    places = {other: target(entry, other, top) for other in CODES}
    html = page_of("old-page.html", guide, locale=locale, top=top, sections=json.dumps(sections), places=places)
    return with_policy(html)


def page_of(name: str, guide: Guide, **values: Any) -> str:
    """Return a template of overrides/partials/pages with the guide's words at hand."""

    def label(key: str, locale: str) -> str:
        return guide.labels[key][locale]

    return templates().get_template(f"pages/{name}").render(label=label, guide=guide, **values)
