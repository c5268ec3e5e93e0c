"""Permanent addresses on the site: a page for each answer, one at each old address, the lists of links, and marks on headings."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from mkdocs.plugins import event_priority

from guide import data
import links
from csp import with_policy
from guide.data import Guide
from links import Answer
from guide.data import PublishedPermalink, Redirect
from guide.locales import CODES as LOCALES
from render import embedded, templates
from site_files import schema, write_json

OTHER = {"zh": "en", "en": "zh"}
MARK = '<a class="headerlink" href="#{anchor}"'
REPLIES = "reply-texts.csv"


def on_page_content(html, page, config, files):
    """Give headings their permanent addresses, and old sections of this page a line that leads on."""
    guide = data.current(Path(config.docs_dir) / "data")
    locale, source = page.file.locale, page.file.src_uri.split("/", 1)[1]
    top = "../" * page.file.dest_uri.count("/")
    return marked(html, guide, source, top) + moved_sections(guide, source, locale, top)


def on_page_context(context, page, config, nav):
    """Give the FAQ its questions as structured data, once the site has an address."""
    if config.site_url and page.file.src_uri.endswith("/faq.md"):
        docs = Path(config.docs_dir)
        found = links.answers(data.current(docs / "data"), docs)
        context["questions"] = questions(found, page.file.locale, links.home_of(config.site_url))
    return context


@event_priority(-250)  # after the search hook, before the copy to take along is packed
def on_post_build(config):
    """Write what stands beside the pages, once all languages are built."""
    if config.plugins["i18n"].building:
        return
    docs, site = Path(config.docs_dir), Path(config.site_dir)
    guide = data.current(docs / "data")
    home = links.home_of(config.site_url)
    found = links.answers(guide, docs)
    (site / "data/schema").mkdir(parents=True, exist_ok=True)
    write_json(site / "links.json", [answer.open_data().model_dump(mode="json") for answer in found])
    write_json(site / "data/schema/links.json", schema(PublishedPermalink, "links"))
    write(site / "links.csv", links.table(links.link_rows(found)))
    write(site / REPLIES, links.table(links.reply_rows(guide)))
    for answer in found:
        write(site / f"go/{answer.link.id}.html", go_page(answer, guide, home))
    for start, entry in links.forwards(guide).items():
        if "#" not in start:
            for locale in LOCALES:
                write(site / links.built(start, locale), old_page(start, entry, locale, guide))
    for locale in LOCALES if home else ():
        folder = "" if locale == "zh" else f"{locale}/"
        write(site / f"{folder}opensearch.xml", page_of("opensearch.html", guide, locale=locale, home=home, folder=folder))


def write(path: Path, text: str) -> None:
    """Write `text`, line ends as they are (a CSV's are its own)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="")


# On the pages ------------------------------------------------------------------------------------------------


def marked(html: str, guide: Guide, source: str, top: str) -> str:
    """Return a page's `html` with the permanent address of each registered answer on its heading's link."""
    for link in guide.links.values():
        if link.page == source and link.status == "live" and not link.state:
            mark = MARK.format(anchor=link.anchor)
            html = html.replace(mark, f'{mark} data-go="{top}go/{link.id}.html"', 1)
    return html


def moved_sections(guide: Guide, source: str, locale: str, top: str) -> str:
    """Return a line for each section that left the page `source`, under its old id."""
    gone = {start.partition("#")[2]: entry for start, entry in links.forwards(guide).items() if start.startswith(f"{source}#")}
    return "".join(page_of("moved.html", guide, locale=locale, anchor=anchor, **target(entry, locale, top)) for anchor, entry in gone.items())


def target(entry: Redirect, locale: str, top: str) -> dict[str, str]:
    """Return where an entry leads, and why where it leads nowhere."""
    page, _, anchor = (entry.to or "").partition("#")
    leads = f"{top}{links.built(page, locale)}{f'#{anchor}' if anchor else ''}" if entry.to else ""
    return {"to": leads, "day": str(entry.day), "reason": getattr(entry.reason, locale) if entry.reason else ""}


def questions(found: list[Answer], locale: str, home: str) -> str:
    """Return the live questions of the FAQ as schema.org FAQPage, in JSON that can stand inside a script element."""
    asked = [answer for answer in found if answer.link.page == "faq.md" and answer.link.status == "live"]
    content = {
        "@context": "https://schema.org", "@type": "FAQPage", "inLanguage": "zh-CN" if locale == "zh" else "en",
        "mainEntity": [
            {
                "@type": "Question", "name": answer.question[locale], "url": home + answer.url[locale],
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
    return with_policy(page_of(
        "go.html", guide, answer=answer, addresses=addresses, home=home, top="../", tool=answer.link.tool, forward=answer.link.status != "retired",
    ))


def old_page(start: str, entry: Redirect, locale: str, guide: Guide) -> str:
    """Return what stands at the old address of a page: it forwards in the same language, sections included."""
    top = "../" * links.built(start, locale).count("/")
    sections = {
        name.partition("#")[2]: target(moved, locale, top)["to"]
        for name, moved in links.forwards(guide).items() if name.startswith(f"{start}#") and moved.to
    }
    return with_policy(page_of(
        "old-page.html", guide, locale=locale, top=top, sections=json.dumps(sections),
        places={other: target(entry, other, top) for other in LOCALES},
    ))


def page_of(name: str, guide: Guide, **values: Any) -> str:
    """Return a template of overrides/partials/guide with the guide's words at hand."""

    def label(key: str, locale: str) -> str:
        return getattr(guide.labels[key], locale)

    return templates().get_template(name).render(label=label, guide=guide, locales=LOCALES, other=OTHER, **values)
